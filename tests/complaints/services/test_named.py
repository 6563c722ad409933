"""What falls due on the ladder goes to one person by name."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import Role
from complaints.domain import events
from complaints.domain.recommending import FILE_KEYS
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Deadline
from complaints.selectors.members import named_or_all, next_in_turn
from complaints.selectors.today import held_by
from complaints.services import file_check, handing, relapsing
from journal.models import Delivery
from ombudsman import clock
from tests.complaints.ladder import checked, in_resmon, proposed
from tests.complaints.services.test_relapsing import first, relapsed
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.people import actor, login, office, person

pytestmark = pytest.mark.django_db


def term(walk: Walk, kind: TermKind) -> Deadline:
    row: Deadline = walk.case.deadlines.filter(kind=kind).latest("id")
    return row


@pytest.fixture(autouse=True)
def bench() -> None:
    """One commissioner is in office."""
    person("commissioner")


def second_commissioner() -> int:
    user = UserFactory()
    OfficeMembershipFactory(user=user, office=office(), role=Role.COMMISSIONER.value)
    return int(user.pk)


def test_a_case_that_nobody_monitors_is_its_heads_to_give_to_somebody() -> None:
    walk = in_resmon()
    row = term(walk, TermKind.NAME_MONITOR)
    assert (row.holder, row.count, row.is_owed) == (Party.HEAD, 3, True)


def test_whoever_checks_the_file_holds_it_from_then_on() -> None:
    walk = in_resmon()
    walk.do(
        file_check.check_file,
        "resmon",
        answers=dict.fromkeys(FILE_KEYS, (True, "")),
    )
    assert walk.again().resmon == person("resmon")
    assert not term(walk, TermKind.NAME_MONITOR).is_owed


def test_so_does_whom_the_head_names() -> None:
    walk = in_resmon()
    walk.do(handing.hand_over, "head", user_id=person("resmon").pk, reason="Giliran.")
    assert not term(walk, TermKind.NAME_MONITOR).is_owed


def test_a_case_that_came_back_is_given_to_somebody_too() -> None:
    walk = relapsed()
    assert term(walk, TermKind.NAME_MONITOR).is_owed
    walk.do(
        relapsing.order_again, "resmon", orders=[first(walk).ref], why="Terjadi lagi."
    )
    assert walk.again().resmon == person("resmon")
    assert not term(walk, TermKind.NAME_MONITOR).is_owed


def escalated() -> Walk:
    walk = in_resmon()
    walk.pass_days(70)
    walk.again()
    return walk


def test_when_monitoring_takes_too_long_one_commissioner_is_called_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second_commissioner()
    walk = escalated()
    row = term(walk, TermKind.RESMON_GUIDANCE)
    assert row.named is not None
    heard = Delivery.objects.filter(
        entry__kind=events.RESMON_ESCALATED, subscriber="colleague_news"
    )
    assert list(heard.values_list("recipient", flat=True)) == [f"user:{row.named_id}"]
    monkeypatch.setattr(clock, "now", lambda: walk.now)
    client = Client()
    login(client, "head")
    assert row.named.name in client.get(case_page(walk.case)).content.decode()


def test_the_next_one_is_another_commissioners() -> None:
    other = second_commissioner()
    named = [term(escalated(), TermKind.RESMON_GUIDANCE).named_id for _ in range(3)]
    assert set(named[:2]) == {other, person("commissioner").pk}
    assert named[2] == named[0]


def test_a_matter_for_the_plenary_has_somebody_who_sees_to_it() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    assert term(walk, TermKind.PLENARY_MATTER).named_id is not None


def test_nobody_who_is_kept_out_is_named() -> None:
    walk = in_resmon()
    now = walk.now
    named = next_in_turn(walk.case, now)
    assert named is not None
    walk.case.recusals.create(user_id=named, reason="Saudara.", created_at=now)
    assert next_in_turn(walk.case, now) != named


def test_it_lies_on_the_day_of_whoever_is_named_and_of_no_other() -> None:
    other = second_commissioner()
    walk = escalated()
    row = term(walk, TermKind.RESMON_GUIDANCE)
    mine = Deadline.objects.filter(held_by(actor("commissioner")))
    assert mine.filter(pk=row.pk).exists() == (row.named_id != other)


def test_where_the_named_one_left_all_of_them_hear_of_it() -> None:
    walk = in_resmon()
    everybody = named_or_all(None, walk.now)
    assert len(everybody) >= 1
    assert named_or_all(0, walk.now) == everybody
