"""Whose turn it is in a report, by when, and what is asked of its reporter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit, WorkCalendar
from agencies.selectors.calendar import work_calendar
from complaints.domain import corrective, deadlines
from complaints.domain import turn as turns
from complaints.domain.recommending import items_of
from complaints.domain.states import State
from complaints.domain.terms import TERMS, Basis, TermKind
from complaints.selectors.talks import they_met

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from complaints.domain.corrective import ActionState
    from complaints.domain.turn import Turn
    from complaints.models import Case, Deadline, ReporterMessage

#: Where the calendar comes from: read anew, or once for a whole list.
Calendar = Callable[[], WorkCalendar]
#: In these states a missed date of an action changes whose turn it is.
EXECUTING = frozenset({State.CORRECTIVE, State.RESMON, State.RECOMMENDATION})


@dataclass(frozen=True, slots=True)
class Clock:
    """A running term as the deadline component reads it, with the way to its date."""

    row: Deadline
    days_left: int

    @property
    def due_on(self) -> date:
        """The last day, in the office's zone."""
        return self.row.due_on

    @property
    def working_days(self) -> bool:
        """Whether it counts working days."""
        return self.row.unit == Unit.WORKDAYS

    @property
    def paused(self) -> bool:
        """A term that runs never stands still here; held terms are not running."""
        return False

    @property
    def provisional(self) -> bool:
        """Whether the date lies beyond the loaded calendar."""
        return self.row.provisional

    @property
    def assumed(self) -> bool:
        """Whether its length rests on something else than a text that we read."""
        term = TERMS[TermKind(self.row.kind)]
        return term.assumed or term.basis is not Basis.LAW


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for the reporter's answer, and its last day."""

    message: ReporterMessage
    clock: Clock


def asked_of(
    messages: Iterable[ReporterMessage],
    rows: Iterable[Deadline],
    today: date,
    calendar: Calendar = work_calendar,
) -> list[Asked]:
    """The questions whose term still runs, or ran out and is still owed."""
    terms = {row.subject: row for row in rows if row.kind == TermKind.REPORTER_ANSWER}
    return [
        Asked(message, _counted(terms[str(message.ref)], today, calendar))
        for message in messages
        if message.asks and str(message.ref) in terms
    ]


def turn_of(
    case: Case,
    rows: Iterable[Deadline],
    facts: Sequence[ActionState],
    today: date,
    *,
    question: bool,
) -> Turn:
    """Whose turn it is; ``facts``: its actions, where they are being carried out."""
    # Evidence that awaits our verdict: the agency did its part of that action.
    held = {
        action.ref
        for action in facts
        if any(piece.decided_on is None for piece in action.submissions)
    }
    items = [item.ref for item in items_of(facts) if not item.is_final]
    reported = bool(items) and held.issuperset(items)
    clocks = tuple(
        turns.Clock(
            TermKind(row.kind),
            row.due_on,
            row.law or TERMS[TermKind(row.kind)].law,
            held=(row.subject in held and row.kind == TermKind.CORRECTIVE)
            or (reported and row.kind == TermKind.RECOMMENDATION_REPORT),
        )
        for row in rows
    )
    late = bool(corrective.overdue(facts, today))
    facts_now = turns.Facts(
        case.stage,
        today,
        clocks,
        overdue=late,
        question=question,
        handed_over=case.handed_over_at is not None and not case.assigned_ids,
        met=they_met(case),
    )
    return turns.whose_turn(facts_now)


def clock_of(
    turn: Turn,
    rows: Iterable[Deadline],
    today: date,
    calendar: Calendar = work_calendar,
) -> Clock | None:
    """The term behind the date of the turn."""
    row = next(
        (row for row in rows if (row.kind, row.due_on) == (turn.term, turn.date)), None
    )
    if row is None:
        return None
    return _counted(row, today, calendar)


def _counted(row: Deadline, today: date, calendar: Calendar) -> Clock:
    left = deadlines.days_left(calendar(), row.due_on, today, Unit(row.unit))
    return Clock(row, left)
