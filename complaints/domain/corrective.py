"""When a corrective action is done, late or open, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import Reason, State

if TYPE_CHECKING:
    from agencies.domain.calendar import WorkCalendar

#: What we asked for came in time when it came within so many working days.
ANSWER_WORKDAYS = 5


#: States in which an agency may still show what it did.
OPEN_FOR_EVIDENCE = frozenset(
    {State.CORRECTIVE, State.RESMON, State.RECOMMENDATION, State.PUBLISHED}
)
#: Closed so, what was asked for is still owed: late execution is taken in.
STILL_OWED = Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN


def takes_evidence(state: State, reason: str = "") -> bool:
    """Whether an agency may show what it did; ``reason``: why the case was closed."""
    return state in OPEN_FOR_EVIDENCE or (
        state is State.CLOSED and reason == STILL_OWED
    )


class ActionStatus(StrEnum):
    """How far an action is. Only the Ombudsman sets the last two."""

    BELUM = "belum"
    DIAJUKAN = "diajukan"  # evidence awaits our verdict
    SEBAGIAN = "sebagian"
    DILAKSANAKAN = "dilaksanakan"


VERIFIED = frozenset({ActionStatus.SEBAGIAN, ActionStatus.DILAKSANAKAN})


class Instrument(StrEnum):
    """With what the Ombudsman asked."""

    TK = "tk"
    SARAN = "saran"
    REKOMENDASI = "rekomendasi"


@dataclass(frozen=True, slots=True)
class Submission:
    """One piece of evidence. ``decided_on`` empty: it awaits our verdict.

    ``asks_more``: the verdict asked for more.
    """

    submitted_on: date
    decided_on: date | None = None
    asks_more: bool = False


@dataclass(frozen=True, slots=True)
class ActionState:
    """One action as the rules see it; submissions in the order they came.

    A SARAN is tracked like the others, but nothing follows from it. ``superseded``: an
    item of a recommendation repeats it, and binds in its place.
    """

    ref: str
    status: ActionStatus
    due_on: date | None
    annulled: bool = False
    excused: bool = False
    submissions: tuple[Submission, ...] = ()
    instrument: Instrument = Instrument.TK
    superseded: bool = False

    @property
    def binds(self) -> bool:
        """Whether the agency must do it, under what follows when it does not."""
        return self.instrument is not Instrument.SARAN and not self.superseded

    @property
    def is_final(self) -> bool:
        """Done, annulled or excused: nothing more is owed."""
        return self.annulled or self.excused or self.status is ActionStatus.DILAKSANAKAN


@dataclass(frozen=True, slots=True)
class Verified:
    """One thing that we verified of an action: how far it was, since which day."""

    status: ActionStatus
    executed_on: date
    days_late: int


def best_by(facts: Iterable[Verified], cutoff: date) -> Verified | None:
    """The best that was verified of an action by facts up to this day.

    What was done later never takes back what was done before; of two facts that say
    the same the earlier counts.
    """
    known = [fact for fact in facts if fact.executed_on <= cutoff]
    return max(
        known,
        key=lambda fact: (
            fact.status is ActionStatus.DILAKSANAKAN,
            -fact.days_late,
            cutoff - fact.executed_on,
        ),
        default=None,
    )


def awaits_verdict(action: ActionState) -> bool:
    """Whether evidence that was sent in time still awaits our verdict."""
    return any(
        piece.decided_on is None
        and action.due_on is not None
        and piece.submitted_on <= action.due_on
        for piece in action.submissions
    )


def overdue(actions: Iterable[ActionState], today: date) -> tuple[ActionState, ...]:
    """The actions that carry a case into RESMON, from the day after their due date.

    Neither done nor annulled nor excused, and no evidence sent in time awaits our
    verdict.
    """
    return tuple(
        action
        for action in actions
        if action.binds
        and not action.is_final
        and action.due_on is not None
        and action.due_on < today
        and not awaits_verdict(action)
    )


def can_close(actions: Iterable[ActionState], *, partly: bool = False) -> bool:
    """Whether a case may close on execution: every action that binds is final.

    ``partly``: the Ombudsman accepts that some are done in part.
    """
    return all(
        action.is_final or (partly and action.status is ActionStatus.SEBAGIAN)
        for action in actions
        if action.binds
    )


def may_be_done_on(day: date, received_on: date | None, submitted_on: date) -> bool:
    """Whether an action can have been carried out on this day.

    Not before the agency was told to, and not after it says that it was.
    """
    return (received_on is None or received_on <= day) and day <= submitted_on


def execution_day(
    action: ActionState, verified_on: date, calendar: WorkCalendar
) -> date:
    """The day that decides whether an action was in time.

    The verified date of execution, and never later than the first submission of the
    line that shows it.
    """
    first = first_day(action, calendar)
    return verified_on if first is None else min(first, verified_on)


def first_day(action: ActionState, calendar: WorkCalendar) -> date | None:
    """The first submission of the line that stands now; None: its day is lost.

    It is kept if what we asked for afterwards came within five working days of our
    asking. What was sent before we had decided is not our asking and costs nothing. A
    piece that was refused, or accepted as a part, ends its line: what follows begins a
    new one.
    """
    first: date | None = None
    before: Submission | None = None
    for piece in action.submissions:
        if before is None or _ends_line(before):
            first = piece.submitted_on
        elif _is_late_answer(before, piece, calendar):
            first = None
        before = piece
    return first


def answer_by(piece: Submission, calendar: WorkCalendar) -> date | None:
    """By when what we asked for must come, so that the first day of its line is kept."""
    if piece.decided_on is None or not piece.asks_more:
        return None
    return calendar.add_workdays(piece.decided_on, ANSWER_WORKDAYS).date


@dataclass(frozen=True, slots=True)
class More:
    """What an agency hears while more is wanted: by when, and which first day that
    keeps; None: that day is lost already."""

    by: date
    keeps: date | None


def more_wanted(action: ActionState, calendar: WorkCalendar) -> More | None:
    """While the last thing we said of an action is that more is wanted."""
    if action.is_final or action.superseded or not action.submissions:
        return None
    by = answer_by(action.submissions[-1], calendar)
    return None if by is None else More(by, first_day(action, calendar))


def day_to_keep(
    due_on: date | None, more: More | None, today: date | None = None
) -> date | None:
    """By which day the agency must act: where more is wanted, and the first day may
    still be kept, that of our asking; else the action's own.

    ``today``: after it the day of our asking is over. None: nobody asks which day it is.
    """
    if more is None or more.keeps is None:
        return due_on
    is_over = today is not None and more.by < today
    return due_on if is_over else more.by


def _ends_line(piece: Submission) -> bool:
    return piece.decided_on is not None and not piece.asks_more


def _is_late_answer(
    asked: Submission, answer: Submission, calendar: WorkCalendar
) -> bool:
    limit = answer_by(asked, calendar)
    return limit is not None and answer.submitted_on > limit
