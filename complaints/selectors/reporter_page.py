"""What the holder of number and code sees of his report, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit, WorkCalendar, legal_day
from agencies.selectors.calendar import work_calendar
from complaints.domain import corrective, deadlines, events, lifecycle
from complaints.domain import turn as turns
from complaints.domain.states import Command, Party, Reason, State
from complaints.domain.terms import TERMS, Basis, TermKind
from complaints.models import Case, CorrectiveAction
from complaints.selectors.actions import action_facts
from complaints.selectors.afterwards import (
    last_reopening,
    may_ask_reopening,
    may_complete,
    open_questions,
    reopen_until,
)
from complaints.selectors.extensions import granted_promises
from complaints.selectors.openings import openings_of
from complaints.selectors.timeline import FOR_REPORTER, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from complaints.domain.corrective import ActionState
    from complaints.domain.turn import Turn
    from complaints.models import (
        CaseFile,
        CaseLetter,
        Deadline,
        Extension,
        Lhp,
        ReopeningRequest,
        ReporterMessage,
        ResultNotice,
    )
    from complaints.selectors.openings import Openings
    from complaints.selectors.timeline import Moment

#: Where the calendar comes from: read anew, or once for a whole list.
Calendar = Callable[[], WorkCalendar]
#: In these states a missed date of an action changes whose turn it is.
EXECUTING = frozenset({State.CORRECTIVE, State.RESMON})


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

    @property
    def holidays(self) -> int:
        """Days that did not count because they were holidays or joint leave."""
        return sum(1 for _, why in self.row.skipped if why == "holiday")

    @property
    def weekend_days(self) -> int:
        """Days that did not count because they were Saturdays or Sundays."""
        return sum(1 for _, why in self.row.skipped if why == "weekend")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for the reporter's answer, and its last day."""

    message: ReporterMessage
    clock: Clock


@dataclass(frozen=True, slots=True)
class ReporterPage:
    """One report on one page, for the one who made it."""

    today: date
    turn: Turn
    clock: Clock | None
    actions: Sequence[CorrectiveAction]
    notice: ResultNotice | None
    lhp: Lhp | None
    missing: Sequence[str]
    asked: Sequence[Asked]
    messages: Sequence[ReporterMessage]
    letters: Sequence[CaseLetter]
    files: Sequence[CaseFile]
    moments: Sequence[Moment]
    opened: Openings
    may: frozenset[Command]
    questions: Sequence[str]
    reopening: ReopeningRequest | None
    reopenable: bool
    reopen_until: date | None
    extensions: Sequence[Extension]


def reporter_page(case: Case, now: datetime) -> ReporterPage:
    """Everything the page of a report shows. The caller checked that it is his."""
    today = legal_day(now, case.office.zone)
    rows = list(case.deadlines.filter(met_on=None, dropped_at=None))
    messages = list(case.messages.order_by("at", "id"))
    asked = asked_of(messages, rows, today)
    turn = _turn(case, rows, today, question=bool(asked))
    moments = timeline(case, FOR_REPORTER)
    reason = Reason(case.closing_reason) if case.closing_reason else None
    lhp = _standing(case)
    offers = lifecycle.commands_for(case.stage, {Party.REPORTER}, closed_for=reason)
    return ReporterPage(
        today=today,
        turn=turn,
        clock=clock_of(turn, rows, today),
        actions=_actions(lhp) if lhp else [],
        notice=case.notices.filter(closed_at=None).exclude(approved_at=None).first(),
        lhp=lhp,
        missing=_missing(case),
        asked=asked,
        messages=messages,
        letters=_letters(case),
        files=list(
            case.files.filter(lane="reporter").select_related("file").order_by("id")
        ),
        moments=moments,
        opened=openings_of(case),
        may=frozenset(
            offer.command
            for offer in offers
            if offer.allowed
            and (offer.command is not Command.COMPLETE or may_complete(case, today))
        ),
        questions=open_questions(case, today),
        reopening=last_reopening(case),
        reopenable=may_ask_reopening(case, today),
        reopen_until=reopen_until(case),
        extensions=_moved(case, moments),
    )


def _letters(case: Case) -> list[CaseLetter]:
    rows = case.letters.filter(addressee="reporter").select_related("letter")
    return list(rows.order_by("id"))


def _moved(case: Case, moments: Iterable[Moment]) -> Sequence[Extension]:
    """How our promise was moved; nothing is asked where it never was."""
    moved = any(moment.kind == events.PROMISE_EXTENDED for moment in moments)
    return granted_promises(case) if moved else []


def _standing(case: Case) -> Lhp | None:
    """The LHP that was signed and not replaced."""
    signed = case.lhps.filter(replaced_by=None, signed_on__isnull=False)
    found: Lhp | None = signed.prefetch_related("findings").first()
    return found


def _actions(lhp: Lhp) -> Sequence[CorrectiveAction]:
    """What it asks the agency to do."""
    found = CorrectiveAction.objects.filter(lhp=lhp).prefetch_related("evidence")
    return list(found.order_by("n"))


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


def _turn(case: Case, rows: Iterable[Deadline], today: date, *, question: bool) -> Turn:
    facts = action_facts(case) if case.state in EXECUTING else ()
    return turn_of(case, rows, facts, today, question=question)


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
    clocks = tuple(
        turns.Clock(
            TermKind(row.kind),
            row.due_on,
            row.law or TERMS[TermKind(row.kind)].law,
            held=row.subject in held and row.kind == TermKind.CORRECTIVE,
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


def lacks_something(case: Case) -> bool:
    """Whether what is missing is what the page is about."""
    lapsed = case.closing_reason == Reason.TIDAK_LENGKAP
    return case.state == State.INCOMPLETE or lapsed


def _missing(case: Case) -> list[str]:
    if not lacks_something(case):
        return []
    rows = case.checks.filter(stage="formal", passed=False).order_by("id")
    return [row.key for row in rows]


def report_of(locator: str, opened: Mapping[int, datetime]) -> Case | None:
    """The report of this number, if its code was shown in this session.

    One erased meanwhile is gone for its reporter too, like one that never was; a code
    that was given anew closes what the old one opened.
    """
    found: Case | None = (
        Case.objects.filter(locator=locator, pk__in=opened, erased_at=None)
        .select_related("office", "agency", "unit", "examiner", "intake")
        .first()
    )
    if found and found.code_since and opened[found.pk] < found.code_since:
        return None
    return found
