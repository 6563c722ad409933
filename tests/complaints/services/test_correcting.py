"""Paper that was written down wrong is put right, and what stood there stays to read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actor import SYSTEM, reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.activities import Kind, Outcome
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.corrective import ActionStatus
from complaints.domain.correspondence import Side
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import CaseLetter, Clarification, LetterCorrection
from complaints.models.choices import Verdict
from complaints.selectors.reporter_page import reporter_page
from complaints.services import (
    correcting,
    corrective,
    erasing,
    examination,
    intake,
)
from complaints.services.correcting import Right
from complaints.services.errors import NotReady, StaleVersion
from journal.models import Delivery, Entry
from tests.complaints.services.test_activities import begun, came
from tests.complaints.services.test_correspondence import (
    keep,
    letter,
    prove,
    term,
    withdrawn,
)
from tests.complaints.story import Walk, asked, submitted, to_examination, to_signed_lhp
from tests.people import actor, person

if TYPE_CHECKING:
    from complaints.models import CorrectiveAction, PaperLetter

pytestmark = pytest.mark.django_db
WHY = "Salah baca stempel pos."
DAY = timedelta(days=1)


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    return found


def right_proof(
    walk: Walk, on: date, who: str = "examiner", **more: Any
) -> LetterCorrection:
    given = {"letter": letter(walk).ref, "reason": WHY, **more}
    row: LetterCorrection = walk.do(
        correcting.correct_proof, who, signed_on=on, **given
    )
    return row


def right_paper(
    walk: Walk,
    paper: PaperLetter,
    on: date | None = None,
    side: Side = Side.AGENCY,
    who: str = "examiner",
) -> LetterCorrection:
    right = Right(on or paper.arrived_on, side, WHY)
    row: LetterCorrection = walk.do(
        correcting.correct_paper, who, paper=paper.ref, right=right
    )
    paper.refresh_from_db()
    return row


def refused(walk: Walk, code: str, on: date, **more: Any) -> None:
    """Nothing is changed by what is refused."""
    before, kinds = letter(walk), walk.kinds()
    with pytest.raises(NotReady, match=f"^{code}$"):
        right_proof(walk, on, **more)
    after = letter(walk)
    assert (after.signed_on, after.received_on) == (
        before.signed_on,
        before.received_on,
    )
    assert walk.kinds() == kinds
    assert not LetterCorrection.objects.exists()


def proved_request(walk: Walk, *, after: int) -> tuple[Clarification, date]:
    """A request that was handed over, as we believe, so many days after its sending."""
    request: Clarification = asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(after)
    prove(walk, on=sent_on + after * DAY)
    return request, sent_on


# --- ours was handed over on another day ------------------------------------------
def test_what_runs_from_receipt_is_counted_from_the_right_day(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=3)
    row = right_proof(walk, sent_on + DAY)
    posted = letter(walk)
    request.refresh_from_db()
    assert posted.signed_on == posted.received_on == sent_on + DAY
    assert request.received_on == sent_on + DAY
    running = term(walk, TermKind.CLARIFICATION)
    assert running is not None
    assert (running.started_on, running.due_on) == (sent_on + DAY, sent_on + 15 * DAY)
    for kind in (TermKind.PRESUMED_RECEIPT, TermKind.RECEIPT_PROOF):
        waited = term(walk, kind)
        assert waited is not None
        assert waited.met_on == sent_on + DAY
    assert (row.day_before, row.day) == (sent_on + 3 * DAY, sent_on + DAY)
    assert (row.counted_before, row.counted) == (sent_on + 3 * DAY, sent_on + DAY)
    assert row.reason == WHY


def test_both_sides_are_told_that_the_day_which_they_read_moved(walk: Walk) -> None:
    person("liaison")
    _request, sent_on = proved_request(walk, after=1)
    walk.pass_days(2)
    right_proof(walk, sent_on + 2 * DAY)
    assert walk.kinds()[-2:] == [events.LETTER_CORRECTED, events.PROMISE_CORRECTED]
    moved = Entry.objects.get(kind=events.PROMISE_CORRECTED)
    assert (moved.data["due_on"], moved.data["until"]) == (
        (sent_on + 15 * DAY).isoformat(),
        (sent_on + 16 * DAY).isoformat(),
    )
    assert moved.actor_id == actor("examiner").user_id
    told = Delivery.objects.filter(entry=moved).values_list("subscriber", flat=True)
    assert set(told) >= {"reporter_news", "agency_news"}
    page = reporter_page(walk.again(), walk.now)
    assert page.turn.date == sent_on + 16 * DAY


def test_a_silence_that_was_counted_and_told_stays_whatever_the_proof_says(
    walk: Walk,
) -> None:
    asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(9)
    deemed = letter(walk).received_on
    prove(walk, on=sent_on + 8 * DAY)
    row = right_proof(walk, sent_on + DAY)
    assert letter(walk).received_on == row.counted == row.counted_before == deemed
    assert letter(walk).signed_on == sent_on + DAY
    assert walk.kinds()[-1] == events.LETTER_CORRECTED


def test_a_silence_that_nobody_had_noticed_gives_way_to_the_earlier_proof(
    walk: Walk,
) -> None:
    request = asked(walk)
    sent_on = letter(walk).sent_on
    walk.now += 9 * DAY  # no sweep
    posted = prove(walk, on=sent_on + 9 * DAY)
    assert posted.received_on == sent_on + 7 * DAY  # the fifth working day
    right_proof(walk, sent_on + 2 * DAY)
    request.refresh_from_db()
    assert letter(walk).received_on == request.received_on == sent_on + 2 * DAY


def test_nobody_becomes_late_by_a_mistake_of_ours(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=4)
    walk.pass_days(
        13
    )  # told: the eighteenth day; by the right one it was the fifteenth
    refused(walk, "correct_late", sent_on + DAY)


def test_an_answer_in_time_by_the_day_that_was_told_stays_in_time(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=4)
    walk.pass_days(13)
    keep(walk, answers=request.ref)
    refused(walk, "correct_late", sent_on + DAY)


def test_who_was_called_late_too_early_has_his_time_back(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=1)
    walk.pass_days(15)
    request.refresh_from_db()
    assert request.waived_at is not None
    right_proof(walk, sent_on + 4 * DAY)
    request.refresh_from_db()
    running = term(walk, TermKind.CLARIFICATION)
    assert request.waived_at is None
    assert running is not None
    assert running.is_open
    assert running.due_on == sent_on + 18 * DAY
    assert walk.again().turn == "liaison"
    assert walk.kinds()[-1] == events.PROMISE_CORRECTED
    walk.pass_days(4)
    request.refresh_from_db()
    assert request.waived_at is not None


def test_who_is_late_by_the_right_day_too_stays_so(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=1)
    walk.pass_days(20)
    right_proof(walk, sent_on + 2 * DAY)
    request.refresh_from_db()
    over = walk.case.deadlines.get(kind=TermKind.CLARIFICATION)
    assert request.waived_at is not None
    assert (over.due_on, over.is_open) == (sent_on + 16 * DAY, False)
    assert over.lapsed_at == over.due_at
    assert walk.kinds()[-1] == events.TERM_CORRECTED


def test_what_went_on_because_the_agency_was_silent_is_not_undone(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=1)
    first = letter(walk).ref
    walk.pass_days(15)
    asked(walk)
    refused(walk, "correct_went_on", sent_on + 3 * DAY, letter=first)


def test_nobody_answers_a_letter_before_he_has_it(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=1)
    walk.pass_days(1)
    keep(walk, answers=request.ref)
    walk.pass_days(2)
    refused(walk, "correct_after_answer", sent_on + 3 * DAY)


def test_a_request_that_was_withdrawn_keeps_its_clock_as_it_ended(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=2)
    Clarification.objects.filter(pk=request.pk).update(received_on=None)
    right_proof(walk, sent_on + DAY)
    assert letter(walk).received_on == sent_on + DAY
    assert walk.kinds()[-1] == events.LETTER_CORRECTED


def test_papers_are_due_from_the_right_day_until_somebody_wrote_down_what_came(
    walk: Walk,
) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    sent_on = letter(walk).sent_on
    walk.pass_days(3)
    prove(walk, on=sent_on + 3 * DAY)
    right_proof(walk, sent_on + DAY)
    row.refresh_from_db()
    running = term(walk, TermKind.DOCUMENTS)
    assert running is not None
    assert row.received_on == running.started_on == sent_on + DAY
    keep(walk, answers=row.ref)
    came(walk, row, Outcome.DONE)
    with pytest.raises(NotReady, match="correct_recorded"):
        right_proof(walk, sent_on + 2 * DAY)


def test_what_is_no_clock_of_a_summons_moves_with_it_all_the_same(walk: Walk) -> None:
    row = begun(walk, Kind.SUMMONS)
    sent_on = letter(walk).sent_on
    walk.pass_days(2)
    prove(walk, on=sent_on + 2 * DAY)
    right_proof(walk, sent_on + DAY)
    row.refresh_from_db()
    assert row.received_on == sent_on + DAY
    type(row).objects.filter(pk=row.pk).update(received_on=None)
    right_proof(walk, sent_on + 2 * DAY)
    row.refresh_from_db()
    assert row.received_on is None


def test_the_reporters_fourteen_days_run_from_the_right_day(walk: Walk) -> None:
    person("liaison")
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    sent_on = letter(walk).sent_on
    walk.pass_days(3)
    prove(walk, on=sent_on + DAY)
    right_proof(walk, sent_on + 3 * DAY)
    notice = walk.case.notices.get()
    running = term(walk, TermKind.RESULT_ANSWER)
    assert running is not None
    assert notice.received_on == running.started_on == sent_on + 3 * DAY
    moved = Entry.objects.get(kind=events.PROMISE_CORRECTED)
    told = Delivery.objects.filter(entry=moved).values_list("subscriber", flat=True)
    assert "agency_news" not in told  # it is no day of the agency
    examination.respond_to_result(
        ref=walk.again().ref,
        text="Setuju.",
        contest=False,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    with pytest.raises(NotReady, match="correct_result_over"):
        right_proof(walk, sent_on + 2 * DAY)


def test_a_result_that_nobody_waits_for_moves_nothing(walk: Walk) -> None:
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    sent_on = letter(walk).sent_on
    walk.pass_days(2)
    examination.respond_to_result(
        ref=walk.again().ref,
        text="Setuju.",
        contest=False,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    assert letter(walk).received_on is None
    prove(walk, on=sent_on + DAY)
    right_proof(walk, sent_on + 2 * DAY)
    assert letter(walk).received_on == sent_on + 2 * DAY
    assert walk.kinds()[-1] == events.LETTER_CORRECTED


def test_thirty_days_to_complete_run_from_the_right_day() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (False, ""))
    walk.do(intake.ask_completion, "intake", missing=["Harapan"], answers=answers)
    sent_on = letter(walk).sent_on
    walk.pass_days(2)
    prove(walk, "intake", on=sent_on + 2 * DAY)
    right_proof(walk, sent_on + DAY, "intake")
    running = term(walk, TermKind.COMPLETION)
    assert running is not None
    assert (running.started_on, running.due_on) == (sent_on + DAY, sent_on + 31 * DAY)


@pytest.fixture
def ordered(walk: Walk) -> tuple[Walk, date]:
    """An LHP that was handed over, as we believe, three days after it was sent."""
    to_signed_lhp(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(3)
    prove(walk, on=sent_on + 3 * DAY)
    walk.again()
    return walk, sent_on


def action_of(walk: Walk) -> CorrectiveAction:
    row: CorrectiveAction = walk.case.actions.earliest("n")
    return row


def test_the_corrective_period_runs_from_the_right_day(
    ordered: tuple[Walk, date],
) -> None:
    walk, sent_on = ordered
    before = action_of(walk).due_on
    right_proof(walk, sent_on + DAY)
    action = action_of(walk)
    running = walk.case.deadlines.get(kind=TermKind.CORRECTIVE, subject=str(action.ref))
    assert action.received_on == running.started_on == sent_on + DAY
    assert action.due_on == running.due_on
    assert before is not None
    assert running.due_on < before
    assert walk.case.lhps.get().received_on == sent_on + DAY
    met = walk.case.deadlines.get(kind=TermKind.DELIVERY)
    assert met.met_on == sent_on + DAY
    assert walk.again().state == State.CORRECTIVE


def test_what_was_verified_by_the_old_day_keeps_it(ordered: tuple[Walk, date]) -> None:
    walk, sent_on = ordered
    piece = submitted(walk)
    walk.pass_days(2)
    with pytest.raises(NotReady, match="correct_after_answer"):
        right_proof(walk, sent_on + 4 * DAY)
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.SEBAGIAN,
        reason="Sebagian.",
        actor=actor("examiner"),
        now=walk.now,
    )
    refused(walk, "correct_verified", sent_on + DAY)


def test_a_case_that_went_on_to_monitoring_does_not_come_back(
    ordered: tuple[Walk, date],
) -> None:
    walk, sent_on = ordered
    walk.pass_days(60)
    assert walk.again().state == State.RESMON
    refused(walk, "correct_moved_on", sent_on + 2 * DAY)


def test_a_letter_after_which_nothing_runs_is_put_right_alone(walk: Walk) -> None:
    asked(walk)
    row = letter(walk)
    walk.pass_days(1)
    prove(walk, on=row.sent_on)
    CaseLetter.objects.filter(pk=row.pk).update(received_on=None)
    right_proof(walk, row.sent_on + DAY)
    assert letter(walk).received_on is None
    assert letter(walk).signed_on == row.sent_on + DAY


def test_a_proof_that_is_not_there_or_right_already_is_not_put_right(
    walk: Walk,
) -> None:
    asked(walk)
    sent_on = letter(walk).sent_on
    refused(walk, "letter_without_proof", sent_on)
    prove(walk)
    refused(walk, "letter_without_proof", sent_on, letter=uuid4())
    refused(walk, "correct_nothing", sent_on)
    refused(walk, "letter_day", sent_on - DAY)
    refused(walk, "letter_day", sent_on + DAY)


def test_the_days_of_a_case_that_is_over_stay(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=2)
    paper = keep(walk, answers=request.ref)
    withdrawn(walk)
    refused(walk, "correct_closed", sent_on + DAY, who="head")
    with pytest.raises(NotReady, match="correct_closed"):
        right_paper(walk, paper, sent_on + DAY, who="head")


@pytest.mark.parametrize("who", ["auditor", "liaison", "other_examiner"])
def test_who_does_not_work_on_the_case_puts_nothing_right(walk: Walk, who: str) -> None:
    request, sent_on = proved_request(walk, after=2)
    paper = keep(walk, answers=request.ref)
    with pytest.raises(NotAllowed):
        right_proof(walk, sent_on + DAY, who)
    with pytest.raises(NotAllowed):
        right_paper(walk, paper, sent_on + DAY, who=who)


def test_a_page_that_is_out_of_date_puts_nothing_right(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=2)
    with pytest.raises(StaleVersion):
        correcting.correct_proof(
            ref=walk.case.ref,
            version=walk.again().version - 1,
            letter=letter(walk).ref,
            signed_on=sent_on,
            reason=WHY,
            actor=actor("examiner"),
            now=walk.now,
        )


# --- what came in arrived on another day, or from somebody else --------------------
def test_an_answer_counts_from_the_day_on_which_it_really_arrived(walk: Walk) -> None:
    request = asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(4)
    paper = keep(walk, answers=request.ref, on=sent_on + 2 * DAY)
    row = right_paper(walk, paper, sent_on + 3 * DAY)
    request.refresh_from_db()
    posted = letter(walk)
    assert paper.arrived_on == request.answered_on == sent_on + 3 * DAY
    # Its answer was its receipt: that is the same day.
    assert posted.answered_on == posted.received_on == sent_on + 3 * DAY
    assert request.received_on == sent_on + 3 * DAY
    over = term(walk, TermKind.CLARIFICATION)
    assert over is not None
    assert (over.started_on, over.met_on) == (sent_on + 3 * DAY, sent_on + 3 * DAY)
    assert (row.day_before, row.day) == (sent_on + 2 * DAY, sent_on + 3 * DAY)
    entry = Entry.objects.get(kind=events.PAPER_CORRECTED)
    assert entry.data["was_on"] == (sent_on + 2 * DAY).isoformat()
    assert entry.data["on"] == (sent_on + 3 * DAY).isoformat()


def test_a_receipt_that_was_proved_otherwise_stays_where_it_is(walk: Walk) -> None:
    request, sent_on = proved_request(walk, after=1)
    walk.pass_days(4)
    paper = keep(walk, answers=request.ref, on=sent_on + 3 * DAY)
    right_paper(walk, paper, sent_on + 2 * DAY)
    request.refresh_from_db()
    assert request.answered_on == sent_on + 2 * DAY
    assert letter(walk).received_on == request.received_on == sent_on + DAY


def test_no_answer_arrived_before_its_question(walk: Walk) -> None:
    walk.pass_days(3)
    request = asked(walk)
    paper = keep(walk, answers=request.ref)
    with pytest.raises(NotReady, match="paper_day"):
        right_paper(walk, paper, walk.now.date() - DAY)
    with pytest.raises(NotReady, match="paper_day"):
        right_paper(walk, paper, walk.now.date() + DAY)


def test_the_minutes_of_papers_are_due_from_the_right_day(walk: Walk) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    sent_on = letter(walk).sent_on
    walk.pass_days(4)
    paper = keep(walk, answers=row.ref)
    right_paper(walk, paper, sent_on + 2 * DAY)
    row.refresh_from_db()
    minutes = term(walk, TermKind.MINUTES)
    assert minutes is not None
    assert row.answered_on == minutes.started_on == sent_on + 2 * DAY
    came(walk, row, Outcome.DONE)
    with pytest.raises(NotReady, match="correct_recorded"):
        right_paper(walk, paper, sent_on + 3 * DAY)


def test_evidence_on_paper_was_sent_on_the_right_day(
    ordered: tuple[Walk, date],
) -> None:
    walk, sent_on = ordered
    walk.pass_days(4)
    paper = keep(walk, answers=action_of(walk).ref)
    right_paper(walk, paper, sent_on + 5 * DAY)
    piece = action_of(walk).evidence.get()
    verdict = term(walk, TermKind.VERDICT)
    assert verdict is not None
    assert piece.submitted_on == verdict.started_on == sent_on + 5 * DAY
    with pytest.raises(NotReady, match="paper_day"):
        right_paper(walk, paper, sent_on + 2 * DAY)  # before the agency was told
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.REJECTED,
        status=None,
        reason="Bukan ini.",
        actor=actor("examiner"),
        now=walk.now,
    )
    with pytest.raises(NotReady, match="correct_verified"):
        right_paper(walk, paper, sent_on + 6 * DAY)


def test_evidence_that_really_came_too_late_lets_the_case_go_on(
    ordered: tuple[Walk, date],
) -> None:
    walk, _sent_on = ordered
    walk.case.actions.filter(n=2).update(annulled_on=walk.now.date())
    due = action_of(walk).due_on
    assert due is not None
    walk.now += due - walk.now.date()
    paper = keep(walk, answers=action_of(walk).ref)
    walk.pass_days(2)
    assert walk.again().state == State.CORRECTIVE
    right_paper(walk, paper, due + DAY)
    assert walk.again().state == State.RESMON


def test_who_reads_the_pictures_follows_from_whose_letter_it_is(walk: Walk) -> None:
    paper = keep(walk)
    assert paper.files.get().lane == "agency"
    row = right_paper(walk, paper, side=Side.REPORTER)
    assert (row.side_before, row.side) == ("agency", "reporter")
    assert paper.files.get().lane == "internal"
    right_paper(walk, paper, side=Side.AGENCY)
    assert paper.files.get().lane == "agency"
    assert paper.corrections.count() == 2


def test_what_answers_the_agencys_request_is_the_agencys(walk: Walk) -> None:
    request = asked(walk)
    paper = keep(walk, answers=request.ref)
    with pytest.raises(NotReady, match="correct_answers"):
        right_paper(walk, paper, side=Side.OTHER)
    with pytest.raises(NotReady, match="correct_nothing"):
        right_paper(walk, paper)
    paper.ref = uuid4()
    with pytest.raises(NotReady, match="no_such_paper"):
        right_paper(walk, paper)


def test_a_letter_that_answered_nothing_is_put_right_after_the_end_too(
    walk: Walk,
) -> None:
    walk.pass_days(2)
    paper = keep(walk, side=Side.OTHER)
    withdrawn(walk)
    right_paper(walk, paper, paper.arrived_on - DAY, Side.OTHER, who="head")
    assert paper.corrections.get().day == paper.arrived_on


# --- what was believed before stays ------------------------------------------------
def test_no_correction_is_written_over_or_taken_away(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=2)
    row = right_proof(walk, sent_on + DAY)
    for change in ({"day": sent_on}, {"day_before": sent_on}, {"counted": sent_on}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LetterCorrection.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_the_database_keeps_no_correction_of_nothing_or_of_two(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=2)
    common = {
        "case": walk.case,
        "reason": WHY,
        "by_id": actor("examiner").user_id,
        "at": walk.now,
        "day_before": sent_on,
    }
    for more in (
        {"letter": letter(walk), "day": sent_on},
        {"day": sent_on + DAY},
        {"letter": letter(walk), "day": sent_on + DAY, "side": "agency"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterCorrection.objects.create(**common, **more)


@pytest.mark.django_db(transaction=True)
def test_the_reason_goes_with_the_case_and_stands_in_no_history(walk: Walk) -> None:
    _request, sent_on = proved_request(walk, after=2)
    row = right_proof(walk, sent_on + DAY)
    assert WHY not in str(list(Entry.objects.values_list("data", flat=True)))
    withdrawn(walk)
    erasing.erase_case(
        ref=walk.case.ref, reason="retention", actor=SYSTEM, now=walk.now
    )
    row.refresh_from_db()
    assert row.reason == ""
    with pytest.raises(NotReady, match="case_erased"):
        right_proof(walk, sent_on, "head")
