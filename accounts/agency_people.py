"""Reading: who speaks for an agency, for which units, and who is away from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from accounts.deputies import covers
from accounts.models import Absence, AgencyMembership
from agencies.domain.calendar import legal_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from agencies.models import Agency, Unit


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in one place of an agency; no units: the whole of it."""

    user_id: int
    name: str
    agency: Agency
    kind: str
    units: tuple[Unit, ...]

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(unit.pk for unit in self.units)


def seats_at(agency_ids: Collection[int], now: datetime) -> Sequence[Seat]:
    """Who speaks for these agencies now, by name. Two queries."""
    rows = (
        AgencyMembership.objects.filter(agency__in=agency_ids, user__is_active=True)
        .valid_at(now)
        .select_related("user", "agency")
        .prefetch_related("units")
        .order_by("user__name", "id")
    )
    return [
        Seat(
            row.user_id,
            row.user.name,
            row.agency,
            row.kind,
            tuple(row.units.all()),
        )
        for row in rows
    ]


def fits_for(deputy_id: int, person_id: int, seats: Sequence[Seat]) -> bool:
    """Whether he holds every seat of the one who is away, for all of its units."""
    held = [seat for seat in seats if seat.user_id == deputy_id]
    wanted = [seat for seat in seats if seat.user_id == person_id]
    return (
        deputy_id != person_id
        and bool(wanted)
        and all(any(_takes(one, seat) for one in held) for seat in wanted)
    )


def _takes(one: Seat, seat: Seat) -> bool:
    same = one.agency.pk == seat.agency.pk and one.kind == seat.kind
    return same and covers(one.unit_ids, seat.unit_ids)


def away_from(agency_ids: Collection[int], now: datetime) -> Sequence[Absence]:
    """Who is away from these agencies now or will be, the nearest first. One query."""
    today = legal_day(now, settings.TIME_ZONE)
    rows = Absence.objects.filter(
        agency__in=agency_ids, ended_at=None, last_day__gte=today
    )
    return list(rows.select_related("person", "deputy").order_by("first_day", "id"))


def away_today(agency_ids: Collection[int], now: datetime) -> dict[int, Absence]:
    """Who is away today, with his absence."""
    today = legal_day(now, settings.TIME_ZONE)
    found = away_from(agency_ids, now)
    return {row.person_id: row for row in found if row.first_day <= today}
