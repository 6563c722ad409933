"""Starting, meeting and dropping the terms of a case. A deadline is a row."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from agencies.domain.calendar import SkipReason, Unit, end_of_day
from agencies.selectors import work_calendar
from complaints.domain.deadlines import PAUSABLE
from complaints.domain.holders import HOLDER
from complaints.domain.pausing import STOPS, Hold, Standing, hold_of, run
from complaints.domain.reminding import Running, rungs
from complaints.domain.states import Party
from complaints.domain.terms import CLASS_OF, EXAM_TERM, OURS, TERMS, TermKind
from complaints.models import Deadline
from complaints.selectors.limits import limits_of
from complaints.services.asked_terms import end_with_their_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from agencies.domain.calendar import DueDate, WorkCalendar
    from complaints.domain.states import CaseClass
    from complaints.models import Case


#: On a case whose terms are looked at once several of them were changed.
_LATER = "terms_later"


def calendar() -> WorkCalendar:
    """The working calendar in force."""
    return work_calendar()


def start(
    case: Case,
    kind: TermKind,
    *,
    started_on: date,
    subject: str = "",
    due: DueDate | None = None,
    rule_set: str = "",
    law: str = "",
    holder: Party | None = None,
    named_id: int | None = None,
) -> Deadline:
    """Start a term of a case on a legal day (day 0).

    While it is owed, starting it again changes nothing; once met or dropped it begins
    anew, even with the same last day. ``holder``: who has to act, where it is not who
    holds such a term otherwise; ``named_id``: which of several sees to it.
    """
    if kind in PAUSABLE and (moved := _owed_since(case, kind, subject, started_on)):
        return moved
    amount, unit, source = _length(case, kind, started_on)
    days = work_calendar()
    due = due or days.add(started_on, amount, unit)
    zone = case.office.zone
    told: dict[str, Any] = {
        "holder": holder or HOLDER[kind],
        "named_id": named_id,
        "started_on": started_on,
        "count": due.count,
        "unit": due.unit,
        "due_on": due.date,
        "zone": zone,
        "rule_set": rule_set or case.rule_set,
        "calendar_version": due.calendar_version,
        "provisional": due.provisional,
        "skipped": [[day.isoformat(), why] for day, why in due.skipped],
        "law": law or source,
    }
    told["remind_on"] = first_reminder(Deadline(kind=kind, **told), days)
    row, _made = Deadline.objects.get_or_create(
        case=case,
        kind=kind,
        subject=subject,
        due_at=end_of_day(due.date, zone),
        met_on=None,
        dropped_at=None,
        defaults=told,
    )
    refresh_due(case)
    return row


def _length(case: Case, kind: TermKind, started_on: date) -> tuple[int, Unit, str]:
    """How long a term is in this case, and who says so."""
    term = TERMS[kind]
    if (case_class := CLASS_OF.get(kind)) is None:
        return term.amount, term.unit, term.law
    days = limits_of(case, started_on).days(case_class)
    return days, term.unit, term.law if days == term.amount else OURS


def class_due(case: Case, case_class: CaseClass, started_on: date) -> date:
    """The last day of the limit that this class would have in this case."""
    amount, unit, _source = _length(case, EXAM_TERM[case_class], started_on)
    return work_calendar().add(started_on, amount, unit).date


def due_of(kind: TermKind, started_on: date) -> date:
    """The last day of a term that is only looked up, and runs in no case."""
    term = TERMS[kind]
    return work_calendar().add(started_on, term.amount, term.unit).date


def run_on(case: Case, *, dropped_at: datetime, on: date) -> None:
    """Let the terms that ended with the case run again, from ``on``.

    A last day still ahead stays what it was; a term whose day went by begins anew.
    """
    for row in list(case.deadlines.filter(dropped_at=dropped_at, met_on=None)):
        if row.due_on >= on:
            row.dropped_at = None
            row.save(update_fields=["dropped_at"])
        else:
            start(case, TermKind(row.kind), started_on=on, subject=row.subject)
    refresh_due(case)


def meet(case: Case, kind: TermKind, *, on: date, subject: str = "") -> None:
    """What this term waited for has happened."""
    if _running(case, kind, subject).update(met_on=on):
        refresh_due(case)


def meet_every(case: Case, kind: TermKind, *, on: date) -> None:
    """The same for every running term of this kind, whatever its subject."""
    rows = case.deadlines.filter(kind=kind, met_on=None, dropped_at=None)
    if rows.update(met_on=on):
        refresh_due(case)


def drop(case: Case, *kinds: TermKind, now: datetime) -> None:
    """These terms no longer matter; without kinds, none of the case does."""
    rows = case.deadlines.filter(met_on=None, dropped_at=None)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    rows.update(dropped_at=now)
    refresh_due(case)


def drop_of(case: Case, subject: str, *, now: datetime) -> None:
    """No term of this one thing matters any more."""
    rows = case.deadlines.filter(subject=subject, met_on=None, dropped_at=None)
    rows.update(dropped_at=now)
    refresh_due(case)


def _running(case: Case, kind: TermKind, subject: str) -> QuerySet[Deadline]:
    return case.deadlines.filter(kind=kind, subject=subject, dropped_at=None)


@contextmanager
def together(case: Case) -> Iterator[None]:
    """What is changed within is looked at once, at its end."""
    case.__dict__[_LATER] = True
    try:
        yield
    finally:
        del case.__dict__[_LATER]
    refresh_due(case)


def refresh_due(case: Case) -> None:
    """Keep the nearest owed day, and whose turn it is, on the case, for the queue.
    Not a change of its own.

    A day that is over stays owed, and late, until what it waited for is done. Inner
    clocks stand still or go on, as the ball lies; one that stands still has no day.
    """
    if _LATER in case.__dict__:
        return
    rows = list(case.deadlines.order_by("due_at", "id"))
    end_with_their_terms(rows)
    _let_stand_or_go_on(rows)
    owed = [row for row in rows if row.is_owed and not row.stands]
    owed.sort(key=lambda row: (row.due_at, row.pk))
    nearest = min((row.due_on for row in owed), default=None)
    holders = (row.holder for row in owed if row.holder != Party.SYSTEM)
    turn = next(holders, "")
    if (nearest, turn) != (case.due_on, case.turn):
        case.due_on, case.turn = nearest, turn
        type(case).objects.filter(pk=case.pk).update(due_on=nearest, turn=turn)


def holds_of(rows: Iterable[Deadline]) -> list[Hold]:
    """Who else held the ball, and when: the terms of others in this case."""
    return [
        hold_of(TermKind(row.kind), row.started_on, row.due_on, row.ended_on)
        for row in rows
        if row.kind in STOPS
    ]


def _let_stand_or_go_on(rows: Sequence[Deadline]) -> None:
    inner = [row for row in rows if row.is_open and row.kind in PAUSABLE]
    holds = holds_of(rows) if inner else []
    for row in inner if holds else []:
        found = run(
            work_calendar(row.calendar_version),
            TermKind(row.kind),
            row.started_on,
            (length_of(row), Unit(row.unit)),
            holds,
        )
        before = (row.paused_since, row.paused_by, row.due_on)
        if isinstance(found, Standing):
            row.paused_since, row.paused_by = found.since, found.because
            row.paused_left = found.left
        else:
            row.paused_since, row.paused_by, row.paused_left = None, "", None
            take_date(row, found)
        if before != (row.paused_since, row.paused_by, row.due_on):
            row.save()


def take_date(row: Deadline, due: DueDate) -> None:
    """Write a date and the way to it on the row of a term; the caller saves it."""
    row.due_on, row.due_at = due.date, end_of_day(due.date, row.zone)
    row.skipped = [[day.isoformat(), why] for day, why in due.skipped]
    row.provisional = due.provisional
    row.calendar_version = due.calendar_version
    row.remind_on = first_reminder(row)


def hand(case: Case, kind: TermKind, subject: str, holder: Party) -> None:
    """Whoever has to act next holds a term that goes on as it runs."""
    _running(case, kind, subject).filter(met_on=None).update(holder=holder)
    refresh_due(case)


def run_again(case: Case, kind: TermKind) -> None:
    """A limit that was met is owed again: by its old last day, late where that is over."""
    met = case.deadlines.filter(kind=kind, dropped_at=None, met_on__isnull=False)
    if (row := met.order_by("id").last()) is not None:
        row.met_on = None
        row.save(update_fields=["met_on"])
    refresh_due(case)


def move(row: Deadline, until: date) -> None:
    """Give a running term more days, each new one counted or explained."""
    calendar, unit = work_calendar(), Unit(row.unit)
    between = (until - row.due_on).days
    for day in (row.due_on + timedelta(days=n) for n in range(1, between)):
        if reason := calendar.skipped_as(day, unit):
            row.skipped.append([day.isoformat(), reason])
    row.due_on, row.due_at = until, end_of_day(until, row.zone)
    row.remind_on = first_reminder(row)
    row.save()
    refresh_due(row.case)


def length_of(row: Deadline) -> int:
    """The days that count up to the last one; more than its count once it was extended."""
    return (row.due_on - row.started_on).days - len(row.skipped)


def running(row: Deadline) -> Running:
    """A row of a term as the ladder of reminders reads it."""
    paused = [day for day, why in row.skipped if why == SkipReason.PAUSED]
    return Running(
        holder=Party(row.holder),
        started_on=row.started_on,
        count=length_of(row),
        unit=Unit(row.unit),
        due_on=row.due_on,
        paused=frozenset(map(date.fromisoformat, paused)),
    )


def first_reminder(row: Deadline, days: WorkCalendar | None = None) -> date | None:
    """The day of the first reminder of a term that was started, or whose date moved."""
    ladder = rungs(days or work_calendar(), running(row))
    return next((due.on for due in ladder), None)


def _owed_since(
    case: Case, kind: TermKind, subject: str, started_on: date
) -> Deadline | None:
    """The same term, whose last day a pause may have moved since."""
    return (
        _running(case, kind, subject).filter(met_on=None, started_on=started_on).first()
    )


def days_late(due_on: date | None, done_on: date | None) -> int | None:
    """Working days after the due date; 0 when in time, None when one is unknown."""
    if due_on is None or done_on is None:
        return None
    return max(0, work_calendar().workdays_between(due_on, done_on))
