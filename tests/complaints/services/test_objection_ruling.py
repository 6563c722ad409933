"""What a decision on an objection does, from the corrective period and from monitoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.actor import reporter_of
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.objecting import Outcome, Ruled
from complaints.domain.relief import Relief
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence
from complaints.interface import execution_record, pending_verdicts
from complaints.models import Deadline, DraftReturn, Lhp, Milestone, Recommendation
from complaints.models.choices import Secrecy
from complaints.selectors.reporter_page import reporter_page
from complaints.selectors.today import today_of
from complaints.services import (
    agency_time,
    closing,
    examination,
    lhp,
    relieving,
    reopening,
    signing,
)
from complaints.services.errors import NotReady, WouldName
from documents.domain.kinds import LetterState
from journal.models import Delivery, Entry
from tests.complaints.ladder import (
    agenda,
    approved,
    checked,
    judged,
    shown,
)
from tests.complaints.ladder import proposed as recommended
from tests.complaints.ladder import ruled as in_plenary
from tests.complaints.objecting import (
    ANNUL,
    CHANGE,
    decided,
    filed,
    in_time,
    named,
    order,
    proposed,
    ruled,
    workday_after,
)
from tests.complaints.own import OwnWalk, own_to_signed_lhp
from tests.complaints.story import LHP, Walk, opened_by_agency, to_review
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, person

pytestmark = pytest.mark.django_db
CUTOFF = date(2027, 12, 31)


def in_monitoring() -> Walk:
    """Objected to in time; then the last day of both orders went by."""
    walk = in_time()
    walk.pass_days(35)
    filed(walk)
    named(walk)
    walk.pass_days(8)
    assert walk.again().state == State.RESMON
    return walk


def terms(walk: Walk, kind: TermKind) -> list[Deadline]:
    rows = walk.case.deadlines.filter(kind=kind, met_on=None, dropped_at=None)
    return list(rows.order_by("due_on", "id"))


def facts(walk: Walk) -> Any:
    return execution_record(walk.again().agency_id or 0, CUTOFF)


def decision_letter(walk: Walk) -> Any:
    return walk.case.letters.get(letter__kind="putusan_keberatan").letter


def news(kind: str) -> set[str]:
    entry = Entry.objects.filter(kind=kind).latest("pk")
    rows = Delivery.objects.filter(entry=entry)
    return set(rows.values_list("subscriber", flat=True))


def test_a_refusal_changes_nothing_and_is_told_in_a_letter_with_a_number() -> None:
    walk = in_time()
    due = [order(walk, n).due_on for n in (1, 2)]
    row = ruled(walk)
    assert row.outcome == Outcome.REFUSED
    assert [order(walk, n).due_on for n in (1, 2)] == due
    assert walk.again().state == State.CORRECTIVE
    letter = decision_letter(walk)
    assert letter == row.letter
    body = letter.context["body"]
    assert body["signer"] == person("commissioner").name
    assert [one["said"] for one in body["orders"]] == ["Tetap.", "Tetap."]
    report = walk.case.lhps.get().letter
    assert report is not None
    assert body["report"] == report.number
    term = walk.case.deadlines.get(kind=TermKind.OBJECTION)
    assert term.met_on == legal_day(walk.now, walk.case.office.zone)
    assert {"reporter_news", "agency_news", "colleague_news"} <= news(
        events.OBJECTION_DECIDED
    )


def test_a_changed_order_has_its_new_words_and_day_and_counts_by_it() -> None:
    walk = in_time()
    old, day = order(walk), workday_after(walk, 60)
    row = ruled(walk, order_1=Ruled(CHANGE, "Terbitkan akta sementara.", day))
    now = order(walk)
    assert (now.text, now.due_on) == ("Terbitkan akta sementara.", day)
    one = row.rulings.get(action=now)
    assert (one.text_before, one.due_before) == (old.text, old.due_on)
    (first, second) = terms(walk, TermKind.CORRECTIVE)
    assert (first.subject, second.subject) == (str(order(walk, 2).ref), str(now.ref))
    assert (second.due_on, second.holder) == (day, Party.LIAISON)
    assert [fact.due_on for fact in facts(walk)] == [order(walk, 2).due_on, day]
    said = decision_letter(walk).context["body"]["orders"][0]
    assert (said["text"], said["due_on"]) == (now.text, day.isoformat())


def test_a_change_that_was_proposed_without_a_new_day_goes_back() -> None:
    walk = in_time()
    filed(walk)
    named(walk)
    day = workday_after(walk, 60)
    row = proposed(walk, order_1=Ruled(CHANGE, "Terbitkan akta sementara.", day))
    row.rulings.filter(action=order(walk)).update(due_on=None)  # as it once could
    with pytest.raises(NotReady, match="objection_change_unsaid"):
        decided(walk)


def test_from_monitoring_a_case_stands_again_when_nothing_is_overdue() -> None:
    walk = in_monitoring()
    day = workday_after(walk, 20)
    both: dict[str, Any] = {f"order_{n}": Ruled(CHANGE, due_on=day) for n in (1, 2)}
    proposed(walk, **both)
    decided(walk)
    assert walk.again().state == State.CORRECTIVE
    assert not terms(walk, TermKind.RESMON)
    assert [row.due_on for row in terms(walk, TermKind.CORRECTIVE)] == [day, day]
    walk.pass_days(40)  # and missed again
    assert walk.again().state == State.RESMON


def test_while_another_order_is_overdue_the_case_stays_in_monitoring() -> None:
    walk = in_monitoring()
    proposed(walk, order_1=Ruled(CHANGE, due_on=workday_after(walk, 20)))
    decided(walk)
    assert walk.again().state == State.RESMON
    assert terms(walk, TermKind.RESMON)


def test_an_annulled_order_is_owed_no_more_and_does_not_count() -> None:
    walk = in_time()
    ruled(walk, order_2=Ruled(ANNUL))
    assert not order(walk, 2).is_owed
    assert [row.subject for row in terms(walk, TermKind.CORRECTIVE)] == [
        str(order(walk).ref)
    ]
    assert [fact.annulled for fact in facts(walk)] == [False, True]
    assert decision_letter(walk).context["body"]["orders"][1]["text"] == ""
    assert not terms(walk, TermKind.NEXT_STEP)


@pytest.mark.parametrize("begin", [in_time, in_monitoring])
def test_when_every_order_is_annulled_the_head_ends_the_case(begin: Any) -> None:
    walk = begin()
    if not walk.again().objections.exists():
        filed(walk)
        named(walk)
    proposed(walk, order_1=Ruled(ANNUL), order_2=Ruled(ANNUL))
    decided(walk)
    assert walk.again().state == State.CORRECTIVE
    (step,) = terms(walk, TermKind.NEXT_STEP)
    assert step.holder == Party.HEAD
    day = legal_day(walk.now, "Asia/Jakarta")
    assert list(today_of(actor("head"), day, day).to_sign) == [walk.case]
    turn = reporter_page(walk.case, walk.now).turn
    assert (turn.sentence, turn.date) == (Sentence.NOTHING_ORDERED, step.due_on)
    walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)
    assert walk.again().state == State.CLOSED
    assert not list(today_of(actor("head"), day, day).to_sign)


def test_when_the_rest_was_done_the_examiner_ends_it_next() -> None:
    walk = in_time()
    judged(walk, shown(walk, order(walk).ref))
    filed(walk)
    named(walk)
    proposed(walk, order_2=Ruled(ANNUL))
    decided(walk)
    (step,) = terms(walk, TermKind.NEXT_STEP)
    assert step.holder == Party.EXAMINER
    turn = reporter_page(walk.again(), walk.now).turn
    assert turn.sentence is Sentence.NOTHING_ORDERED
    assert turn.date == step.due_on


@pytest.mark.parametrize("ruling", ["change", "annul", "withdraw"])
def test_more_time_that_was_asked_for_is_answered_by_the_decision(ruling: str) -> None:
    walk = in_time()
    agency_time.ask_for_time(
        action_ref=order(walk).ref,
        until=workday_after(walk, 50),
        reason="Pengadaan.",
        actor=actor("liaison"),
        now=walk.now,
    )
    filed(walk)
    named(walk)
    told: dict[str, Any] = {
        "change": {"order_1": Ruled(CHANGE, due_on=workday_after(walk, 60))},
        "annul": {"order_1": Ruled(ANNUL)},
        "withdraw": {"withdraw": True},
    }
    proposed(walk, **told[ruling])
    decided(walk)
    assert walk.again().extensions.get().granted is False
    if ruling == "change":  # and it may be asked for anew
        agency_time.ask_for_time(
            action_ref=order(walk).ref,
            until=workday_after(walk, 70),
            reason="Pengadaan.",
            actor=actor("liaison"),
            now=walk.now,
        )


def test_the_milestones_of_other_words_are_reminded_of_no_more() -> None:
    walk = in_time()
    step = Milestone.objects.create(
        action=order(walk), day=10, text="Edaran.", remind_on=walk.now.date()
    )
    day = workday_after(walk, 60)
    ruled(walk, order_1=Ruled(CHANGE, "Terbitkan akta sementara.", day))
    step.refresh_from_db()
    assert step.remind_on is None


def test_the_milestones_stand_in_the_draft_that_takes_the_place() -> None:
    walk = in_time()
    Milestone.objects.create(
        action=order(walk), day=10, text="Edaran.", due_on=walk.now.date()
    )
    draft = withdrawn(walk).replaced_by
    assert draft is not None
    (step,) = Milestone.objects.filter(action__lhp=draft)
    assert (step.action.n, step.day, step.text) == (1, 10, "Edaran.")
    assert (step.due_on, step.remind_on) == (None, None)


def withdrawn(walk: Walk) -> Lhp:
    """The report is withdrawn."""
    first: Lhp = walk.again().lhps.get(replaced_by=None)
    if not walk.case.objections.exists():
        filed(walk)
        named(walk)
    proposed(walk, withdraw=True)
    decided(walk)
    first.refresh_from_db()
    return first


@pytest.mark.parametrize("begin", [in_time, in_monitoring])
def test_a_report_that_is_withdrawn_leads_back_to_the_examination(begin: Any) -> None:
    walk = begin()
    limit = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT)
    first = withdrawn(walk)
    assert walk.again().state == State.EXAM
    assert first.replaced_by is not None
    assert first.replaced_by.signed_on is None
    letter = first.letter
    assert letter is not None
    letter.refresh_from_db()
    assert letter.state == LetterState.WITHDRAWN
    assert facts(walk) == ()  # its orders do not count any more
    for kind in (TermKind.CORRECTIVE, TermKind.RESMON, TermKind.VERDICT):
        assert not terms(walk, kind)
    (again,) = terms(walk, TermKind.EXAM_LIGHT)
    assert (again.pk, again.due_on) == (limit.pk, limit.due_on)  # never begun anew
    assert events.LHP_WITHDRAWN in walk.kinds()
    assert decision_letter(walk).context["body"]["outcome"] == "lhp_withdrawn"


def test_a_later_report_replaces_the_old_and_is_written_anew_first() -> None:
    walk = in_time()
    first = withdrawn(walk)
    draft = first.replaced_by
    assert draft is not None
    assert [row.text for row in draft.actions.order_by("n")] == [
        row.text for row in first.actions.order_by("n")
    ]
    assert [row.form for row in draft.findings.all()] == ["PB"]
    assert DraftReturn.objects.get(answered_at=None).of == DraftReturn.LHP
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    walk.pass_days(40)  # the reporter is silent
    assert walk.again().state == State.LHP_DRAFT
    with pytest.raises(NotReady, match="sent_back"):
        walk.do(lhp.sign_lhp, "head")
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    draft.refresh_from_db()
    assert (draft.replaced_by, walk.again().state) == (None, State.CORRECTIVE)
    first.refresh_from_db()
    assert first.account == "Uraian."  # what was signed stays
    assert len(facts(walk)) == 2
    assert filed(walk).lhp == draft  # another report, another objection


def test_evidence_for_a_withdrawn_report_holds_no_score_up() -> None:
    walk = in_time()
    shown(walk, order(walk).ref)
    assert pending_verdicts([walk.case.agency_id or 0], CUTOFF) == 1
    withdrawn(walk)
    assert pending_verdicts([walk.case.agency_id or 0], CUTOFF) == 0
    assert not terms(walk, TermKind.VERDICT)


def test_what_was_brought_to_the_plenary_is_taken_back() -> None:
    walk = in_monitoring()
    checked(walk)
    recommended(walk)
    meeting = agenda(walk)
    both: dict[str, Any] = {
        f"order_{n}": Ruled(CHANGE, due_on=workday_after(walk, 20)) for n in (1, 2)
    }
    proposed(walk, **both)
    decided(walk)
    assert not walk.case.matters.filter(ended_at=None).exists()
    assert not Recommendation.objects.filter(ended_at=None).exists()
    assert not terms(walk, TermKind.PLENARY_MATTER)
    assert meeting.items.get().decided_at is None  # the keeper postpones it


def test_no_recommendation_goes_past_an_open_objection() -> None:
    """It is drafted meanwhile, for the clock goes on, and neither approved nor signed."""
    walk = in_monitoring()
    checked(walk)
    recommended(walk)
    assert in_plenary(walk, meeting=agenda(walk)) == "objection_first"
    proposed(walk)
    decided(walk)
    item = walk.case.plenary_items.get()
    assert in_plenary(walk, meeting=item.plenary) == ""
    walk.do(signing.sign_recommendation, "chair")
    assert walk.again().state == State.RECOMMENDATION


def test_what_was_approved_before_is_not_signed_past_an_objection() -> None:
    walk = in_time()
    second = order(walk, 2)
    walk.case.actions.filter(pk=second.pk).update(
        due_on=second.due_on + timedelta(days=60) if second.due_on else None
    )
    walk.pass_days(43)
    approved(walk)
    filed(walk)
    with pytest.raises(NotReady, match="objection_first"):
        walk.do(signing.sign_recommendation, "chair")


def test_an_order_that_was_done_meanwhile_goes_back_to_the_reviewers() -> None:
    walk = in_time()
    filed(walk)
    named(walk)
    proposed(walk, order_2=Ruled(ANNUL))
    piece = shown(walk, order(walk, 2).ref)
    with pytest.raises(NotReady, match="verdicts_pending"):
        decided(walk)
    judged(walk, piece)
    with pytest.raises(NotReady, match="objection_order_over"):
        decided(walk)
    decided(walk, approved=False, words="Tindakan kedua sudah selesai.")


def test_a_new_day_that_is_over_before_it_is_told_goes_back() -> None:
    walk = in_time()
    filed(walk)
    named(walk)
    day = workday_after(walk, 46)
    proposed(walk, order_1=Ruled(CHANGE, due_on=day))
    walk.pass_days((day - walk.now.date()).days + 1)
    with pytest.raises(NotReady, match="objection_day_over"):
        decided(walk)


def test_part_that_was_verified_is_late_by_the_new_day_if_at_all() -> None:
    walk = in_monitoring()
    piece = shown(walk, order(walk).ref)
    judged(walk, piece, ActionStatus.SEBAGIAN)
    assert order(walk).days_late
    proposed(walk, order_1=Ruled(CHANGE, due_on=workday_after(walk, 20)))
    decided(walk)
    assert order(walk).days_late == 0
    first = next(fact for fact in facts(walk) if fact.ref == str(order(walk).ref))
    assert (first.status, first.on_time_days_late) == ("sebagian", 0)


def test_what_monitoring_proposed_of_the_order_is_answered_by_the_decision() -> None:
    walk = in_monitoring()
    walk.do(
        relieving.propose_relief,
        "resmon",
        action=order(walk, 2).ref,
        kind=Relief.EXCUSE,
        reason="Anggaran.",
    )
    proposed(walk, order_2=Ruled(ANNUL))
    decided(walk)
    assert walk.case.reliefs.get().granted is False


def test_the_letter_is_searched_for_the_reporter_once_more() -> None:
    walk = in_time(secrecy=Secrecy.CONFIDENTIAL)
    filed(walk)
    named(walk)
    row = proposed(walk)
    row.reasons = f"Menurut {CANARY_NAME}."
    row.save(update_fields=["reasons"])
    with pytest.raises(WouldName):
        decided(walk)
    assert not walk.case.letters.filter(letter__kind="putusan_keberatan").exists()


def test_where_nobody_reported_it_is_decided_just_so() -> None:
    walk = OwnWalk()
    own_to_signed_lhp(walk)
    opened_by_agency(walk)
    ruled(walk, order_2=Ruled(ANNUL))
    assert decision_letter(walk).context["body"]["own"] is True
    assert "reporter_news" not in news(events.OBJECTION_DECIDED)


def test_a_report_that_was_signed_is_never_written_over() -> None:
    """Also where the case came back from its end: the new one replaces it."""
    walk = Walk()
    to_review(walk)
    nothing = replace(LHP, conclusion="not_found", findings=(), actions=())
    walk.do(lhp.draft_lhp, "examiner", text=nothing)
    walk.do(lhp.sign_lhp, "head")
    first = walk.case.lhps.get()
    walk.do(closing.close, "head", reason=Reason.TIDAK_DITEMUKAN)
    reopening.ask_reopening(
        ref=walk.case.ref,
        text="Ada saksi baru.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    walk.do(reopening.decide_reopening, "head", granted=True, answer="Kami baca.")
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    walk.pass_days(40)
    walk.do(lhp.draft_lhp, "examiner", text=replace(LHP, account="Uraian kedua."))
    walk.do(lhp.sign_lhp, "head")
    first.refresh_from_db()
    assert (first.account, first.signed_on is None) == ("Uraian.", False)
    assert first.replaced_by is not None
    assert first.replaced_by.account == "Uraian kedua."
    letter = first.letter
    assert letter is not None
    letter.refresh_from_db()
    assert (letter.state, letter.replaced_by) == (
        LetterState.REPLACED,
        first.replaced_by.letter,
    )
