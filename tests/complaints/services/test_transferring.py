"""A case goes to another office, when the head there says so and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.hindering import What
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence
from complaints.models import AgencyTie, Case, Kinship, SearchDocument, Transfer
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.reporter_page import reporter_page
from complaints.selectors.transfers import offices_for, waiting_for
from complaints.services import closing, gathering, intake, recusing, transferring
from complaints.services.errors import NotReady, SamePerson
from journal.models import Delivery, Entry
from tests.complaints.elsewhere import ELSEWHERE, acting, head_elsewhere
from tests.complaints.story import Walk, to_examination
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, office, person

if TYPE_CHECKING:
    from accounts.actor import Actor

pytestmark = pytest.mark.django_db
WHY = "Peristiwanya di Banjarmasin."


def asked(walk: Walk) -> Transfer:
    head_elsewhere()
    row: Transfer = walk.do(
        transferring.ask_transfer,
        "head",
        office_id=office(ELSEWHERE).pk,
        reason=WHY,
    )
    walk.again()
    return row


def answered(
    walk: Walk,
    row: Transfer,
    *,
    accept: bool,
    who: Actor | None = None,
    answer: str = "",
) -> Case:
    transferring.answer_transfer(
        ref=row.ref, accept=accept, answer=answer, actor=who or acting(), now=walk.now
    )
    return walk.again()


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    return found


def kept(case: Case) -> dict[str, Any]:
    names = ("state", "number", "display_number", "classification", "rule_set")
    return {name: getattr(case, name) for name in names}


def terms(case: Case) -> list[tuple[str, str]]:
    rows = case.deadlines.exclude(kind__in=[TermKind.TRANSFER, TermKind.ASSIGN])
    return [(row.kind, row.due_on.isoformat()) for row in rows.order_by("id")]


def test_asking_changes_who_may_see_the_case_for_nobody(walk: Walk) -> None:
    asked(walk)
    seen = Case.objects.filter(pk=walk.case.pk)
    assert not seen.visible_to(acting()).exists()
    assert seen.visible_to(actor("examiner")).exists()


def test_who_is_asked_has_three_working_days(walk: Walk) -> None:
    row = asked(walk)
    term = walk.case.deadlines.get(kind=TermKind.TRANSFER)
    assert (term.count, term.unit, term.due_on) == (3, "workdays", row.due_on)


def test_why_is_no_word_of_the_journal(walk: Walk) -> None:
    asked(walk)
    entry = Entry.objects.get(kind=events.TRANSFER_ASKED)
    assert "Banjarmasin" not in str(entry.data)
    assert entry.data["office"] == office(ELSEWHERE).pk


def test_acceptance_keeps_state_number_terms_and_history(walk: Walk) -> None:
    before, ran, told = kept(walk.again()), terms(walk.case), walk.kinds()
    case = answered(walk, asked(walk), accept=True)
    assert (kept(case), terms(case)) == (before, ran)
    assert walk.kinds() == [*told, events.TRANSFER_ASKED, events.TRANSFERRED]


def test_with_acceptance_the_other_office_sees_it_and_this_one_no_longer(
    walk: Walk,
) -> None:
    case = answered(walk, asked(walk), accept=True)
    seen = Case.objects.filter(pk=case.pk)
    assert seen.visible_to(acting()).exists()
    for who in ("head", "examiner", "intake"):
        assert not seen.visible_to(actor(who)).exists()
    assert SearchDocument.objects.get(case=case).office == office(ELSEWHERE)


def test_nobody_holds_it_until_the_receiving_head_gives_it_to_somebody(
    walk: Walk,
) -> None:
    case = answered(walk, asked(walk), accept=True)
    assert case.assigned_ids == frozenset()
    assert (
        case.deadlines.get(kind=TermKind.ASSIGN, met_on=None).due_on > walk.now.date()
    )
    examiner = person("examiner_elsewhere")
    recusing.reassign(
        ref=case.ref,
        version=case.version,
        examiner_id=examiner.pk,
        actor=acting(),
        now=walk.now,
    )
    assert walk.again().examiner_id == examiner.pk
    assert not case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).exists()


def test_a_report_on_the_agenda_waits_for_an_assistant_of_the_new_office() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    case = answered(walk, asked(walk), accept=True)
    assert case.intake_id is None
    assert not case.deadlines.filter(kind=TermKind.ASSIGN).exists()


def test_the_reporter_reads_which_office_goes_on_until_somebody_there_has_it(
    walk: Walk,
) -> None:
    case = answered(walk, asked(walk), accept=True)
    page = reporter_page(case, walk.now)
    assert page.turn.sentence is Sentence.HANDED_OVER
    assert page.turn.date  # the promise runs on
    assert page.moments[-1].kind == events.TRANSFERRED
    case.examiner = person("examiner_elsewhere")
    assert reporter_page(case, walk.now).turn.sentence is Sentence.EXAMINING


def test_the_reporter_is_told_of_the_move_and_not_of_the_asking(walk: Walk) -> None:
    row = asked(walk)
    told = Delivery.objects.filter(subscriber="reporter_news")
    assert not told.filter(entry__kind=events.TRANSFER_ASKED).exists()
    answered(walk, row, accept=True)
    assert told.filter(entry__kind=events.TRANSFERRED).exists()


def tied(part: Walk, whole: Walk) -> Kinship:
    found: Kinship = part.do(gathering.gather, "head", parent_ref=whole.case.ref)
    return found


def test_a_part_that_another_office_takes_over_holds_its_whole_no_longer(
    walk: Walk,
) -> None:
    whole = Walk(now=walk.now)
    row = tied(walk, whole)
    kin = asked(walk)
    assert [each.what for each in hindrances_of(whole.again())] == [What.PART]
    answered(walk, kin, accept=True)
    row.refresh_from_db()
    assert (row.ended_by, row.ended_at) == (head_elsewhere(), walk.now)
    assert walk.kinds()[-2:] == [events.LET_GO, events.TRANSFERRED]
    assert whole.kinds()[-1] == events.PART_LEFT
    assert hindrances_of(whole.again()) == ()
    whole.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)


def test_a_whole_that_another_office_takes_over_leaves_its_parts_here(
    walk: Walk,
) -> None:
    parts = [Walk(now=walk.now), Walk(now=walk.now)]
    for part in parts:
        tied(part, walk)
    case = answered(walk, asked(walk), accept=True)
    assert hindrances_of(case) == ()
    assert not Kinship.objects.filter(ended_at=None).exists()
    assert [part.kinds()[-1] for part in parts] == [events.LET_GO] * 2
    assert walk.kinds()[-3:-1] == [events.PART_LEFT] * 2


def test_a_part_that_is_sent_back_belongs_to_its_whole_as_before(walk: Walk) -> None:
    row = tied(walk, Walk(now=walk.now))
    answered(walk, asked(walk), accept=False, answer="Terlapor di wilayah Anda.")
    row.refresh_from_db()
    assert row.ended_at is None


def test_sent_back_it_stays_where_it_is_with_a_reason(walk: Walk) -> None:
    holder = walk.again().examiner_id
    row = asked(walk)
    with pytest.raises(NotReady, match="transfer_needs_reason"):
        answered(walk, row, accept=False)
    case = answered(walk, row, accept=False, answer="Terlapor di wilayah Anda.")
    assert (case.office, case.examiner_id) == (office(), holder)
    assert case.handed_over_at is None
    assert case.deadlines.get(kind=TermKind.TRANSFER).met_on
    asked(walk)  # and may be asked again


def test_one_office_is_asked_at_a_time(walk: Walk) -> None:
    asked(walk)
    with pytest.raises(NotReady, match="transfer_waits"):
        asked(walk)


def test_only_a_head_asks_and_nobody_for_a_closed_case(walk: Walk) -> None:
    told = {"office_id": office(ELSEWHERE).pk, "reason": WHY}
    head_elsewhere()
    with pytest.raises(NotAllowed):
        walk.do(transferring.ask_transfer, "examiner", **told)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(IllegalTransition):
        walk.do(transferring.ask_transfer, "head", **told)


def test_an_office_without_a_head_and_ones_own_are_not_asked(walk: Walk) -> None:
    other = office(ELSEWHERE)
    assert offices_for(walk.case, walk.now) == []
    for place in (other, office()):
        with pytest.raises(NotReady, match="no_such_office"):
            walk.do(transferring.ask_transfer, "head", office_id=place.pk, reason=WHY)
    head_elsewhere()
    assert offices_for(walk.case, walk.now) == [other]


@pytest.mark.parametrize("who", ["head", "other_head", "examiner_elsewhere", "chair"])
def test_nobody_but_a_head_of_the_office_that_is_asked_answers(
    walk: Walk, who: str
) -> None:
    row = asked(walk)
    with pytest.raises(Transfer.DoesNotExist):
        answered(walk, row, accept=True, who=actor(who))
    assert walk.again().state == State.EXAM


def test_a_head_who_spoke_or_worked_for_the_agency_is_not_asked(walk: Walk) -> None:
    row = asked(walk)
    assert list(waiting_for(acting())) == [row]
    assert walk.case.agency_id
    AgencyTie.objects.create(
        user=head_elsewhere(), agency_id=walk.case.agency_id, at=walk.now
    )
    assert list(waiting_for(acting())) == []


def test_a_head_who_is_kept_out_of_the_case_is_not_asked(walk: Walk) -> None:
    row = asked(walk)
    walk.case.recusals.create(user=head_elsewhere(), reason="x", created_at=walk.now)
    with pytest.raises(Transfer.DoesNotExist):
        answered(walk, row, accept=True)


def test_what_is_closed_meanwhile_is_not_taken_over(walk: Walk) -> None:
    row = asked(walk)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(Transfer.DoesNotExist):
        answered(walk, row, accept=True)


def test_of_two_heads_who_answer_one_is_first(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(walk)
    answered(walk, row, accept=False, answer="Bukan kami.")
    # The second one looked before the first one's answer stood.
    monkeypatch.setattr(transferring, "transfer_for", lambda _actor, _ref: row)
    with pytest.raises(NotReady, match="transfer_over"):
        answered(walk, row, accept=True)


def test_the_heads_who_are_asked_get_the_news_and_nobody_else(walk: Walk) -> None:
    second = OfficeMembershipFactory(office=office(ELSEWHERE), role="head").user
    kept_out = OfficeMembershipFactory(office=office(ELSEWHERE), role="head").user
    walk.case.recusals.create(user=kept_out, reason="x", created_at=walk.now)
    asked(walk)
    rows = Delivery.objects.filter(
        subscriber="colleague_news", entry__kind=events.TRANSFER_ASKED
    )
    assert set(rows.values_list("recipient", flat=True)) == {
        f"user:{second.pk}",
        f"user:{head_elsewhere().pk}",
    }


def test_time_alone_moves_no_case(walk: Walk) -> None:
    asked(walk)
    walk.pass_days(10)
    assert walk.again().office == office()


def test_nobody_answers_what_he_asked_himself(walk: Walk) -> None:
    """A head of two offices moves no case alone."""
    row = asked(walk)
    Transfer.objects.filter(pk=row.pk).update(asked_by=acting().user_id)
    with pytest.raises(SamePerson):
        answered(walk, row, accept=True)
