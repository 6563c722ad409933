"""A corrected calendar moves the terms that still run, each with an entry of its own.

Nothing is kept of where a run stopped: a row knows the calendar that it was counted
with, so a run that was killed goes on with those that still name an older one. What is
closed, met or over never moves, and no correction makes anybody late at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import Unit, legal_day
from agencies.errors import NoCalendar
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.terms import TermKind
from complaints.domain.turn import SHOWN
from complaints.models import Case, CorrectiveAction, Deadline, Transfer
from complaints.services import clocks, milestones
from complaints.services.errors import LeftUndone
from complaints.services.gate import tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from agencies.domain.calendar import DueDate, WorkCalendar

log = structlog.stdlib.get_logger("ombudsman.recounting")

BATCH = 200


@dataclass(frozen=True, slots=True)
class Move:
    """One term that a calendar moves: whose, which, from when to when."""

    case_id: int
    kind: TermKind
    before: date
    after: date


def moves(calendar: WorkCalendar, now: datetime) -> Iterator[Move]:
    """What this calendar would move, of all terms that still run. Changes nothing."""
    rows = _running(now).exclude(calendar_version=calendar.version).order_by("id")
    for row in rows.iterator(chunk_size=BATCH):
        due = _moved(row, calendar, now)
        if due is not None and due.date != row.due_on:
            yield Move(row.case_id, TermKind(row.kind), row.due_on, due.date)


def waiting(now: datetime) -> int:
    """How many terms were counted with an older calendar and still run."""
    version = work_calendar().version
    return _running(now).exclude(calendar_version=version).count()


def run(now: datetime, *, most: int | None = None) -> int:
    """Count again what still runs by an older calendar; returns how many dates moved.

    ``most``: stop after so many terms; the next run goes on from there. A case that
    fails keeps nobody else waiting. Raises LeftUndone in the end.
    """
    try:
        calendar = work_calendar()
    except NoCalendar:
        return 0
    moved, seen, after, failed = 0, 0, 0, set[int]()
    while most is None or seen < most:
        size = BATCH if most is None else min(BATCH, most - seen)
        due = _older(calendar, now, after, size)
        if not due:
            break
        for pk, case_id in due:
            after, seen = pk, seen + 1
            try:
                moved += _one(pk, case_id, calendar, now)
            except (OperationalError, InterfaceError):
                raise  # the database is away: no fault of this case
            except Exception as error:
                failed.add(case_id)
                name = type(error).__name__
                log.error("recounting failed", case=case_id, deadline=pk, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
    if failed:
        raise LeftUndone(f"{len(failed)} cases")
    return moved


def _running(now: datetime) -> QuerySet[Deadline]:
    """Terms in working days that are neither met nor over; what stands still is one."""
    rows: QuerySet[Deadline] = Deadline.objects.filter(
        unit=Unit.WORKDAYS, met_on=None, lapsed_at=None, dropped_at=None
    )
    return rows.filter(due_at__gt=now) | rows.filter(paused_since__isnull=False)


def _older(
    calendar: WorkCalendar, now: datetime, after: int, size: int
) -> list[tuple[int, int]]:
    rows = _running(now).exclude(calendar_version=calendar.version)
    found = rows.filter(id__gt=after).order_by("id").values_list("id", "case_id")
    return list(found[:size])


def _moved(row: Deadline, calendar: WorkCalendar, now: datetime) -> DueDate | None:
    """Its way by this calendar; None where its new last day would be over already."""
    term = clocks.running(row)
    due = calendar.add(term.started_on, term.count, term.unit, paused=term.paused)
    over = due.date < legal_day(now, row.zone)
    return None if over and not row.stands else due


@transaction.atomic
def _one(deadline_id: int, case_id: int, calendar: WorkCalendar, now: datetime) -> int:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    row = _running(now).filter(pk=deadline_id).first()
    if row is None:
        return 0
    before, due = row.due_on, _moved(row, calendar, now)
    if due is not None:
        clocks.take_date(row, due)
    row.calendar_version, row.provisional = (
        calendar.version,
        bool(due and due.provisional),
    )
    row.save()
    if not row.stands and row.due_on != before:
        _copy(row, now)
        _tell(case, row, before, now)
    clocks.refresh_due(case)
    return int(not row.stands and row.due_on != before)


def _copy(row: Deadline, now: datetime) -> None:
    """The same day where it is also written beside the term."""
    if row.kind == TermKind.CORRECTIVE:
        actions = CorrectiveAction.objects.filter(ref=row.subject)
        actions.update(due_on=row.due_on)
        milestones.count(actions, legal_day(now, row.zone))
    if row.kind == TermKind.TRANSFER:
        Transfer.objects.filter(ref=row.subject).update(due_on=row.due_on)


def _tell(case: Case, row: Deadline, before: date, now: datetime) -> None:
    """On the record; where the reporter reads this date on his page he is told."""
    told = TermKind(row.kind) in SHOWN
    tell(
        case,
        events.PROMISE_RECOUNTED if told else events.TERM_RECOUNTED,
        actor=SYSTEM,
        now=now,
        kind=row.kind,
        of=row.subject,
        due_on=before.isoformat(),
        until=row.due_on.isoformat(),
        calendar=row.calendar_version,
    )
