"""How long cases took and how many lay open: arithmetic without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    def before(self, months: int) -> Month:
        """The month so many months earlier."""
        n = self.year * 12 + self.month - 1 - months
        return Month(n // 12, n % 12 + 1)


def month_of(day: date) -> Month:
    """The month in which a day lies."""
    return Month(day.year, day.month)


def months_to(last: Month, count: int) -> list[Month]:
    """So many months, the last of them ``last``."""
    return [last.before(n) for n in range(count - 1, -1, -1)]


def backlog(
    open_now: int,
    today: date,
    days: int,
    moved: Mapping[date, int],
) -> list[tuple[date, int]]:
    """How many were open at the end of each of so many days, the last of them today.

    ``moved``: by how many the number grew on a day; counted backwards from what is
    open now, so that the last day is exact.
    """
    found, at = [], open_now
    for n in range(days):
        day = today - timedelta(days=n)
        found.append((day, at))
        at -= moved.get(day, 0)
    return found[::-1]
