"""Who was suspended, kept out or left is sent no news, nor what was on its way to him."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core import mail

from accounts.models import Absence, AgencyMembership, OfficeMembership, User
from complaints.domain import events
from complaints.models import Case
from complaints.notifications import (
    COLLEAGUE_NEWS,
    tell_colleague,
    tell_liaison,
)
from complaints.selectors.hearing import still_here
from complaints.selectors.liaisons import handed_to, liaison_ids
from complaints.services import urging
from complaints.services.errors import NotReady
from journal.models import Delivery, DeliveryState, Entry
from journal.testing import drain
from tests.complaints.ladder import checked, in_resmon, proposed, ruled
from tests.complaints.views.pages import in_correction
from tests.factories.accounts import AgencyMembershipFactory
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db

GONE = ["suspended", "left", "kept_out"]


@pytest.fixture
def walk() -> Iterator[Walk]:
    """A case in which an agency owes something, and the people of both houses."""
    found = in_correction()
    for key in ("liaison", "superior", "head", "examiner", "resmon"):
        person(key)
    with time_machine.travel(found.now, tick=True):
        yield found


def gone(user: User, how: str, walk: Walk) -> None:
    """He is there no more, in one of the three ways."""
    if how == "suspended":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif how == "kept_out":
        walk.case.recusals.create(user=user, reason="x", created_at=walk.now)
    else:
        ended = {"valid_to": walk.now - timedelta(minutes=1)}
        OfficeMembership.objects.filter(user=user).update(**ended)
        AgencyMembership.objects.filter(user=user).update(**ended)


def entry(walk: Walk, kind: str, **data: Any) -> Entry:
    """As the journal would have it, of this case; not written."""
    return Entry(
        kind=kind,
        subject_kind=Case.journal_kind,
        subject_id=walk.case.pk,
        at=walk.now,
        data=data,
    )


@pytest.mark.parametrize("how", GONE)
def test_a_liaison_who_is_there_no_more_hears_nothing_of_the_case(
    walk: Walk, how: str
) -> None:
    user = person("liaison")
    assert user.pk in liaison_ids(walk.again(), walk.now)
    gone(user, how, walk)
    assert liaison_ids(walk.again(), walk.now) == [person("superior").pk]


@pytest.mark.parametrize("how", GONE)
def test_where_only_such_liaisons_are_left_nobody_can_be_reminded(
    walk: Walk, how: str
) -> None:
    for key in ("liaison", "superior"):
        gone(person(key), how, walk)
    action = walk.case.actions.get(n=1)
    with pytest.raises(NotReady, match="urge_nobody"):
        urging.urge(
            action_ref=action.ref,
            version=walk.again().version,
            actor=actor("examiner"),
            now=walk.now,
        )


@pytest.mark.parametrize("how", GONE)
def test_a_reminder_on_its_way_does_not_reach_who_left_meanwhile(
    walk: Walk, how: str
) -> None:
    urging.urge(
        action_ref=walk.case.actions.get(n=1).ref,
        version=walk.again().version,
        actor=actor("examiner"),
        now=walk.now,
    )
    gone(person("liaison"), how, walk)
    Delivery.objects.exclude(entry__kind=events.ACTION_URGED).update(
        state=DeliveryState.SENT
    )
    drain()
    assert [letter.to for letter in mail.outbox] == [[person("superior").email]]


@pytest.mark.parametrize("how", GONE)
def test_a_duty_goes_to_no_deputy_who_is_there_no_more(walk: Walk, how: str) -> None:
    deputy = AgencyMembershipFactory(agency=agency(), kind="liaison").user
    away = person("liaison")
    day = walk.now.date()
    Absence.objects.create(
        person=away,
        deputy=deputy,
        agency=agency(),
        first_day=day,
        last_day=day + timedelta(days=3),
        entered_by=away,
        entered_at=walk.now,
    )
    told = entry(walk, events.DUTY_DIVIDED, divided="handed", liaison=away.pk)
    assert list(handed_to(told)) == [f"user:{deputy.pk}"]
    gone(deputy, how, walk)
    assert list(handed_to(told)) == [f"user:{away.pk}"]


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (events.NOTE_WRITTEN, {"mentioned": "one"}),
        (events.HOLDER_CHANGED, {"holder_before": "one", "user": None}),
        (events.FAST_REFUSED, {"user": "one"}),
    ],
)
def test_a_colleague_who_is_there_no_more_hears_of_nothing(
    walk: Walk, how: str, kind: str, data: dict[str, Any]
) -> None:
    user = person("examiner")
    one: Any = [user.pk] if kind == events.NOTE_WRITTEN else user.pk
    about = entry(walk, kind, **{k: one if v == "one" else v for k, v in data.items()})
    assert list(COLLEAGUE_NEWS[kind](about)) == [f"user:{user.pk}"]
    gone(user, how, walk)
    assert list(COLLEAGUE_NEWS[kind](about)) == []


@pytest.mark.parametrize("how", GONE)
def test_who_brought_a_matter_and_left_hears_no_decision_on_it(how: str) -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    person("chair")
    gone(person("resmon"), how, walk)
    assert ruled(walk) == ""
    told = Entry.objects.filter(kind=events.MATTER_DECIDED).latest("pk")
    rows = told.deliveries.filter(subscriber="colleague_news")
    assert [one.recipient for one in rows] == [f"user:{person('chair').pk}"]


@pytest.mark.parametrize("how", GONE)
def test_news_is_looked_at_once_more_when_it_is_sent(walk: Walk, how: str) -> None:
    about = entry(walk, events.NOTE_WRITTEN, mentioned=[])
    for key, tell in (("examiner", tell_colleague), ("liaison", tell_liaison)):
        user = person(key)
        gone(user, how, walk)
        tell(Delivery(recipient=f"user:{user.pk}"), about)
    assert mail.outbox == []


def test_what_is_of_no_case_asks_for_account_and_role_alone(walk: Walk) -> None:
    user = person("examiner")
    about = entry(walk, events.OWN_SUGGESTED)
    about.subject_kind = "office"
    assert still_here([f"user:{user.pk}", "user:0"], about) == [f"user:{user.pk}"]
