"""The days off that a version of the calendar is made of."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping


class DayOffRow(TypedDict):
    """One day on which offices are closed."""

    date: date
    kind: str
    name_id: str
    name_en: str
    estimated: bool


DaysOff = dict[date, DayOffRow]


def with_year(days: Mapping[date, DayOffRow], year: int, rows: DaysOff) -> DaysOff:
    """These days, with those of one year replaced."""
    others = {day: row for day, row in days.items() if day.year != year}
    return dict(sorted({**others, **rows}.items()))


def decided_until(days: Mapping[date, DayOffRow]) -> date:
    """The last day of the last year in which no holiday is an estimate.

    One estimated day makes its whole year provisional: it may move to any other.
    """
    estimated = [day.year for day, row in days.items() if row["estimated"]]
    last = min(estimated) - 1 if estimated else max(days).year
    return date(last, 12, 31)


def digest(days: Mapping[date, DayOffRow]) -> str:
    """The SHA-256 of what a version says."""
    rows = [{**days[day], "date": day.isoformat()} for day in sorted(days)]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
