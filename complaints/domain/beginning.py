"""From which day a version counts: versions with a first day, and which one rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: In so many days at most a version begins: a year that was mistyped is seen.
AHEAD = 365


def ruling(starts: Sequence[date], day: date) -> int | None:
    """Which version holds on a day, of first days in the order of publishing.

    The one that was published last, of those that have begun by then: a later one that
    begins earlier takes the place of what was to begin after it. None before them all.
    """
    begun = (n for n, first in enumerate(starts) if first <= day)
    return max(begun, default=None)


def to_begin(starts: Sequence[date], day: date) -> list[int]:
    """Which begin after a day, without those that another one took the place of."""
    return [
        n
        for n, first in enumerate(starts)
        if first > day and ruling(starts, first) == n
    ]


def too_far(starts_on: date, today: date) -> bool:
    """Whether a first day lies further ahead than anybody plans."""
    return (starts_on - today).days > AHEAD
