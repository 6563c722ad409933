"""What compliance has to do by the clock, and whom it tells."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.roles import Role
from compliance import notifications
from compliance.services.open_data import release_all
from compliance.services.reminding import remind, remind_agencies
from journal import registry
from journal.mail import News, send_news

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from journal.models import Delivery, Entry

EVERY = timedelta(minutes=10)
#: What an assessor hears of: he is sent, a sheet comes back, a day comes near.
TO_ASSESSORS = (
    notifications.ASSESSOR_SENT,
    notifications.SHEET_GIVEN_BACK,
    notifications.VISIT_DUE,
)

#: What an agency hears of: it is asked about itself, that day comes near, its result
#: is there, its objection is answered.
TO_LIAISONS = (
    notifications.SELF_INVITED,
    notifications.SELF_DUE,
    notifications.RESULTS_ANNOUNCED,
    notifications.OBJECTION_ANSWERED,
    notifications.REPLY_HELD,
)


def _release(now: datetime) -> None:
    release_all(actor=SYSTEM, now=now)


def _remind(now: datetime) -> None:
    remind(now)


def _remind_agencies(now: datetime) -> None:
    remind_agencies(now)


def assessor_of(entry: Entry) -> Iterable[str]:
    """The assessor whom an entry of a place is about."""
    return [f"user:{entry.data['assessor']}"]


def tell(route: str, delivery: Delivery, entry: Entry) -> None:
    """That something waits behind this door; what it is stands behind the sign-in."""
    del entry
    pk = int(delivery.recipient.removeprefix("user:"))
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is not None:
        path = reverse(route)
        send_news(delivery=delivery, to=user.email, path=path, news=News.WORK)


def liaisons_of(entry: Entry) -> Iterable[str]:
    """Who speaks for the whole of the agencies that an entry of a round is about."""
    told = entry.data
    agencies = told["agencies"] if "agencies" in told else [told["agency"]]
    rows = AgencyMembership.objects.valid_at(entry.at).filter(
        agency__in=agencies, kind=Role.LIAISON.value, units=None
    )
    return [f"user:{pk}" for pk in rows.values_list("user_id", flat=True).distinct()]


def members_at(entry: Entry) -> Iterable[str]:
    """The commissioners, whom minutes wait for."""
    rows = OfficeMembership.objects.valid_at(entry.at).filter(
        role=Role.COMMISSIONER.value
    )
    return [f"user:{pk}" for pk in rows.values_list("user_id", flat=True).distinct()]


def register() -> None:
    """Called once when the applications are ready."""
    registry.sweep("open_data", _release, EVERY)
    registry.sweep("visits", _remind, timedelta(hours=1))
    registry.sweep("self_assessments", _remind_agencies, timedelta(hours=1))
    for kind in TO_ASSESSORS:
        registry.subscribe(
            kind,
            "compliance.assessor_news",
            partial(tell, "assess:visits"),
            assessor_of,
            outside=True,
            paced=True,
        )
    for kind in TO_LIAISONS:
        registry.subscribe(
            kind,
            "compliance.liaison_news",
            partial(tell, "scored:list"),
            liaisons_of,
            outside=True,
            paced=True,
        )
    registry.subscribe(
        notifications.MINUTES_FILED,
        "compliance.plenary_news",
        partial(tell, "assess:plenaries"),
        members_at,
        outside=True,
        paced=True,
    )
