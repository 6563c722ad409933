"""Reading: who is away, and who acts for him."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from accounts.deputies import represented_by
from accounts.models import Absence, OfficeMembership, User
from accounts.policies import enters_for_others
from accounts.roles import DEPUTISED
from agencies.domain.calendar import legal_day

if TYPE_CHECKING:
    from collections.abc import Collection
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
