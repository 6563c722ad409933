"""From a request to its actor, asked anew for every request.

Nothing about rights is kept in the session: a role taken away is gone with the
next click. Three queries at most; one for staff, two on a day when a colleague is
away; none for strangers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from accounts import second_factor
from accounts.absent import seats_in, somebody_away
from accounts.actor import STRANGER, Actor, AgencyPlace, reporter_of
from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.reporter_session import opened_case_ids
from accounts.reporters import account_of
from accounts.roles import SECOND_FACTOR_ROLES, Role
from accounts.stepup import is_recent
from accounts.wall_clock import wall_now
from journal.actor import ActorKind

if TYPE_CHECKING:
    from django.http import HttpRequest


def actor_for(request: HttpRequest) -> Actor:
    """Who asks. ``request.now`` must be set: memberships are valid at that time.

    Somebody signed in is himself; a visitor who opened a report with its number
    and code is that report's holder (the latest one opened: a page about an
    earlier one uses ``reporter_session.reporter_for``); anybody else a stranger.
    """
    user = getattr(request, "user", None)
    if isinstance(user, User):
        now = getattr(request, "now", None) or wall_now()
        return _checked(member(user, now=now), request, user)
    opened = opened_case_ids(request)
    return reporter_of(opened[-1]) if opened else STRANGER


def member(user: User, *, now: datetime) -> Actor:
    """The actor whom a person's memberships make at ``now``, outside any session.

    Of a suspended account they make nobody's rights.
    """
    if not user.is_active:
        return Actor(ActorKind.USER, user_id=user.pk)
    return _as_staff(user, now) or _as_agency(user, now) or _as_citizen(user)


def bearer(user: User, *, now: datetime) -> Actor:
    """Who asks with a token of this person: himself, who has shown nothing just now.

    As in a session he has no role where a second factor is due and he has none.
    """
    actor = member(user, now=now)
    if actor.roles.isdisjoint(SECOND_FACTOR_ROLES) or second_factor.has_one(user):
        return actor
    return Actor(ActorKind.USER, user_id=user.pk, awaits_second_factor=True)


def _checked(actor: Actor, request: HttpRequest, user: User) -> Actor:
    """Strip every right until the second factor was shown where it is due."""
    shown = second_factor.shown_at(request, user)
    if shown is None and not actor.roles.isdisjoint(SECOND_FACTOR_ROLES):
        return Actor(ActorKind.USER, user_id=user.pk, awaits_second_factor=True)
    if Role.CITIZEN in actor.roles:
        # Whoever needs no second factor steps up with what he has, shown once more.
        shown = second_factor.shown_again_at(request, user)
    if shown is None:
        return actor
    moment = datetime.fromtimestamp(shown, tz=UTC)
    return replace(
        actor, stepped_up_at=moment, stepped_up=is_recent(moment, wall_now())
    )


def _as_staff(user: User, now: datetime) -> Actor | None:
    rows = list(
        OfficeMembership.objects.filter(user=user)
        .valid_at(now)
        .annotate(somebody_away=somebody_away(now))
        .select_related("office")
    )
    if not rows:
        return None
    roles = {Role(row.role) for row in rows}
    if any(row.is_chair for row in rows):
        roles.add(Role.CHAIR)
    left = {row.office_id for row in rows if row.somebody_away}
    return Actor(
        ActorKind.USER,
        user_id=user.pk,
        roles=frozenset(roles),
        office_ids=frozenset(row.office_id for row in rows),
        central=any(row.office.central for row in rows),
        seats=seats_in(left, user.pk, roles, now),
    )


def _as_agency(user: User, now: datetime) -> Actor | None:
    rows = list(
        AgencyMembership.objects.filter(user=user)
        .valid_at(now)
        .values_list("pk", "kind", "agency_id", "units")
    )
    if not rows:
        return None
    units: dict[int, set[int]] = {}
    for pk, _kind, _agency, unit in rows:
        units.setdefault(pk, set()).update({unit} - {None})
    return Actor(
        ActorKind.USER,
        user_id=user.pk,
        roles=frozenset(Role(kind) for _pk, kind, _agency, _unit in rows),
        places=frozenset(
            AgencyPlace(agency, Role(kind), frozenset(units[pk]))
            for pk, kind, agency, _unit in rows
        ),
    )


def _as_citizen(user: User) -> Actor:
    """Whoever has no role: a reporter, or somebody invited, or who had one."""
    return Actor(
        ActorKind.USER,
        user_id=user.pk,
        roles=frozenset({Role.CITIZEN}),
        own_account=account_of(user) is not None,
    )
