"""When whoever must act is reminded, and who hears of it when he does not.

A ladder as data: before the last day whoever holds the term, after it he once more, then
the head, then the centre. A term that was acted on has no more rungs; of several rungs
that went by unnoticed only the highest is spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit
from complaints.domain.states import Party

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.calendar import WorkCalendar


class Audience(StrEnum):
    """Who is spoken to on a rung."""

    HOLDER = "holder"
    HEAD = "head"
    CENTRE = "centre"


class Rung(StrEnum):
    """One reminder; stored on its row and in the journal."""

    HALF = "half"
    LEFT_5 = "left_5"
    LEFT_3 = "left_3"
    LEFT_1 = "left_1"
    OVER_1 = "over_1"
    OVER_3 = "over_3"
    OVER_10 = "over_10"


#: Working days to the last day (below 0: after it), and who is spoken to.
LADDER: dict[Rung, tuple[int, Audience]] = {
    Rung.LEFT_5: (5, Audience.HOLDER),
    Rung.LEFT_3: (3, Audience.HOLDER),
    Rung.LEFT_1: (1, Audience.HOLDER),
    Rung.OVER_1: (-1, Audience.HOLDER),
    Rung.OVER_3: (-3, Audience.HEAD),
    Rung.OVER_10: (-10, Audience.CENTRE),
}
#: Below so many days a half is no time to remind anybody.
SHORTEST_HALVED = 6
OURS = frozenset(Rung)
#: What each party is reminded by. Others than we are not told that they are late: when
#: their time is over the turn is ours again.
RUNGS_OF: dict[Party, frozenset[Rung]] = {
    Party.INTAKE: OURS,
    Party.HEAD: OURS,
    Party.EXAMINER: OURS,
    Party.RESMON: OURS,
    Party.COMMISSIONER: OURS,
    Party.CHAIR: OURS,
    Party.REVIEWER: OURS,
    Party.LIAISON: frozenset({Rung.HALF, Rung.LEFT_5, Rung.LEFT_1}),
    Party.SUPERIOR: frozenset({Rung.HALF, Rung.LEFT_5, Rung.LEFT_1}),
    Party.REPORTER: frozenset({Rung.LEFT_5, Rung.LEFT_1}),
}


@dataclass(frozen=True, slots=True)
class Running:
    """A term as its row tells it; ``paused``: the days on which it stood still."""

    holder: Party
    started_on: date
    count: int
    unit: Unit
    due_on: date
    paused: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """A rung and the day on which it is due."""

    on: date
    rung: Rung


def rungs(calendar: WorkCalendar, term: Running) -> list[Due]:
    """All reminders of a term in their order; none on or before its first day."""
    mine = RUNGS_OF.get(term.holder, frozenset())
    found = [Due(_day(calendar, term, rung), rung) for rung in Rung if rung in mine]
    found = [
        due
        for due in found
        if due.on > term.started_on
        and (due.rung is not Rung.HALF or term.count >= SHORTEST_HALVED)
    ]
    order = list(Rung)
    return sorted(found, key=lambda due: (due.on, order.index(due.rung)))


def audience(rung: Rung) -> Audience:
    """Who is spoken to."""
    return Audience.HOLDER if rung is Rung.HALF else LADDER[rung][1]


def _day(calendar: WorkCalendar, term: Running, rung: Rung) -> date:
    if rung is Rung.HALF:
        half = term.count // 2
        return calendar.add(term.started_on, half, term.unit, paused=term.paused).date
    left, _ = LADDER[rung]
    if left > 0:
        return calendar.workdays_before(term.due_on, left)
    return calendar.add_workdays(term.due_on, -left).date
