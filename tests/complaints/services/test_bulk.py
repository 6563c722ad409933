"""One act on many cases: a transaction each, once, and back within ten minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts.models import User
from complaints.domain import events
from complaints.domain.bulk import AT_ONCE, KEPT, UNDO, UNUSED, BulkKind, RowState
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import CaseClass, State
from complaints.domain.terms import TermKind
from complaints.models import Bulk, BulkRow, Case
from complaints.services import bulk as service
from complaints.services import bulk_acts, intake, recusing, register
from complaints.services.errors import LeftUndone, NotReady
from journal import relay
from journal.errors import NotRecorded
from journal.models import Delivery, DeliveryState, Entry
from tests.complaints.story import Walk, to_examination
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import FILED
from tests.people import actor, office, person
from tests.refused import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db
NOW = FILED + timedelta(days=2)


def registered() -> Case:
    """A case in the register that waits for an examiner."""
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    formal, material = (dict.fromkeys(k, yes) for k in (FORMAL_KEYS, MATERIAL_KEYS))
    walk.do(intake.pass_formal, "intake", answers=formal)
    walk.do(intake.pass_material, "intake", answers=material)
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    return walk.again()


def without_examiner() -> Case:
    """A case whose examiner kept himself out."""
    walk = Walk()
    to_examination(walk)
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("examiner").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=walk.now,
    )
    return walk.again()


def chosen(
    cases: Sequence[Case],
    kind: BulkKind = BulkKind.ASSIGN,
    who: str = "head",
    examiner: str = "examiner",
) -> Bulk:
    """A choice that was previewed."""
    bulk = service.choose(kind=kind, cases=cases, view="all", actor=actor(who), now=NOW)
    texts = {case.pk: f"Laporan {case.locator} kami baca." for case in cases}
    bulk = service.prepare(
        ref=bulk.ref,
        examiner_id=person(examiner).pk if kind == BulkKind.ASSIGN else None,
        case_class=CaseClass.HEAVY if kind == BulkKind.CLASS else "",
        texts=texts,
        actor=actor(who),
        now=NOW,
    )
    service.work_off(bulk, actor=actor(who), now=NOW)
    return bulk


def carried_out(bulk: Bulk, who: str = "head", **more: Any) -> list[BulkRow]:
    bulk = service.begin(ref=bulk.ref, actor=actor(who), now=NOW)
    service.work_off(bulk, actor=actor(who), now=NOW, **more)
    return list(bulk.rows.all())


def back(bulk: Bulk, who: str = "head", after: timedelta = UNDO) -> list[BulkRow]:
    bulk = service.ask_back(ref=bulk.ref, actor=actor(who), now=NOW + after)
    service.work_off(bulk, actor=actor(who), now=NOW + after)
    return list(bulk.rows.all())


def told(case: Case, kind: str) -> int:
    return Entry.objects.filter(kind=kind, subject_id=case.pk).count()


def test_every_case_gets_what_the_single_act_does_and_its_own_entry() -> None:
    cases = [registered(), registered()]
    rows = carried_out(chosen(cases))
    assert [row.state for row in rows] == [RowState.DONE] * 2
    for case in cases:
        case.refresh_from_db()
        assert (case.state, case.examiner) == (State.EXAM, person("examiner"))
        assert told(case, events.CASE_ASSIGNED) == 1
        assert case.deadlines.filter(kind=TermKind.EXAM_LIGHT, met_on=None).exists()


def test_a_preview_changes_nothing_and_says_why_one_cannot() -> None:
    fine, early, conflicted = registered(), Walk().case, registered()
    recusing.recuse(
        ref=conflicted.ref,
        user_id=person("examiner").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=NOW,
    )
    before = Entry.objects.filter(subject_kind="case").count()
    cases = [fine, early, conflicted]
    rows = list(chosen([Case.objects.get(pk=case.pk) for case in cases]).rows.all())
    assert [row.why for row in rows] == ["", "not_in_this_state", "conflict"]
    assert {row.state for row in rows} == {RowState.CHOSEN}
    assert Entry.objects.filter(subject_kind="case").count() == before
    fine.refresh_from_db()
    assert fine.state == State.REGISTERED


def test_one_that_is_refused_leaves_the_others_alone() -> None:
    one, other = registered(), registered()
    bulk = chosen([one, other])
    Case.objects.filter(pk=one.pk).update(version=one.version + 1)
    rows = carried_out(bulk)
    assert [(row.state, row.why) for row in rows] == [
        (RowState.REFUSED, "changed_since"),
        (RowState.DONE, ""),
    ]


def test_a_case_that_somebody_changed_since_the_preview_is_left_alone() -> None:
    case = without_examiner()
    bulk = chosen([case], examiner="other_examiner")
    recusing.reassign(
        ref=case.ref,
        version=case.version,
        examiner_id=person("other_examiner").pk,
        actor=actor("head"),
        now=NOW,
    )
    assert [row.why for row in carried_out(bulk)] == ["changed_since"]


def test_pressed_twice_is_once() -> None:
    case = registered()
    bulk = chosen([case])
    carried_out(bulk)
    assert [row.state for row in carried_out(bulk)] == [RowState.DONE]
    assert told(case, events.CASE_ASSIGNED) == 1
    with pytest.raises(NotReady, match="bulk_begun"):
        service.prepare(ref=bulk.ref, actor=actor("head"), now=NOW)


def test_what_was_killed_in_the_middle_goes_on_and_does_nothing_twice() -> None:
    cases = [registered() for _n in range(3)]
    bulk = chosen(cases)
    assert [row.state for row in carried_out(bulk, most=1)] == [
        RowState.DONE,
        RowState.WAITING,
        RowState.WAITING,
    ]
    service.run(NOW)
    service.run(NOW)
    assert {row.state for row in bulk.rows.all()} == {RowState.DONE}
    assert [told(case, events.CASE_ASSIGNED) for case in cases] == [1, 1, 1]


def test_what_cannot_be_put_on_record_is_not_done_and_waits() -> None:
    case = registered()
    bulk = chosen([case])
    with pytest.raises(NotRecorded), refused(1):
        carried_out(bulk)
    case.refresh_from_db()
    assert case.state == State.REGISTERED
    assert [row.state for row in bulk.rows.all()] == [RowState.WAITING]
    service.run(NOW)
    assert [row.state for row in bulk.rows.all()] == [RowState.DONE]


def test_more_than_one_waits_for_are_done_by_the_clock() -> None:
    case = registered()
    bulk = service.choose(
        kind=BulkKind.ASSIGN, cases=[case], view="all", actor=actor("head"), now=NOW
    )
    for n in range(2, AT_ONCE + 3):
        other = Walk().case
        BulkRow.objects.create(bulk=bulk, case=other, n=n, version=other.version)
    bulk.rows.update(state=RowState.WAITING.value)
    bulk.prepared_at = bulk.begun_at = NOW
    bulk.examiner = person("examiner")
    bulk.save()
    assert service.work_off(bulk, actor=actor("head"), now=NOW) == AT_ONCE
    assert bulk.rows.filter(state=RowState.WAITING).count() == 2
    service.run(NOW)
    assert bulk.rows.filter(state=RowState.WAITING).count() == 0


def test_a_restricted_case_is_never_one_of_many() -> None:
    case = registered()
    Case.objects.filter(pk=case.pk).update(restricted=True)
    for kind in (BulkKind.ASSIGN, BulkKind.CLASS, BulkKind.MESSAGE):
        rows = chosen([Case.objects.get(pk=case.pk)], kind).rows.all()
        assert [row.why for row in rows] == ["restricted_alone"]


def test_who_may_not_gets_the_reason_of_the_single_act() -> None:
    case = registered()
    rows = chosen([case], who="examiner").rows.all()
    assert [row.why for row in rows] == ["party"]
    rows = chosen([case], BulkKind.MESSAGE, who="auditor").rows.all()
    assert [row.why for row in rows] == ["party"]


def test_a_successor_is_taken_back_and_the_place_has_its_term_again() -> None:
    case = without_examiner()
    bulk = chosen([case], examiner="other_examiner")
    carried_out(bulk)
    case.refresh_from_db()
    assert case.examiner == person("other_examiner")
    assert [row.state for row in back(bulk)] == [RowState.UNDONE]
    case.refresh_from_db()
    assert case.examiner is None
    assert told(case, events.ASSIGNMENT_UNDONE) == 1
    assert case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).count() == 1


def test_a_case_that_went_on_stays_when_the_rest_is_taken_back() -> None:
    case = without_examiner()
    bulk = chosen([case], examiner="other_examiner")
    carried_out(bulk)
    Case.objects.filter(pk=case.pk).update(version=99)
    rows = back(bulk)
    assert [(row.state, row.why) for row in rows] == [(RowState.STAYS, "changed_since")]


def test_a_first_assignment_is_a_step_of_the_law_and_stays() -> None:
    case = registered()
    bulk = chosen([case])
    carried_out(bulk)
    assert [(row.state, row.why) for row in back(bulk)] == [
        (RowState.STAYS, "law_step")
    ]
    case.refresh_from_db()
    assert case.state == State.EXAM


def test_after_ten_minutes_nothing_is_taken_back() -> None:
    bulk = chosen([registered()])
    carried_out(bulk)
    with pytest.raises(NotReady, match="bulk_too_late"):
        back(bulk, after=UNDO + timedelta(seconds=1))


def test_what_waits_is_never_done_once_it_was_taken_back() -> None:
    case = registered()
    bulk = chosen([case])
    carried_out(bulk, most=0)
    assert [row.state for row in back(bulk)] == [RowState.UNDONE]
    service.run(NOW)
    assert told(case, events.CASE_ASSIGNED) == 0


def test_whoever_is_at_it_stops_as_soon_as_it_is_taken_back() -> None:
    case = registered()
    bulk = chosen([case])
    carried_out(bulk, most=0)
    at_it = Bulk.objects.get(pk=bulk.pk)
    service.ask_back(ref=bulk.ref, actor=actor("head"), now=NOW)
    service.work_off(at_it, actor=actor("head"), now=NOW)
    assert [row.state for row in bulk.rows.all()] == [RowState.UNDONE]
    assert told(case, events.CASE_ASSIGNED) == 0


def examined(examiner: str = "examiner") -> Case:
    """A case of the light class whose limit runs."""
    case = registered()
    found: Case = register.assign(
        ref=case.ref,
        version=case.version,
        examiner_id=person(examiner).pk,
        actor=actor("head"),
        now=NOW,
    )
    return found


def limits(case: Case) -> list[tuple[str, bool]]:
    """The limits that a case had, and whether each is owed."""
    rows = case.deadlines.filter(kind__startswith="exam_").order_by("id")
    return [(row.kind, row.is_owed) for row in rows]


def test_every_case_gets_another_class_with_its_reason_and_its_own_entry() -> None:
    cases = [examined(), registered()]
    rows = carried_out(chosen(cases, BulkKind.CLASS))
    assert [(row.state, row.text) for row in rows] == [(RowState.DONE, "")] * 2
    for case in cases:
        case.refresh_from_db()
        assert case.classification == CaseClass.HEAVY
        assert case.notes.get().text == f"Laporan {case.locator} kami baca."
        assert told(case, events.RECLASSIFIED) == 1
    assert limits(cases[0]) == [
        (TermKind.EXAM_LIGHT, False),
        (TermKind.EXAM_HEAVY, True),
    ]


def test_a_class_that_cannot_be_is_said_before_and_left_alone() -> None:
    cases = [Walk().case, examined()]
    Case.objects.filter(pk=cases[1].pk).update(classification=CaseClass.HEAVY)
    bulk = chosen([Case.objects.get(pk=case.pk) for case in cases], BulkKind.CLASS)
    assert [row.why for row in bulk.rows.all()] == ["class_settled", "class_same"]


def test_a_late_case_gets_no_longer_class_among_many_either() -> None:
    late, fine = examined(), examined()
    late.deadlines.filter(kind=TermKind.EXAM_LIGHT).update(
        due_on=NOW.date() - timedelta(days=1)
    )
    bulk = chosen([late, fine], BulkKind.CLASS)
    assert [row.why for row in bulk.rows.all()] == ["class_late", ""]


def test_a_class_is_taken_back_and_the_old_limit_runs_as_it_ran() -> None:
    case = examined()
    before = case.due_on
    bulk = chosen([case], BulkKind.CLASS)
    carried_out(bulk)
    assert [row.state for row in back(bulk)] == [RowState.UNDONE]
    case.refresh_from_db()
    assert (case.classification, case.due_on) == (CaseClass.LIGHT, before)
    assert limits(case) == [(TermKind.EXAM_LIGHT, True), (TermKind.EXAM_HEAVY, False)]
    assert told(case, events.RECLASSIFIED) == 2


def class_news(case: Case) -> list[Delivery]:
    """What the reporter is told of another class, the first one first."""
    rows = Delivery.objects.filter(
        subscriber="reporter_news", entry__subject_id=case.pk
    )
    return list(rows.filter(entry__kind=events.RECLASSIFIED).order_by("id"))


def test_news_of_a_class_given_to_many_waits_ten_minutes() -> None:
    case = examined()
    carried_out(chosen([case], BulkKind.CLASS))
    (news,) = class_news(case)
    assert news.state == DeliveryState.WAITING
    assert news.not_before - news.created_at == UNDO


def test_a_class_that_is_taken_back_is_news_to_nobody() -> None:
    case = examined()
    bulk = chosen([case], BulkKind.CLASS)
    carried_out(bulk)
    back(bulk)
    assert [row.state for row in class_news(case)] == [DeliveryState.CANCELLED] * 2


def test_a_reporter_who_was_told_of_a_class_is_told_of_the_way_back() -> None:
    case = examined()
    bulk = chosen([case], BulkKind.CLASS)
    carried_out(bulk)
    Delivery.objects.filter(entry__kind=events.RECLASSIFIED).update(
        state=DeliveryState.SENT.value
    )
    back(bulk)
    states = [row.state for row in class_news(case)]
    assert states == [DeliveryState.SENT, DeliveryState.WAITING]


def test_a_class_stays_where_the_case_went_on() -> None:
    case = examined()
    bulk = chosen([case], BulkKind.CLASS)
    carried_out(bulk)
    Case.objects.filter(pk=case.pk).update(version=99)
    rows = back(bulk)
    assert [(row.state, row.why) for row in rows] == [(RowState.STAYS, "changed_since")]


def _let_ten_minutes_go_by() -> None:
    held = Delivery.objects.filter(subscriber="held_message")
    held.update(not_before=FILED - timedelta(days=1))
    # Mails need what is committed, and are not the matter here.
    Delivery.objects.exclude(subscriber="held_message").update(
        state=DeliveryState.SENT.value
    )
    relay.run_once(limit=50)


def test_a_message_waits_ten_minutes_and_then_goes_once() -> None:
    case = registered()
    bulk = chosen([case], BulkKind.MESSAGE)
    assert [row.state for row in carried_out(bulk)] == [RowState.HELD]
    held = Delivery.objects.get(subscriber="held_message")
    assert held.not_before - held.created_at == UNDO
    assert not case.messages.exists()
    _let_ten_minutes_go_by()
    _let_ten_minutes_go_by()
    message = case.messages.get()
    assert (message.text, message.by) == (
        f"Laporan {case.locator} kami baca.",
        person("head"),
    )
    assert [(row.state, row.text) for row in bulk.rows.all()] == [(RowState.SENT, "")]
    assert told(case, events.MESSAGE_SENT) == 1


def test_a_message_that_is_withdrawn_in_time_never_goes() -> None:
    case = registered()
    bulk = chosen([case], BulkKind.MESSAGE)
    carried_out(bulk)
    rows = back(bulk)
    assert [(row.state, row.text) for row in rows] == [(RowState.UNDONE, "")]
    held = Delivery.objects.get(subscriber="held_message")
    assert held.state == DeliveryState.CANCELLED
    _let_ten_minutes_go_by()
    assert not case.messages.exists()
    assert told(case, events.MESSAGE_WITHDRAWN) == 1


def test_a_message_of_somebody_who_was_kept_out_meanwhile_does_not_go() -> None:
    case = registered()
    bulk = chosen([case], BulkKind.MESSAGE, who="intake")
    carried_out(bulk, who="intake")
    recusing.recuse(
        ref=case.ref,
        user_id=person("intake").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=NOW,
    )
    _let_ten_minutes_go_by()
    assert not case.messages.exists()
    assert [row.why for row in bulk.rows.all()] == ["not_seen"]


def test_a_message_to_a_case_that_was_restricted_meanwhile_does_not_go() -> None:
    case = registered()
    bulk = chosen([case], BulkKind.MESSAGE, who="intake")
    carried_out(bulk, who="intake")
    Case.objects.filter(pk=case.pk).update(restricted=True)
    _let_ten_minutes_go_by()
    assert not case.messages.exists()
    assert [row.why for row in bulk.rows.all()] == ["restricted_alone"]


def test_nothing_goes_on_in_the_name_of_somebody_who_was_suspended() -> None:
    case, other = registered(), registered()
    held = chosen([case], BulkKind.MESSAGE, who="intake")
    carried_out(held, who="intake")
    waiting = chosen([other])
    carried_out(waiting, most=0)
    for who in ("intake", "head"):
        user = person(who)
        user.is_active = False
        user.save()
    _let_ten_minutes_go_by()
    service.run(NOW)
    assert not case.messages.exists()
    assert told(other, events.CASE_ASSIGNED) == 0
    for bulk in (held, waiting):
        rows = bulk.rows.all()
        assert [(row.state, row.why) for row in rows] == [
            (RowState.REFUSED, "not_seen")
        ]


def test_who_was_kept_out_meanwhile_still_withdraws_what_he_wrote() -> None:
    case = registered()
    bulk = chosen([case], BulkKind.MESSAGE, who="intake")
    carried_out(bulk, who="intake")
    recusing.recuse(
        ref=case.ref,
        user_id=person("intake").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=NOW,
    )
    assert [row.state for row in back(bulk, who="intake")] == [RowState.UNDONE]
    held = Delivery.objects.get(subscriber="held_message")
    assert held.state == DeliveryState.CANCELLED


def test_one_that_stops_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, fine = chosen([registered()]), chosen([registered()])
    for bulk in (broken, fine):
        service.begin(ref=bulk.ref, actor=actor("head"), now=NOW)
    act = bulk_acts.do

    def do(row: BulkRow, **more: Any) -> None:
        if row.bulk_id == broken.pk:
            raise ZeroDivisionError
        act(row, **more)

    monkeypatch.setattr(bulk_acts, "do", do)
    with pytest.raises(LeftUndone):
        service.run(NOW)
    assert [row.state for row in fine.rows.all()] == [RowState.DONE]
    assert [row.state for row in broken.rows.all()] == [RowState.WAITING]


def test_a_message_with_an_open_gap_is_not_sent() -> None:
    case = registered()
    bulk = service.choose(
        kind=BulkKind.MESSAGE, cases=[case], view="all", actor=actor("head"), now=NOW
    )
    bulk = service.prepare(
        ref=bulk.ref, texts={case.pk: ""}, actor=actor("head"), now=NOW
    )
    with pytest.raises(NotReady, match="bulk_unprepared"):
        service.begin(ref=bulk.ref, actor=actor("head"), now=NOW)
    service.run(NOW)
    assert [row.why for row in bulk.rows.all()] == ["gap_unknown"]


def test_results_are_kept_thirty_days_and_what_was_never_begun_one() -> None:
    done = chosen([registered()])
    chosen([registered()])
    carried_out(done)
    service.run(NOW + UNUSED + timedelta(hours=1))
    assert list(Bulk.objects.all()) == [done]
    service.run(NOW + KEPT + timedelta(hours=1))
    assert not Bulk.objects.exists()


def given_by(held: User) -> tuple[Case, Bulk]:
    """A case that many took from somebody; he held it before."""
    case = without_examiner()
    bulk = chosen([case], examiner="other_examiner")
    carried_out(bulk)
    bulk.rows.update(former=held)
    return case, bulk


@pytest.mark.parametrize("how", ["left", "suspended", "kept_out", "another_role"])
def test_a_former_examiner_who_may_not_hold_it_any_more_does_not_get_it_back(
    how: str,
) -> None:
    held = OfficeMembershipFactory(office=office(), role="examiner").user
    case, bulk = given_by(held)
    if how == "suspended":
        User.objects.filter(pk=held.pk).update(is_active=False)
    elif how == "kept_out":
        case.recusals.create(user=held, reason="x", created_at=NOW)
    elif how == "left":
        held.office_memberships.update(valid_to=NOW)
    else:
        held.office_memberships.update(role="intake")
    assert [row.state for row in back(bulk)] == [RowState.UNDONE]
    case.refresh_from_db()
    assert case.examiner is None
    assert case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).count() == 1


def test_a_former_examiner_who_still_may_holds_it_again() -> None:
    held = OfficeMembershipFactory(office=office(), role="examiner").user
    case, bulk = given_by(held)
    assert [row.state for row in back(bulk)] == [RowState.UNDONE]
    case.refresh_from_db()
    assert case.examiner == held
    assert not case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).exists()
