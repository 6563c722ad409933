"""Reading: who is away, and who acts for him."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from accounts.deputies import represented_by, seats
from accounts.models import Absence, OfficeMembership, User
from accounts.policies import enters_for_others
from accounts.roles import DEPUTISED, SEATED, Role
from agencies.domain.calendar import legal_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor

DAY = timedelta(days=1)


def away_in(office_ids: Collection[int], now: datetime) -> dict[int, int | None]:
    """Who is away from these offices on their legal day, with his deputy. One query.

    None in place of a deputy who no longer works there.
    """
    return {person: deputy for person, deputy, _ in _away(office_ids, now)}


def somebody_away(now: datetime) -> Exists:
    """For a query of memberships: whether anybody is away from its office around today.

    Every request of staff asks, and on most days the answer is no.
    """
    return Exists(_around(now).filter(office=OuterRef("office")))


def seats_in(
    office_ids: Collection[int], person: int, roles: Collection[Role], now: datetime
) -> frozenset[tuple[int, Role]]:
    """In whose places he acts in these offices today; without an office, no query."""
    if not office_ids:
        return frozenset()
    return seats(person, roles, *_held(office_ids, now))


def seats_of_each(
    office_id: int, people: Mapping[int, Collection[Role]], now: datetime
) -> dict[int, frozenset[tuple[int, Role]]]:
    """The same for several people of one office, by their roles there. One query."""
    away, held = _held([office_id], now)
    return {pk: seats(pk, roles, away, held) for pk, roles in people.items()}


def _held(
    office_ids: Collection[int], now: datetime
) -> tuple[dict[int, int | None], dict[int, Collection[Role]]]:
    """Who is away with his deputy, and in which roles each holds cases."""
    away: dict[int, int | None] = {}
    held: dict[int, Collection[Role]] = {}
    for one, deputy, holds in _away(office_ids, now):
        away[one] = deputy
        held[one] = frozenset(map(Role, holds))
    return away, held


def _around(now: datetime) -> QuerySet[Absence]:
    """Those of today in one of the zones; each office's own day decides."""
    rows: QuerySet[Absence] = Absence.objects.overlapping(
        now.date() - DAY, now.date() + DAY
    )
    return rows


def _away(
    office_ids: Collection[int], now: datetime
) -> Iterator[tuple[int, int | None, list[str]]]:
    """Who is away, his deputy who works there, the roles in which he holds cases there."""
    members = OfficeMembership.objects.filter(
        office=OuterRef("office"), user__is_active=True
    ).valid_at(now)
    there = members.filter(user=OuterRef("deputy"), role__in=sorted(DEPUTISED))
    seated = members.filter(user=OuterRef("person"), role__in=sorted(SEATED))
    found = (
        _around(now)
        .filter(office__in=office_ids)
        .annotate(there=Exists(there), held=ArraySubquery(seated.values("role")))
        .select_related("office")
    )
    for row in found:
        if row.first_day <= legal_day(now, row.office.zone) <= row.last_day:
            yield row.person_id, row.deputy_id if row.there else None, row.held


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
