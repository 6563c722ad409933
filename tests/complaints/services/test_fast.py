"""The fast response: taken, confirmed, called upon, and where it goes from there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts.actor import reporter_of
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.roles import Role
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.mandate import Urgency
from complaints.domain.states import CaseClass, Command, Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence
from complaints.models import Case, Deadline
from complaints.selectors.authors import proposal_of, words_of
from complaints.selectors.reporter_page import reporter_page
from complaints.selectors.sign_off import waits
from complaints.selectors.today import today_of, waits_for_head
from complaints.services import closing, consulting, fast, intake, register
from complaints.services.errors import NotReady, SamePerson
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page
from tests.complaints.views.test_acts import plenary, registered
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def taken(who: str = "intake", **changes: Any) -> Walk:
    walk = Walk(**changes)
    walk.do(fast.take_fast, who, reason="Tidak bisa berobat.")
    walk.again()
    return walk


def called(walk: Walk, on: date | None = None) -> None:
    walk.do(
        fast.record_contact,
        "intake",
        how="phone",
        on=on or legal_day(walk.now, walk.case.office.zone),
        text="Ia menunggu di rumah sakit.",
    )


def owed(walk: Walk) -> set[str]:
    rows = walk.case.deadlines.filter(met_on=None, dropped_at=None)
    return {str(row.kind) for row in rows}


def term(walk: Walk, kind: TermKind) -> Deadline:
    found: Deadline = walk.case.deadlines.get(kind=kind)
    return found


def test_who_takes_it_fast_holds_it_and_four_terms_run() -> None:
    walk = taken()
    assert walk.case.state == State.RCO
    assert walk.case.intake_id == person("intake").pk
    assert walk.case.urgent
    assert owed(walk) == {
        TermKind.FORMAL_PROMISE,
        TermKind.RCO_CONFIRMATION,
        TermKind.RCO_CONTACT,
        TermKind.RCO_TARGET,
    }


def test_what_a_head_takes_fast_needs_no_confirmation() -> None:
    walk = taken("head")
    assert TermKind.RCO_CONFIRMATION not in owed(walk)
    assert walk.case.intake_id is None  # any assistant of the office may call


def test_why_it_is_urgent_is_a_note_and_no_word_of_the_journal() -> None:
    walk = taken()
    assert walk.case.notes.get().text == "Tidak bisa berobat."
    entry = Entry.objects.get(kind=events.TAKEN_FAST)
    assert "berobat" not in str(entry.data)
    assert entry.data["text"] == walk.case.text_hash("Tidak bisa berobat.")


def test_a_report_called_urgent_keeps_the_day_of_its_first_call() -> None:
    walk = Walk(urgency=Urgency.LIFE)
    first = term(walk, TermKind.RCO_CONTACT).due_on
    walk.pass_days(1)
    walk.do(fast.take_fast, "intake", reason="Nyawa.")
    assert term(walk, TermKind.RCO_CONTACT).due_on == first


def test_the_first_contact_says_who_when_and_how() -> None:
    walk = taken()
    day = legal_day(walk.now, walk.case.office.zone)
    called(walk)
    assert term(walk, TermKind.RCO_CONTACT).met_on == day
    entry = Entry.objects.get(kind=events.FIRST_CONTACT)
    assert entry.actor_id == person("intake").pk
    assert (entry.data["way"], entry.data["on"]) == ("phone", day.isoformat())


def test_a_call_written_down_later_counts_on_the_day_it_was_made() -> None:
    walk = taken()
    day = legal_day(walk.now, walk.case.office.zone)
    walk.pass_days(3)
    called(walk, on=day)
    assert term(walk, TermKind.RCO_CONTACT).met_on == day


@pytest.mark.parametrize("days", [-400, 2])
def test_nobody_was_called_before_the_report_or_tomorrow(days: int) -> None:
    walk = taken()
    day = legal_day(walk.now, walk.case.office.zone)
    with pytest.raises(NotReady, match="contact_day"):
        called(walk, on=date.fromordinal(day.toordinal() + days))


def test_the_first_contact_is_recorded_once() -> None:
    walk = taken()
    called(walk)
    with pytest.raises(NotReady, match="called_already"):
        called(walk)


def test_only_a_head_confirms_and_only_once() -> None:
    walk = taken()
    with pytest.raises(NotAllowed):
        walk.do(fast.confirm_fast, "intake")
    walk.do(fast.confirm_fast, "head")
    with pytest.raises(NotReady, match="nothing_to_confirm"):
        walk.do(fast.confirm_fast, "head")


def test_the_reporter_reads_that_we_act_fast_until_when_and_by_what_law() -> None:
    walk = taken()
    turn = reporter_page(walk.case, walk.now).turn
    assert turn.sentence is Sentence.ACTING_FAST
    assert turn.date == term(walk, TermKind.RCO_CONTACT).due_on
    called(walk)
    turn = reporter_page(walk.again(), walk.now).turn
    assert (turn.date, bool(turn.law)) == (term(walk, TermKind.RCO_TARGET).due_on, True)


def test_the_reporter_reads_that_he_was_called_and_not_what_was_said() -> None:
    walk = taken()
    called(walk)
    page = reporter_page(walk.again(), walk.now)
    assert events.FIRST_CONTACT in [moment.kind for moment in page.moments]
    assert page.messages == []


def test_the_head_sends_it_to_the_formal_check_and_its_holder_keeps_it() -> None:
    walk = taken()
    called(walk)
    walk.do(intake.start_formal, "head")
    assert walk.again().state == State.FORMAL
    assert walk.case.intake_id == person("intake").pk
    assert owed(walk) == {TermKind.FORMAL, TermKind.FORMAL_PROMISE}


def test_intake_does_not_end_a_fast_response_alone() -> None:
    walk = taken()
    with pytest.raises(NotAllowed):
        walk.do(intake.start_formal, "intake")


def test_giving_it_to_an_examiner_registers_it_in_the_same_act() -> None:
    walk = taken()
    called(walk)
    examiner = person("examiner").pk
    with pytest.raises(NotReady, match="class_missing"):
        walk.do(register.assign, "head", examiner_id=examiner)
    walk.do(register.assign, "head", examiner_id=examiner, case_class=CaseClass.MEDIUM)
    case = walk.again()
    assert (case.state, case.classification) == (State.EXAM, CaseClass.MEDIUM)
    assert case.number
    assert not case.urgent
    assert owed(walk) == {TermKind.EXAM_MEDIUM}
    assert walk.kinds()[-2:] == [events.CASE_REGISTERED, events.CASE_ASSIGNED]


def test_a_registered_case_taken_fast_keeps_its_number_and_class() -> None:
    walk = Walk()
    registered(walk)
    number = walk.again().number
    walk.do(fast.take_fast, "head", reason="Nyawa.")
    walk.do(register.assign, "head", examiner_id=person("examiner").pk)
    case = walk.again()
    assert (case.number, case.classification) == (number, CaseClass.LIGHT)
    assert walk.kinds().count(events.CASE_REGISTERED) == 1


def test_the_agency_settled_it_at_once_and_the_head_closes() -> None:
    walk = taken()
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    case = walk.again()
    assert (case.state, case.closed_from) == (State.CLOSED, State.RCO)
    assert owed(walk) == set()


def test_the_inner_terms_stop_and_the_promise_to_the_citizen_does_not() -> None:
    walk = Walk()
    plenary(walk)
    walk.do(fast.take_fast, "head", reason="Nyawa.")
    assert term(walk, TermKind.PLENO).dropped_at == walk.now


def test_a_question_taken_fast_becomes_a_report_of_that_day() -> None:
    walk = Walk()
    walk.do(consulting.turn_to_consultation, "intake")
    walk.pass_days(2)
    walk.do(fast.take_fast, "intake", reason="Nyawa.")
    case = walk.again()
    assert case.submitted_on == legal_day(walk.now, case.office.zone)
    assert TermKind.FORMAL_PROMISE in owed(walk)


def test_from_the_examination_on_it_is_too_late_to_take_it_fast() -> None:
    walk = Walk()
    to_examination(walk)
    with pytest.raises(IllegalTransition, match="too_late"):
        walk.do(fast.take_fast, "head", reason="Nyawa.")


def test_time_alone_ends_no_fast_response() -> None:
    walk = taken()
    walk.pass_days(30)
    assert walk.again().state == State.RCO
    assert TermKind.RCO_TARGET in owed(walk)
    turn = reporter_page(walk.case, walk.now).turn
    assert (turn.sentence, turn.late) == (Sentence.ACTING_FAST, True)


def test_the_reporter_takes_no_step_of_ours() -> None:
    walk = Walk()
    with pytest.raises(NotAllowed):
        fast.take_fast(
            ref=walk.case.ref,
            version=walk.again().version,
            reason="Saya minta.",
            actor=reporter_of(walk.case.pk),
            now=walk.now,
        )


# --- a colleague says that it cannot wait ------------------------------------------
def waiting(who: str = "other_examiner", **changes: Any) -> Walk:
    """A report that intake holds, and of which a colleague says that it is urgent."""
    walk = Walk(**changes)
    walk.do(intake.start_formal, "intake")
    walk.do(fast.propose_fast, who, reason="Ia tidak bisa berobat.")
    walk.again()
    return walk


def decided(walk: Walk, who: str = "head", *, granted: bool = True) -> None:
    walk.do(fast.decide_fast, who, granted=granted, reason="Sudah kami telepon.")
    walk.again()


def test_what_a_colleague_proposes_moves_nothing_and_waits_one_working_day() -> None:
    walk = waiting()
    assert (walk.case.state, walk.case.urgent) == (State.FORMAL, False)
    clock = term(walk, TermKind.RCO_CONFIRMATION)
    assert (clock.holder, clock.count, clock.unit) == ("head", 1, "workdays")
    row = proposal_of(walk.case, Command.TAKE_FAST)
    assert row is not None
    assert row.proposed_by == person("other_examiner")
    assert words_of(row) == walk.case.notes.get().text == "Ia tidak bisa berobat."
    entry = Entry.objects.get(kind=events.FAST_PROPOSED)
    assert entry.data == {"text": walk.case.text_hash("Ia tidak bisa berobat.")}


def test_it_waits_on_the_heads_day_and_in_her_queue_and_she_hears_of_it() -> None:
    person("head")
    walk = waiting()
    head = actor("head")
    assert Case.objects.filter(waits_for_head(head)).get() == walk.case
    assert [one.command for one in waits(head, walk.now).rows] == [Command.TAKE_FAST]
    day = today_of(head, walk.now.date(), walk.now.date() + timedelta(days=3))
    assert TermKind.RCO_CONFIRMATION in {row.kind for row in day.soon}
    told = Delivery.objects.get(
        entry__kind=events.FAST_PROPOSED, subscriber="colleague_news"
    )
    assert told.recipient == f"user:{person('head').pk}"


def test_any_officer_of_intake_or_examination_proposes() -> None:
    row = proposal_of(waiting("examiner").case, Command.TAKE_FAST)
    assert row is not None
    assert row.proposed_by == person("examiner")
    other = UserFactory()
    OfficeMembershipFactory(user=other, office=office(), role=Role.INTAKE.value)
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    fast.propose_fast(
        ref=walk.again().ref,
        version=walk.case.version,
        reason="Nyawa.",
        actor=member(other, now=walk.now),
        now=walk.now,
    )
    row = proposal_of(walk.again(), Command.TAKE_FAST)
    assert row is not None
    assert row.proposed_by == other


@pytest.mark.parametrize("who", ["intake", "head"])
def test_whoever_may_take_it_need_not_ask(who: str) -> None:
    walk = Walk()
    with pytest.raises((NotReady, NotAllowed)):
        walk.do(fast.propose_fast, who, reason="Nyawa.")
    assert not walk.case.proposals.exists()


@pytest.mark.parametrize("who", ["resmon", "auditor", "commissioner"])
def test_nobody_else_proposes(who: str) -> None:
    with pytest.raises(NotAllowed):
        waiting(who)


def test_of_another_office_nobody_proposes() -> None:
    walk = Walk()
    with pytest.raises(Case.DoesNotExist):
        walk.do(fast.propose_fast, "examiner_elsewhere", reason="Nyawa.")


def test_one_proposal_waits_at_a_time() -> None:
    walk = waiting()
    with pytest.raises(NotReady, match="fast_proposed"):
        walk.do(fast.propose_fast, "examiner", reason="Nyawa.")


def test_from_the_examination_on_it_is_too_late_to_propose() -> None:
    walk = Walk()
    to_examination(walk)
    with pytest.raises(IllegalTransition, match="too_late"):
        walk.do(fast.propose_fast, "examiner", reason="Nyawa.")


def test_the_head_says_yes_and_the_case_is_taken_fast() -> None:
    walk = waiting()
    decided(walk)
    assert (walk.case.state, walk.case.urgent) == (State.RCO, True)
    day = legal_day(walk.now, walk.case.office.zone)
    assert term(walk, TermKind.RCO_CONFIRMATION).met_on == day
    assert {TermKind.RCO_CONTACT, TermKind.RCO_TARGET} <= owed(walk)
    assert proposal_of(walk.case, Command.TAKE_FAST) is None
    assert walk.kinds()[-2:] == [events.FAST_CONFIRMED, events.TAKEN_FAST]
    notes = list(walk.case.notes.order_by("id").values_list("text", flat=True))
    assert notes == ["Ia tidak bisa berobat.", "Sudah kami telepon."]
    assert walk.case.intake_id == person("intake").pk  # who held it holds it still


@pytest.mark.parametrize("granted", [True, False])
def test_whoever_proposed_it_hears_the_answer(granted: bool) -> None:
    walk = waiting()
    decided(walk, granted=granted)
    kind = events.FAST_CONFIRMED if granted else events.FAST_REFUSED
    entry = Entry.objects.get(kind=kind)
    assert entry.data["user"] == person("other_examiner").pk
    told = Delivery.objects.get(entry=entry, subscriber="colleague_news")
    assert told.recipient == f"user:{person('other_examiner').pk}"


def test_the_head_says_no_and_the_case_goes_its_way() -> None:
    walk = waiting()
    decided(walk, granted=False)
    assert walk.case.state == State.FORMAL
    assert TermKind.RCO_CONFIRMATION not in owed(walk)
    assert proposal_of(walk.case, Command.TAKE_FAST) is None
    assert walk.kinds()[-1] == events.FAST_REFUSED
    with pytest.raises(NotReady, match="no_fast_proposed"):
        decided(walk)
    walk.do(fast.propose_fast, "other_examiner", reason="Ia pingsan.")  # anew


@pytest.mark.parametrize("who", ["intake", "examiner", "resmon"])
def test_only_a_head_decides_it(who: str) -> None:
    walk = waiting()
    with pytest.raises(NotAllowed):
        decided(walk, who)


def test_nobody_decides_what_he_proposed() -> None:
    walk = waiting()
    walk.case.proposals.update(proposed_by=person("head"))
    with pytest.raises(SamePerson):
        decided(walk)
    decided(walk, "other_head")
    assert walk.case.state == State.RCO


def test_a_step_of_intake_does_not_lose_what_was_proposed() -> None:
    walk = waiting()
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    walk.do(intake.pass_formal, "intake", answers=answers)
    assert proposal_of(walk.again(), Command.TAKE_FAST) is not None
    decided(walk)
    assert walk.case.state == State.RCO


def test_who_takes_it_in_need_not_wait_and_the_head_confirms_by_the_first_day() -> None:
    walk = waiting()
    due = term(walk, TermKind.RCO_CONFIRMATION).due_on
    walk.pass_days(1)
    walk.do(fast.take_fast, "intake", reason="Benar.")
    assert walk.again().state == State.RCO
    assert term(walk, TermKind.RCO_CONFIRMATION).due_on == due
    assert proposal_of(walk.case, Command.TAKE_FAST) is None
    walk.do(fast.confirm_fast, "head")
    assert TermKind.RCO_CONFIRMATION not in owed(walk)


def test_an_examiner_who_is_given_the_case_ends_what_was_proposed() -> None:
    walk = Walk()
    registered(walk)
    walk.do(fast.propose_fast, "examiner", reason="Nyawa.")
    walk.do(register.assign, "head", examiner_id=person("examiner").pk)
    assert proposal_of(walk.again(), Command.TAKE_FAST) is None
    assert TermKind.RCO_CONFIRMATION not in owed(walk)


def test_the_pages_of_colleague_intake_and_head_say_what_waits(client: Client) -> None:
    walk = Walk()
    login(client, "other_examiner")
    ask = act_page(walk.case, "usul-cepat")
    assert ask in client.get(case_page(walk.case)).content.decode()
    body = {"version": walk.again().version, "reason": "Ia tidak bisa berobat."}
    assert client.post(ask, body).status_code == 302
    page = client.get(case_page(walk.case)).content.decode()
    assert "Respons cepat diusulkan; kepala memutus dalam satu hari kerja." in page
    again = client.get(ask)
    assert again.status_code == 409
    assert "Sudah diminta; jawabannya belum ada." in again.content.decode()
    login(client, "intake")
    mine = client.get(act_page(walk.case, "respons-cepat"))
    assert mine.status_code == 200  # who takes it in need not wait
    assert "Respons cepat diusulkan" in mine.content.decode()
    login(client, "head")
    decide = act_page(walk.case, "putuskan-cepat")
    assert decide in client.get("/kerja/kantor/putusan/").content.decode()
    assert decide in client.get(case_page(walk.case)).content.decode()
    page = client.get(decide).content.decode()
    assert "Ia tidak bisa berobat." in page
    assert person("other_examiner").name in page
    lacking = client.post(decide, {"version": walk.again().version})
    assert lacking.status_code == 422
    walk.do(fast.decide_fast, "other_head", granted=False, reason="Sudah.")
    told = {"version": walk.again().version, "decision": "grant", "reason": "Benar."}
    late = client.post(decide, told)
    assert late.status_code == 409
    assert "Tidak ada usul respons cepat" in late.content.decode()
    assert "Benar." in late.content.decode()


def test_who_only_speaks_up_is_told_nothing_of_what_is_over(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "other_examiner")
    page = client.get(case_page(walk.again())).content.decode()
    assert "usul-cepat" not in page
    assert "respons-cepat" not in page
    assert client.get(act_page(walk.case, "usul-cepat")).status_code == 403
