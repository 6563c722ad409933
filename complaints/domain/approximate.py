"""Days that people know roughly: the month, or only the year.

What is kept is the first day of the span and how exact it is. Where the law counts from
such a day, the latest day that it can have been holds: doubt is the reporter's favour.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Approximate:
    """A date as far as it is known; ``day`` is the first one that it can have been."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def latest(self) -> date:
        """The last day that it can have been."""
        return latest_day(self.day, self.precision)


def approximate(
    year: int, month: int | None = None, day: int | None = None
) -> Approximate:
    """What was told, as a date. Raises ValueError for a day that no calendar has, and
    for a day without its month."""
    if month is None:
        if day is not None:
            raise ValueError("a day without its month")
        return Approximate(date(year, 1, 1), Precision.YEAR)
    if day is None:
        return Approximate(date(year, month, 1), Precision.MONTH)
    return Approximate(date(year, month, day))


def latest_day(day: date, precision: Precision) -> date:
    """The last day of the span that begins with ``day``."""
    if precision is Precision.YEAR:
        return date(day.year, 12, 31)
    if precision is Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
