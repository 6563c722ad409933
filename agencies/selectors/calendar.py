"""The working calendar in force, as the pure rules want it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models.functions import JSONObject

from agencies.domain.calendar import DayOff, WorkCalendar
from agencies.domain.kinds import HolidayKind
from agencies.errors import NoCalendar
from agencies.models import CalendarVersion, Holiday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


def work_calendar(version: str = "") -> WorkCalendar:
    """The version of the calendar in force, or the one that is named; one small query.

    A version that is not known (any more) is answered with the one in force. The days
    of a version never change, so they are read once and kept by its hash. Raises
    NoCalendar before any was loaded.
    """
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
