"""Reading: who is away, and who acts for him."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from accounts.deputies import represented_by, seats
from accounts.models import Absence, OfficeMembership, User
from accounts.policies import enters_for_others
from accounts.roles import DEPUTISED, SEATED, Role
from agencies.domain.calendar import legal_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor

DAY = timedelta(days=1)


def away_in(office_ids: Collection[int], now: datetime) -> dict[int, int | None]:
    """Who is away from these offices on their legal day, with his deputy. One query.

    None in place of a deputy who no longer works there.
    """
    around = now.date()
    rows = Absence.objects.overlapping(around - DAY, around + DAY).filter(
        office__in=office_ids
    )
    there = OfficeMembership.objects.filter(
        user=OuterRef("deputy"),
        office=OuterRef("office"),
        role__in=sorted(DEPUTISED),
        user__is_active=True,
    ).valid_at(now)
    found = rows.annotate(there=Exists(there)).values_list(
        "person_id", "deputy_id", "there", "first_day", "last_day", "office__zone"
    )
    return {
        person: deputy if works else None
        for person, deputy, works, first, last, zone in found
        if first <= legal_day(now, zone) <= last
    }


def away_there(now: datetime) -> ArraySubquery:
    """For a query of memberships: who is away from its office around this day, as JSON.

    Each with his deputy, whether that one still works there, the days, and the roles in
    which he holds cases there; in the same query, as every request of staff asks.
    """
    around = now.date()
    members = OfficeMembership.objects.filter(
        office=OuterRef("office"), user__is_active=True
    ).valid_at(now)
    seated = members.filter(user=OuterRef("person"), role__in=sorted(SEATED))
    there = members.filter(user=OuterRef("deputy"), role__in=sorted(DEPUTISED))
    rows = Absence.objects.overlapping(around - DAY, around + DAY).filter(
        office=OuterRef("office")
    )
    told = JSONObject(
        person="person_id",
        deputy="deputy_id",
        first="first_day",
        last="last_day",
        there=Exists(there),
        roles=ArraySubquery(seated.values("role")),
    )
    return ArraySubquery(rows.values(told=told))


def seats_among(
    person: int,
    roles: Collection[Role],
    absences: Iterable[tuple[str, Iterable[dict[str, Any]]]],
    now: datetime,
) -> frozenset[tuple[int, Role]]:
    """In whose places he acts, of what :func:`away_there` found in the zone of each office."""
    away: dict[int, int | None] = {}
    held: dict[int, frozenset[Role]] = {}
    for zone, rows in absences:
        today = legal_day(now, zone).isoformat()
        for row in rows:
            if row["first"] <= today <= row["last"]:
                away[row["person"]] = row["deputy"] if row["there"] else None
                held[row["person"]] = frozenset(map(Role, row["roles"]))
    return seats(person, roles, away, held) if away else frozenset()


def for_whom(actor: Actor, now: datetime) -> dict[int, str]:
    """For which colleagues this actor acts today, with their names. One query, and one
    more where there are any."""
    absent = represented_by(actor.signed_in_id, away_in(actor.office_ids, now))
    if not absent:
        return {}
    people = User.objects.filter(pk__in=absent).order_by("name", "id")
    return dict(people.values_list("pk", "name"))


def absences_for(actor: Actor, now: datetime) -> QuerySet[Absence]:
    """What he may know of and is not over yet, the nearest first."""
    rows: QuerySet[Absence] = Absence.objects.visible_to(actor).filter(
        ended_at=None, last_day__gte=now.date() - DAY
    )
    named = rows.select_related("person", "deputy", "office", "entered_by")
    return named.order_by("first_day", "id").distinct()


def colleagues_of(actor: Actor, now: datetime) -> QuerySet[User]:
    """Who may be a deputy in his office, or be away from it."""
    members = OfficeMembership.objects.filter(
        office__in=actor.office_ids, role__in=sorted(DEPUTISED)
    ).valid_at(now)
    return User.objects.filter(
        pk__in=members.values("user_id"), is_active=True
    ).order_by("name", "id")


def may_be_away(actor: Actor, now: datetime) -> QuerySet[User]:
    """Whose absence he may enter: his own, a head that of everybody of her office."""
    people = colleagues_of(actor, now)
    return people if enters_for_others(actor) else people.filter(pk=actor.signed_in_id)
