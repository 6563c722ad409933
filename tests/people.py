"""The named cast in the test database, as rows, actors and signed-in clients.

``person("examiner")`` makes (once) the row and its membership; ``actor("examiner")``
is what the middleware would build from it, second factor shown just now;
``login(client, "examiner")`` signs a Django test client in with both factors.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str

from accounts.actor import STRANGER, Actor
from accounts.actor_of import member
from accounts.models import User
from accounts.second_factor import METHOD
from accounts.wall_clock import wall_now
from ombudsman.demo.cast import BY_KEY, CAST
from tests.factories.accounts import (
    AgencyMembershipFactory,
    OfficeMembershipFactory,
    UserFactory,
)
from tests.factories.agencies import AgencyFactory, OfficeFactory
from tests.remembered import aside, made, step

if TYPE_CHECKING:
    from django.test import Client

    from agencies.models import Agency, Office
    from ombudsman.demo.cast import Person

#: Everybody who can be asked for, and the one without an account.
KEYS = tuple(BY_KEY)
STRANGERS_KEY = "stranger"


@step
def office(code: str = "64") -> Office:
    """The office of this code: 64 the cast's own, 00 the centre, 63 elsewhere."""
    return OfficeFactory(code=code)


@step
def agency(place: int = 0) -> Agency:
    """The first or second invented city, for which the cast's liaisons speak."""
    return AgencyFactory(code=f"99.7{place + 1}", region__code=f"99.7{place + 1}")


def person(key: str) -> User:
    """The row of one of the cast, with its membership; the same row every time."""
    there = User.objects.filter(pk=made[key]).first() if key in made else None
    user = there or _make(key)
    made[key] = user.pk
    return user


@step
def _make(key: str) -> User:
    found = BY_KEY[key]
    user: User = UserFactory(email=found.email, name=found.name)
    for role in found.roles:
        if found.office is not None:
            OfficeMembershipFactory(
                user=user,
                office=office(found.office),
                role=role.value,
                is_chair=found.chair,
            )
        elif found.agency is not None:
            AgencyMembershipFactory(
                user=user, agency=agency(found.agency), kind=role.value
            )
    return user


def everybody() -> dict[str, User]:
    """The whole cast."""
    return {found.key: person(found.key) for found in CAST}


def actor(key: str, *, stepped_up: bool = False) -> Actor:
    """One of the cast as a use case sees him; ``"stranger"`` is nobody.

    ``stepped_up``: he showed his second factor within the last five minutes.
    """
    if key == STRANGERS_KEY:
        return STRANGER
    found = member(person(key), now=wall_now())
    shown = wall_now() - (timedelta(0) if stepped_up else timedelta(hours=1))
    return Actor(
        found.kind,
        user_id=found.user_id,
        roles=found.roles,
        office_ids=found.office_ids,
        central=found.central,
        places=found.places,
        stepped_up_at=shown,
        stepped_up=stepped_up,
        seats=found.seats,
    )


def login(
    client: Client,
    who: str | User,
    *,
    second_factor: bool = True,
    minutes_ago: float = 0,
) -> User:
    """Sign a test client in; returns the row.

    The second factor counts as shown ``minutes_ago`` (0: stepped up as well);
    without it the client has shown a password only.
    """
    user = person(who) if isinstance(who, str) else who
    with aside():
        _sign_in(client, user, second_factor=second_factor, minutes_ago=minutes_ago)
    return user


def _sign_in(
    client: Client, user: User, *, second_factor: bool, minutes_ago: float
) -> None:
    client.force_login(user)
    session = client.session
    shown = time.time() - minutes_ago * 60
    again = {"at": shown, "reauthenticated": True}
    records = [{"method": "password", **again}]
    if second_factor:
        records.append({"method": METHOD, **again, "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()


def described(key: str) -> Person:
    """What the cast's list says about one person."""
    return BY_KEY[key]
