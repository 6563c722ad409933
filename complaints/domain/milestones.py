"""Milestones on the way of an order: by which working day after receipt, and how each stands.

They show a way and bind to nothing: no milestone closes an order, and none that was
missed makes it late.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from agencies.domain.calendar import WorkCalendar
    from complaints.domain.rulesets import RuleSet

#: Of one order.
MOST = 6
LONGEST = 300
#: Before the day of a milestone the agency is reminded, so many working days ahead.
AHEAD = (5, 1)
_LINE = re.compile(r"\s*([0-9]{1,3})\s*[.:)]?\s+(\S.*?)\s*", re.ASCII)


class Unreadable(ValueError):
    """A line that is no milestone; ``line`` as it was typed."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """By the end of which working day after receipt, and what is to be seen then."""

    day: int
    text: str

    def __str__(self) -> str:
        return f"{self.day} {self.text}"


def read(typed: str) -> tuple[Step, ...]:
    """One milestone a line, "10 Surat edaran terbit", by their days.

    Raises :class:`Unreadable` for the first line that is none.
    """
    return tuple(sorted(_step(line) for line in typed.splitlines() if line.strip()))


def _step(line: str) -> Step:
    found = _LINE.fullmatch(line)
    if found is None or len(found[2]) > LONGEST:
        raise Unreadable(line.strip())
    return Step(int(found[1]), found[2])


def last_day(rules: RuleSet) -> int:
    """The last working day after receipt that surely lies in the corrective period.

    Of a period in calendar days only its whole weeks are sure to hold five each.
    """
    if rules.corrective_unit is Unit.WORKDAYS:
        return rules.corrective_count
    return rules.corrective_count // 7 * 5


def fit(steps: Sequence[Step], rules: RuleSet) -> bool:
    """Whether they are few enough, on different days, within the corrective period."""
    days = [step.day for step in steps]
    within = all(1 <= day <= last_day(rules) for day in days)
    return len(days) <= MOST and len(days) == len(set(days)) and within


class Reached(StrEnum):
    """How one milestone stands for both sides."""

    AHEAD = "ahead"
    OVER = "over"  # its day went by and nothing was told
    TOLD = "told"  # what the agency told waits for our verdict
    MORE = "more"
    REJECTED = "rejected"
    MET = "met"


#: How it stands after a verdict of this code (``models.choices.Verdict``).
AFTER = {
    "menunggu": Reached.TOLD,
    "diterima": Reached.MET,
    "perlu_perbaikan": Reached.MORE,
    "ditolak": Reached.REJECTED,
}


def standing(verdicts: Iterable[str], due_on: date | None, today: date) -> Reached:
    """How a milestone stands, of the verdicts on what was told of it, in their order."""
    told = [AFTER[code] for code in verdicts]
    if Reached.MET in told:
        return Reached.MET
    if told:
        return told[-1]
    over = due_on is not None and due_on < today
    return Reached.OVER if over else Reached.AHEAD


def reminders(
    calendar: WorkCalendar, received_on: date, due_on: date
) -> tuple[date, ...]:
    """On which days the agency is reminded: never on or before that of receipt."""
    days = (calendar.workdays_before(due_on, left) for left in AHEAD)
    return tuple(day for day in days if day > received_on)
