"""The working calendar: which days count, what date a term ends, and why.

A legal day is a date in the zone of the office, never an instant. The day of the
event is day 0; Saturdays, Sundays, national holidays and joint leave are not
working days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from agencies.domain.kinds import Zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agencies.domain.kinds import HolidayKind

#: DueDate has a field of this name, which hides the class inside it.
Day: TypeAlias = date

#: The three legal times of Indonesia, by their IANA names (WIB, WITA, WIT).
ZONES = tuple(zone.value for zone in Zone)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Unit(StrEnum):
    """In what a term is counted: hari kerja or hari."""

    WORKDAYS = "workdays"
    DAYS = "days"


class SkipReason(StrEnum):
    """Why a day did not count."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a national holiday or joint leave
    PAUSED = "paused"  # the clock stood still: somebody else held the ball


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a term, with all that explains it step by step.

    ``start`` is the day of the event, which is day 0; ``count`` the length in
    ``unit``; ``skipped`` the days between that did not count, in order, each with
    its reason. ``provisional``: the date lies beyond the days whose holidays are
    known, so it is computed again when they are loaded.
    """

    date: Day
    start: Day
    count: int
    unit: Unit
    skipped: tuple[tuple[Day, SkipReason], ...]
    provisional: bool
    calendar_version: str


@dataclass(frozen=True, slots=True)
class DayOff:
    """How a holiday is called."""

    kind: HolidayKind
    name_id: str
    name_en: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The holidays known to us: national ones and joint leave, to ``loaded_until``."""

    holidays: frozenset[date]
    loaded_until: date
    version: str
    names: Mapping[Day, DayOff] = field(default_factory=dict, compare=False)

    def is_workday(self, day: date) -> bool:
        """Whether the day is neither a weekend nor a holiday nor joint leave."""
        return self._skip_reason(day) is None

    def add_workdays(self, start: date, count: int) -> DueDate:
        """The day on which ``count`` working days after ``start`` are complete.

        Raises ValueError when ``count`` is negative. With 0 the event's own day
        is the last day, whatever day it is.
        """
        return self.add(start, count, Unit.WORKDAYS)

    def add_days(self, start: date, count: int) -> DueDate:
        """The day ``count`` calendar days after ``start``; never provisional.

        Raises ValueError when ``count`` is negative.
        """
        return self.add(start, count, Unit.DAYS)

    def add(
        self,
        start: date,
        count: int,
        unit: Unit,
        *,
        paused: frozenset[date] = frozenset(),
    ) -> DueDate:
        """The last day of a term of ``count`` in ``unit`` that began on ``start``.

        The days in ``paused`` do not count, in either unit. Raises ValueError when
        ``count`` is negative.
        """
        _require_length(count)
        day, counted = start, 0
        skipped: list[tuple[date, SkipReason]] = []
        while counted < count:
            day += _ONE_DAY
            reason = SkipReason.PAUSED if day in paused else self.skipped_as(day, unit)
            if reason is None:
                counted += 1
            else:
                skipped.append((day, reason))
        return DueDate(
            date=day,
            start=start,
            count=count,
            unit=unit,
            skipped=tuple(skipped),
            provisional=unit is Unit.WORKDAYS and day > self.loaded_until,
            calendar_version=self.version,
        )

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie after ``first`` up to and with ``last``.

        Negative when ``last`` is earlier: the days by which it lies before.
        """
        if last < first:
            return -self.workdays_between(last, first)
        days = (last - first).days
        return sum(
            self.is_workday(first + timedelta(days=n)) for n in range(1, days + 1)
        )

    def workdays_before(self, day: date, count: int) -> date:
        """The latest day from which ``count`` working days lead to ``day``.

        A reminder "5 working days before" goes out on it; it is a working day
        when ``count`` is above 0. Raises ValueError when ``count`` is negative.
        """
        _require_length(count)
        # Up to now `day` itself is the last of the working days that are left.
        left = count
        while left > 0:
            left -= self.is_workday(day)
            day -= _ONE_DAY
        while count and not self.is_workday(day):
            day -= _ONE_DAY
        return day

    def skipped_as(self, day: date, unit: Unit) -> SkipReason | None:
        """Why a day does not count in this unit; None where it does."""
        return self._skip_reason(day) if unit is Unit.WORKDAYS else None

    def _skip_reason(self, day: date) -> SkipReason | None:
        if day.weekday() >= _SATURDAY:
            return SkipReason.WEEKEND
        if day in self.holidays:
            return SkipReason.HOLIDAY
        return None


def _require_length(count: int) -> None:
    if count < 0:
        raise ValueError(f"a term cannot have {count} days")


def legal_day(moment: datetime, zone: str) -> date:
    """The date on the office's wall at an aware ``moment``.

    Raises ValueError for a moment without a time zone or an unknown zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(_zone(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """The first instant (UTC) after ``day`` is over in the office's zone."""
    midnight = datetime.combine(day + _ONE_DAY, time.min, tzinfo=_zone(zone))
    return midnight.astimezone(UTC)


def start_of_day(day: date, zone: str) -> datetime:
    """The first instant (UTC) of ``day`` in the office's zone."""
    return end_of_day(day - _ONE_DAY, zone)


def _zone(zone: str) -> ZoneInfo:
    return ZoneInfo(Zone(zone))
