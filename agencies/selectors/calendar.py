"""The working calendar in force, as the pure rules want it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models.functions import JSONObject

from agencies.domain.calendar import DayOff, WorkCalendar
from agencies.domain.days_off import DayOffRow, DaysOff, with_year
from agencies.domain.kinds import HolidayKind
from agencies.errors import NoCalendar
from agencies.models import CalendarDraft, CalendarVersion, Holiday

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.db.models import QuerySet


_HELD: ContextVar[list[WorkCalendar] | None] = ContextVar("calendar_held", default=None)


def work_calendar(version: str = "") -> WorkCalendar:
    """The version of the calendar in force, or the one that is named; one small query.

    A version that is not known (any more) is answered with the one in force. The days
    of a version never change, so they are read once and kept by its hash. Raises
    NoCalendar before any was loaded.
    """
    held = _HELD.get()
    if held and version in ("", held[0].version):
        return held[0]
    found = _read(version)
    if held is not None and not version:
        held.append(found)
    return found


@contextmanager
def calendar_held(held: list[WorkCalendar]) -> Iterator[None]:
    """Within, the calendar in force is read once; ``held`` keeps it from one time to the
    next. For what is only tried: what is done asks anew."""
    token = _HELD.set(held)
    try:
        yield
    finally:
        _HELD.reset(token)


def _read(version: str) -> WorkCalendar:
    named = CalendarVersion.objects.filter(version=version).first() if version else None
    newest = named or CalendarVersion.objects.first()
    if newest is None:
        raise NoCalendar
    return _calendar(newest.pk, newest.sha256, newest.loaded_until, newest.version)


def calendar_row() -> QuerySet[CalendarVersion, Any]:
    """What :func:`calendar_of` needs of the newest version, for a page's own query."""
    told = JSONObject(pk="pk", sha256="sha256", until="loaded_until", version="version")
    return CalendarVersion.objects.values(json=told)[:1]


def calendar_of(rows: Sequence[dict[str, Any]]) -> WorkCalendar:
    """The working calendar in force, of what :func:`calendar_row` brought along."""
    if not rows:
        raise NoCalendar
    until = date.fromisoformat(rows[0]["until"])
    return _calendar(rows[0]["pk"], rows[0]["sha256"], until, rows[0]["version"])


@lru_cache(maxsize=4)
def _calendar(
    pk: int,
    sha256: str,  # part of the key: an emptied table gives ids again
    loaded_until: date,
    version: str,
) -> WorkCalendar:
    rows = Holiday.objects.filter(version_id=pk)
    names = {
        row.date: DayOff(HolidayKind(row.kind), row.name_id, row.name_en)
        for row in rows
    }
    return WorkCalendar(frozenset(names), loaded_until, version, names)


def days_in_force() -> DaysOff:
    """The days of the newest version; none before any was loaded."""
    newest = CalendarVersion.objects.first()
    if newest is None:
        return {}
    names = ("date", "kind", "name_id", "name_en", "estimated")
    rows = Holiday.objects.filter(version=newest).values(*names)
    return {row["date"]: _day_off(row["date"], row) for row in rows}


def _day_off(day: date, row: Mapping[str, Any]) -> DayOffRow:
    return DayOffRow(
        date=day,
        kind=row["kind"],
        name_id=row["name_id"],
        name_en=row["name_en"],
        estimated=row["estimated"],
    )


def drafted(draft: CalendarDraft) -> DaysOff:
    """Every day off as it would be with this draft."""
    rows = {}
    for row in draft.days:
        day = date.fromisoformat(row["date"])
        rows[day] = _day_off(day, row)
    return with_year(days_in_force(), draft.year, rows)


def editable_years() -> range:
    """The years that can be written: those there are, and the one after the last."""
    newest = CalendarVersion.objects.first()
    if newest is None:
        return range(0)
    known = {day.year for day in days_in_force()} | {newest.loaded_until.year}
    return range(min(known), max(known) + 2)
