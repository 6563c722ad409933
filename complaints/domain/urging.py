"""When an officer may remind an agency of what it owes, by a letter of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.calendar import WorkCalendar

#: Who was reminded within so many working days is not reminded again.
AGAIN_AFTER = 5


@dataclass(frozen=True, slots=True)
class Urged:
    """What decides it. ``waits``: evidence awaits our verdict; ``last``: the day of the
    last reminder, by an officer or by the clock."""

    owed: bool
    received: bool
    waits: bool
    last: date | None = None


def bar(facts: Urged, today: date, calendar: WorkCalendar) -> str:
    """Why nobody is reminded of this action today; "" where somebody may be."""
    if not facts.owed:
        return "urge_nothing_owed"
    if not facts.received:
        return "urge_unreceived"
    if facts.waits:
        return "urge_waits"
    last = facts.last
    if last is not None and calendar.workdays_between(last, today) < AGAIN_AFTER:
        return "urge_lately"
    return ""
