"""The inner clocks stand still while somebody else holds the ball.

Who holds it is read off the terms that run for him: a question to the reporter, a
request that an agency received, a transfer that another office has not yet accepted.
When his time is over the ball is back with us. The day of an event is day 0: the days
after it up to the day on which the ball comes back do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from complaints.domain.deadlines import PAUSABLE
from complaints.domain.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agencies.domain.calendar import DueDate, Unit, WorkCalendar

#: The terms during which somebody else holds the ball, and the inner clocks that then
#: stand still. A head who has to find an examiner does not wait for an agency.
STOPS: dict[TermKind, frozenset[TermKind]] = {
    TermKind.REPORTER_ANSWER: PAUSABLE,
    TermKind.CLARIFICATION: PAUSABLE - {TermKind.ASSIGN},
    TermKind.CLARIFICATION_SECOND: PAUSABLE - {TermKind.ASSIGN},
    TermKind.DOCUMENTS: PAUSABLE - {TermKind.ASSIGN},
    TermKind.TRANSFER: PAUSABLE - {TermKind.TRANSFER},
}


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody else has the ball from ``since``; ``until`` None: he still has it."""

    kind: TermKind
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands still: since when, because of which term, what is left."""

    since: date
    because: TermKind
    left: int


class NeverPauses(ValueError):
    """This clock is the law's or was promised to the citizen."""


def hold_of(
    kind: TermKind, started_on: date, due_on: date, ended_on: date | None
) -> Hold:
    """The hold that a term means. Answered late, it ended with the term all the same.

    ``ended_on``: the day of the answer, or the last day of a term that is over; None
    while it runs.
    """
    until = None if ended_on is None else max(started_on, min(ended_on, due_on))
    return Hold(kind, started_on, until)


def run(
    calendar: WorkCalendar,
    kind: TermKind,
    start: date,
    length: tuple[int, Unit],
    holds: Iterable[Hold],
) -> DueDate | Standing:
    """The last day of an inner clock of ``length``, or since when it stands still.

    Days on which several held the ball pause it once; what was left when it stopped
    is left when it goes on. A clock that ended before somebody took the ball did not
    stand still. Raises NeverPauses for one that may not.
    """
    if kind not in PAUSABLE:
        raise NeverPauses(f"{kind} never pauses")
    mine = [hold for hold in holds if kind in STOPS[hold.kind]]
    paused = frozenset(day for hold in mine for day in _days(hold))
    count, unit = length
    due = calendar.add(start, count, unit, paused=paused)
    held = min(
        (hold for hold in mine if hold.until is None),
        key=lambda hold: hold.since,
        default=None,
    )
    if held is None or held.since >= due.date:
        return due
    since = max(held.since, start)
    before = sum(day <= since for day, _ in due.skipped)
    return Standing(since, held.kind, count - (since - start).days + before)


def _days(hold: Hold) -> list[date]:
    """The days that do not count; none as long as nobody knows how many."""
    if hold.until is None:
        return []
    length = (hold.until - hold.since).days
    return [hold.since + timedelta(days=n) for n in range(1, length + 1)]
