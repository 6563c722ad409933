"""Who had the case, day by day: with us, with the agency, with the reporter.

Every day from the one after filing to today or closing is somebody's. A term that runs
for somebody else makes it his, until he acted or his time was over: then it is ours
again, and so is evidence that awaits our verdict. Late is a day after the last one of a
term that its holder still owed, whoever had the case meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.domain.turn import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SIDE_OF = {
    Party.REPORTER: Side.REPORTER,
    Party.LIAISON: Side.AGENCY,
    Party.SUPERIOR: Side.AGENCY,
}
#: The rows of the table, in their order.
SIDES = (Side.OMBUDSMAN, Side.AGENCY, Side.REPORTER)


@dataclass(frozen=True, slots=True)
class Span:
    """A term as it ran: from the day of its event to the day that ended it.

    ``until`` None: it is still owed.
    """

    kind: TermKind
    holder: Party
    since: date
    due_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """The days of one side, and on how many days a term of its own was over."""

    side: Side
    days: int
    late: int


def shares(spans: Iterable[Span], first: date, last: date) -> list[Share]:
    """Whose the days after ``first`` up to and with ``last`` were; they add up."""
    ran = [span for span in spans if span.holder is not Party.SYSTEM]
    found = {side: [0, 0] for side in SIDES}
    for n in range(1, (last - first).days + 1):
        day = first + timedelta(days=n)
        now = [span for span in ran if _runs(span, day)]
        found[_side(span for span in now if _holds(span, day))][0] += 1
        for side in {_side_of(span) for span in now if day > span.due_on}:
            found[side][1] += 1
    return [Share(side, days, late) for side, (days, late) in found.items()]


def _runs(span: Span, day: date) -> bool:
    return span.since < day and (span.until is None or day <= span.until)


def _holds(span: Span, day: date) -> bool:
    """We hold what is ours however late; others until their time is over."""
    return day <= span.due_on or _side_of(span) is Side.OMBUDSMAN


def _side_of(span: Span) -> Side:
    return SIDE_OF.get(span.holder, Side.OMBUDSMAN)


def _side(running: Iterable[Span]) -> Side:
    """Whose a day is; of several the agency's, whose answer the case waits for."""
    now = list(running)
    if any(span.kind is TermKind.VERDICT for span in now):
        return Side.OMBUDSMAN
    held = {_side_of(span) for span in now}
    others = [side for side in (Side.AGENCY, Side.REPORTER) if side in held]
    return others[0] if others else Side.OMBUDSMAN
