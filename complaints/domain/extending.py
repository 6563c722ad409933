"""Which terms may be made longer, and to which day at most.

What a statute gives the citizen stays what it is: terms that the Ombudsman set itself
may be extended, asked for by whoever holds them. So may what binds an agency, the period
of an order and that of an answer (there we wait so long before we ask again, UU 37/2008
art. 33): it asks, or an officer writes down that it asked, before the last day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.terms import TERMS, TermKind

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.calendar import WorkCalendar


class Cause(StrEnum):
    """Who caused the lateness, as the one who asks sees it."""

    OFFICE = "office"  # we ourselves
    AGENCY = "agency"
    REPORTER = "reporter"
    OUTSIDE = "outside"  # nobody of the three


#: The limits of the examination: a promise to the citizen, which he sees moved.
PROMISED = frozenset({TermKind.EXAM_LIGHT, TermKind.EXAM_MEDIUM, TermKind.EXAM_HEAVY})
EXTENDABLE = PROMISED | {
    TermKind.CONSULT_ANSWER,
    TermKind.FORMAL,
    TermKind.MATERIAL,
    TermKind.RCO_TARGET,
    TermKind.RESMON,
}
#: The two requests for explanation.
ANSWERS = frozenset({TermKind.CLARIFICATION, TermKind.CLARIFICATION_SECOND})
#: What an agency may ask for, and its officer here for it.
OF_AGENCY = ANSWERS | {TermKind.CORRECTIVE}


def latest(calendar: WorkCalendar, kind: TermKind, first_due: date, count: int) -> date:
    """The last day to which a term may move: its own length once more, in all.

    ``first_due``: the day on which it ended before anybody extended it.
    """
    return calendar.add(first_due, count, TERMS[kind].unit).date


def may_move(
    calendar: WorkCalendar,
    kind: TermKind,
    *,
    count: int,
    first_due: date,
    due: date,
    until: date,
) -> bool:
    """Whether a term of ``count`` days that ends on ``due`` may end on ``until``."""
    last = latest(calendar, kind, first_due, count)
    return kind in EXTENDABLE | ANSWERS and due < until <= last


def answer_days(left: int) -> int:
    """In how many working days a head decides on a request; never after the last day of
    the term itself, ``left`` working days away, but for one that ends today."""
    return max(1, min(TERMS[TermKind.EXTENSION_ANSWER].amount, left))
