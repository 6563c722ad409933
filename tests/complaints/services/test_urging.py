"""Officers remind agencies of what they owe: who may, of what, how often, and who hears."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.bulk import UNDO, RowState
from complaints.domain.reminding import Rung
from complaints.models import (
    Bulk,
    BulkRow,
    Case,
    CorrectiveAction,
    Reminder,
    ReminderLetter,
    Urging,
)
from complaints.models.choices import Verdict
from complaints.services import bulk as service
from complaints.services import corrective, recusing, reminding, urging
from complaints.services.errors import NotReady, StaleVersion
from journal.models import Delivery, DeliveryState, Entry
from journal.testing import drain
from tests.complaints.ladder import recommended
from tests.complaints.story import submitted
from tests.complaints.views.pages import in_correction
from tests.factories.accounts import AgencyMembershipFactory, OfficeMembershipFactory
from tests.people import actor, agency, office, person
from tests.refused import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.core.mail import EmailMessage

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Iterator[Walk]:
    """A case with two open actions, and people of its agency."""
    found = in_correction()
    for key in ("liaison", "superior", "head", "examiner", "resmon"):
        person(key)
    with time_machine.travel(found.now, tick=True):
        yield found


def action(walk: Walk, n: int = 1) -> CorrectiveAction:
    rows = CorrectiveAction.objects.select_related("case")
    return rows.get(case_id=walk.case.pk, n=n)


def urge(walk: Walk, who: str = "examiner", n: int = 1, **more: Any) -> Urging:
    given: dict[str, Any] = {"version": walk.again().version, "now": walk.now}
    return urging.urge(
        action_ref=action(walk, n).ref, actor=actor(who), **(given | more)
    )


def letters() -> list[Delivery]:
    rows = Delivery.objects.filter(entry__kind=events.ACTION_URGED)
    return list(rows.order_by("id"))


def send() -> None:
    """Let the reminders go; news of the steps before needs what is committed."""
    others = Delivery.objects.exclude(entry__kind=events.ACTION_URGED)
    others.update(state=DeliveryState.SENT)
    drain()


def test_whoever_examines_monitors_or_heads_the_case_reminds_and_nobody_else(
    walk: Walk,
) -> None:
    for who in ("examiner", "head", "resmon"):
        Urging.objects.all().delete()
        assert urge(walk, who).by == person(who)
    Urging.objects.all().delete()
    for who in ("intake", "other_examiner", "commissioner", "liaison"):
        with refused(0), pytest.raises(NotAllowed):
            urge(walk, who)
    with pytest.raises(Case.DoesNotExist):
        urge(walk, "examiner_elsewhere")
    colleague = OfficeMembershipFactory(office=office(), role="resmon").user
    Case.objects.filter(pk=walk.case.pk).update(resmon=colleague)
    with refused(0), pytest.raises(NotAllowed):
        urge(walk, "resmon")


def test_it_stands_on_the_chain_of_the_case_without_words_and_changes_nothing(
    walk: Walk,
) -> None:
    version = walk.again().version
    Case.objects.filter(pk=walk.case.pk).update(
        arrived_at=walk.now, arrived_as=events.MESSAGE_RECEIVED
    )
    found = urge(walk)
    entry = Entry.objects.get(kind=events.ACTION_URGED)
    assert found.entry == entry
    due = action(walk).due_on
    assert due is not None
    assert entry.data == {"action": str(action(walk).ref), "due_on": due.isoformat()}
    case = walk.again()
    # What came in is still to be looked at: reminding of something else is no look.
    assert (case.version, case.arrived_at) == (version, walk.now)


def test_the_liaison_and_the_superior_hear_of_it_and_nobody_of_another_unit(
    walk: Walk,
) -> None:
    other = AgencyMembershipFactory(agency=agency(1), kind="liaison").user
    urge(walk)
    told = {one.recipient for one in letters()}
    assert told == {f"user:{person(key).pk}" for key in ("liaison", "superior")}
    assert f"user:{other.pk}" not in told


def bars() -> list[tuple[str, Any]]:
    def done(walk: Walk) -> None:
        walk.case.actions.filter(n=1).update(
            status="dilaksanakan", settled_on=walk.now.date()
        )

    def unreceived(walk: Walk) -> None:
        walk.case.actions.update(received_on=None, due_on=None)

    def shut(walk: Walk) -> None:
        change = {"state": "closed", "closing_reason": "dicabut"}
        Case.objects.filter(pk=walk.case.pk).update(**change)

    def alone(walk: Walk) -> None:
        person("liaison").agency_memberships.all().delete()
        person("superior").agency_memberships.all().delete()

    def others(walk: Walk) -> None:
        walk.case.actions.update(agency=agency(1))

    return [
        ("urge_nothing_owed", done),
        ("urge_nothing_owed", shut),
        ("urge_unreceived", unreceived),
        ("urge_waits", submitted),
        ("urge_nobody", alone),
        ("urge_nobody", others),
    ]


@pytest.mark.parametrize(("code", "before"), bars())
def test_nobody_is_reminded_where_it_would_be_wrong(
    walk: Walk, code: str, before: Any
) -> None:
    before(walk)
    with refused(0), pytest.raises(NotReady, match=code):
        urge(walk)


def test_an_action_is_reminded_of_once_in_five_working_days(walk: Walk) -> None:
    urge(walk)
    urge(walk, n=2)
    with refused(0), pytest.raises(NotReady, match="urge_lately"):
        urge(walk, "head")
    walk.now += timedelta(days=6)  # four working days
    with refused(0), pytest.raises(NotReady, match="urge_lately"):
        urge(walk)
    walk.now += timedelta(days=1)
    urge(walk)
    assert action(walk).urgings.count() == 2


def test_what_the_clock_reminded_of_counts_as_well(walk: Walk) -> None:
    term = walk.case.deadlines.get(kind="corrective", subject=str(action(walk).ref))
    assert term.remind_on is not None
    while not Reminder.objects.filter(deadline=term, rung=Rung.HALF).exists():
        walk.now += timedelta(days=1)
        reminding.run(walk.now)
    with refused(0), pytest.raises(NotReady, match="urge_lately"):
        urge(walk)
    walk.now += timedelta(days=8)
    urge(walk)


def test_an_item_of_a_recommendation_is_reminded_of_like_an_order() -> None:
    found = recommended()
    person("liaison")
    item = found.case.actions.get(instrument="rekomendasi", n=1)
    row = urging.urge(
        action_ref=item.ref,
        version=found.again().version,
        actor=actor("resmon"),
        now=found.now,
    )
    assert row.action == item
    with pytest.raises(NotReady, match="urge_nothing_owed"):
        urging.urge(
            action_ref=found.case.actions.get(instrument="tk", n=1).ref,
            version=found.again().version,
            actor=actor("resmon"),
            now=found.now,
        )


def test_a_case_that_somebody_changed_since_is_left_alone(walk: Walk) -> None:
    version = walk.again().version
    submitted(walk, n=2)
    with refused(0), pytest.raises(StaleVersion):
        urge(walk, version=version)


def test_one_person_gets_one_letter_a_day_however_many_actions_and_officers(
    walk: Walk, mailoutbox: list[EmailMessage]
) -> None:
    person("superior").agency_memberships.all().delete()
    urge(walk)
    urge(walk, "head", n=2)
    send()
    (mail,) = mailoutbox
    assert mail.to == [person("liaison").email]
    assert "Terbitkan" not in str(mail.body)
    assert agency().name_id not in str(mail.body)
    assert "/instansi/" in str(mail.body)


def test_who_had_the_letter_of_the_clock_gets_no_second_one_that_day(
    walk: Walk, mailoutbox: list[EmailMessage]
) -> None:
    person("superior").agency_memberships.all().delete()
    ReminderLetter.objects.create(
        recipient=f"user:{person('liaison').pk}", day=walk.now.date()
    )
    urge(walk)
    send()
    assert mailoutbox == []


# --- many at once ---------------------------------------------------------------------
def chosen(actions: Sequence[CorrectiveAction], walk: Walk, who: str = "head") -> Bulk:
    """Ticked, and tried at once."""
    given: dict[str, Any] = {"actor": actor(who), "now": walk.now}
    return service.choose_actions(actions=actions, view="actions.open", **given)


def carried_out(bulk: Bulk, walk: Walk, who: str = "head") -> list[BulkRow]:
    given: dict[str, Any] = {"actor": actor(who), "now": walk.now}
    service.work_off(service.begin(ref=bulk.ref, **given), **given)
    return list(bulk.rows.all())


def taken_back(bulk: Bulk, walk: Walk, who: str = "head") -> list[BulkRow]:
    given: dict[str, Any] = {"actor": actor(who), "now": walk.now + UNDO}
    service.work_off(service.ask_back(ref=bulk.ref, **given), **given)
    return list(bulk.rows.all())


def test_a_preview_says_of_each_whether_and_why_not_and_reminds_nobody(
    walk: Walk,
) -> None:
    submitted(walk, n=2)
    restricted = in_correction()
    Case.objects.filter(pk=restricted.case.pk).update(restricted=True)
    actions = [action(walk), action(walk, 2), action(restricted)]
    bulk = chosen(actions, walk)
    whys = list(bulk.rows.values_list("why", flat=True))
    assert whys == ["", "urge_waits", "restricted_alone"]
    assert not Urging.objects.exists()
    assert not letters()


def test_each_gets_its_own_entry_and_the_news_waits_ten_minutes(walk: Walk) -> None:
    bulk = chosen([action(walk), action(walk, 2)], walk)
    rows = carried_out(bulk, walk)
    assert [row.state for row in rows] == [RowState.DONE] * 2
    told = Entry.objects.filter(kind=events.ACTION_URGED)
    assert [row.entry for row in rows] == list(told.order_by("n"))
    for one in letters():
        assert one.not_before - one.created_at == UNDO
    carried_out(bulk, walk)  # pressed twice is once
    assert told.count() == Urging.objects.count() == 2


def test_what_is_taken_back_in_time_is_news_to_nobody_and_may_be_done_again(
    walk: Walk, mailoutbox: list[EmailMessage]
) -> None:
    bulk = chosen([action(walk)], walk)
    carried_out(bulk, walk)
    (row,) = taken_back(bulk, walk)
    assert row.state == RowState.UNDONE
    assert {one.state for one in letters()} == {DeliveryState.CANCELLED}
    withdrawn = Entry.objects.get(kind=events.URGING_WITHDRAWN)
    assert withdrawn.data["action"] == str(action(walk).ref)
    urge(walk)
    send()
    assert len(mailoutbox) == 2


def test_what_went_stays_and_says_so(walk: Walk) -> None:
    bulk = chosen([action(walk)], walk)
    carried_out(bulk, walk)
    Delivery.objects.update(state=DeliveryState.SENT)
    (row,) = taken_back(bulk, walk)
    assert (row.state, row.why) == (RowState.STAYS, "urge_gone")
    assert Urging.objects.get().withdrawn_at is None


def test_who_was_kept_out_meanwhile_reminds_nobody_but_still_takes_back(
    walk: Walk,
) -> None:
    bulk = chosen([action(walk), action(walk, 2)], walk, "examiner")
    carried_out(bulk, walk, "examiner")
    again = chosen([action(walk)], walk, "examiner")
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("examiner").pk,
        reason="Kerabat.",
        actor=actor("head"),
        now=walk.now,
    )
    rows = carried_out(again, walk, "examiner")
    assert rows[0].state == RowState.REFUSED
    assert [row.state for row in taken_back(bulk, walk, "examiner")] == [
        RowState.UNDONE
    ] * 2


def test_whoever_reads_no_case_chooses_none(walk: Walk) -> None:
    with refused(0), pytest.raises(NotAllowed):
        chosen([action(walk)], walk, "liaison")


def test_a_verdict_that_is_still_owed_is_ours_until_it_is_given(walk: Walk) -> None:
    piece = submitted(walk)
    with pytest.raises(NotReady, match="urge_waits"):
        urge(walk)
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.MORE,
        status=None,
        reason="Belum jelas.",
        actor=actor("examiner"),
        now=walk.now,
    )
    urge(walk)
