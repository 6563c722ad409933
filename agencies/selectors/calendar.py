"""The working calendar in force, as the pure rules want it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from agencies.domain.calendar import WorkCalendar
from agencies.errors import NoCalendar
from agencies.models import CalendarVersion, Holiday


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


@lru_cache(maxsize=4)
def _calendar(
    pk: int,
    sha256: str,  # part of the key: an emptied table gives ids again
    loaded_until: date,
    version: str,
) -> WorkCalendar:
    days = Holiday.objects.filter(version_id=pk).values_list("date", flat=True)
    return WorkCalendar(frozenset(days), loaded_until, version)
