"""Into which band of age an open case falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Band:
    """From so many days on, up to so many; None: without end. Day 0 is the filing."""

    first: int
    last: int | None

    def span(self, today: date) -> tuple[date | None, date]:
        """The filing days that lie in it: the earliest, if there is one, and the latest."""
        since = None if self.last is None else today - timedelta(days=self.last)
        return since, today - timedelta(days=self.first)


#: Each begins on the day after the one before ends: nobody falls between.
BANDS = (
    Band(0, 13),
    Band(14, 29),
    Band(30, 59),
    Band(60, 89),
    Band(90, 179),
    Band(180, None),
)


def band_of(filed_on: date, today: date) -> Band:
    """The band of a case; one that was filed later than today is in the first."""
    age = max(0, (today - filed_on).days)
    return next(
        band for band in BANDS if band.last is None or band.first <= age <= band.last
    )
