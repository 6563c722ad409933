"""More time: whoever holds a term asks before its last day, the head decides.

Both days, who caused it and the reason stay on record. Where the term is what the
reporter was promised he is told, with the old day, the new day and the head's words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import deadlines, events, lifecycle
from complaints.domain.extending import (
    OF_AGENCY,
    PROMISED,
    Cause,
    answer_days,
    may_move,
)
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction, Extension
from complaints.policies import parties_of
from complaints.selectors.extensions import (
    ASKERS,
    first_due,
    terms_of,
    waiting_in,
)
from complaints.services import clocks
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, require, require_reporter, tell
from complaints.services.leaks import require_nameless

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Deadline


#: Longer than any term may become; what lies beyond is refused without counting days.
FARTHEST = timedelta(days=366)


@transaction.atomic
def ask_extension(
    *,
    ref: UUID,
    version: int,
    deadline_id: int,
    until: date,
    cause: Cause,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Extension:
    """Ask the head for more time for one's own term, while it runs.

    Raises :class:`NotReady` for a term that is not hers, over or of a statute, for a day
    that it may not move to, and while a request waits.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *ASKERS)
    row = terms_of(case, parties_of(actor, case)).filter(pk=deadline_id).first()
    return put_request(case, row, until, cause, reason, actor=actor, now=now)


def put_request(
    case: Case,
    row: Deadline | None,
    until: date,
    cause: Cause,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> Extension:
    """Keep a request of a locked case; who may ask for this term was asked before."""
    lifecycle.next_state(case.stage, Command.EXTEND)
    day = legal_day(now, case.office.zone)
    if row is None or row.due_on < day:
        raise NotReady("extension_no_term")
    if any(one.deadline_id == row.pk for one in waiting_in(case)):
        raise NotReady("extension_waits")
    _check_day(row, until, day)
    if cause is Cause.REPORTER:
        require_reporter(case)
    found = Extension.objects.create(
        case=case,
        deadline=row,
        before=row.due_on,
        until=until,
        cause=cause,
        reason=reason,
        asked_by_id=actor.signed_in_id,
        asked_at=now,
    )
    _owe_answer(case, found, day)
    amend(case, now=now)
    _tell(case, events.EXTENSION_ASKED, found, reason, actor=actor, now=now)
    return found


def _owe_answer(case: Case, row: Extension, day: date) -> None:
    """The head decides within three working days, and while the term still runs."""
    calendar = clocks.calendar()
    days = answer_days(calendar.workdays_between(day, row.before))
    due = calendar.add_workdays(day, days)
    kind, subject = TermKind.EXTENSION_ANSWER, str(row.ref)
    clocks.start(case, kind, started_on=day, subject=subject, due=due)


def _wanted(case: Case, request: UUID | None) -> Extension:
    """The request that is meant; where one alone waits it need not be named."""
    rows = waiting_in(case)
    found = [row for row in rows if request in {None, row.ref}]
    if not found:
        raise NotReady("no_extension_asked")
    if len(found) > 1:
        raise NotReady("extension_which")
    return found[0]


@transaction.atomic
def decide_extension(
    *,
    ref: UUID,
    version: int,
    granted: bool,
    answer: str,
    request: UUID | None = None,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Case:
    """Give more time, or not; another person than who asked, and before the old day ends.

    An agency reads the answer to its request: it names nobody, or who wrote it saw each
    place (``checked``). ``request``: which of several. Raises :class:`NotReady` where
    nothing waits, the old last day is over, or it is another one by now than was asked
    about.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = _wanted(case, request)
    if row.asked_by_id == actor.user_id:
        raise SamePerson
    of_agency = row.deadline.kind in OF_AGENCY
    day = legal_day(now, case.office.zone)
    if row.before < day or (granted and of_agency and row.before == day):
        raise NotReady("extension_late")
    if granted and row.deadline.due_on != row.before:
        raise NotReady("extension_stale")
    if of_agency:
        require_nameless(case, answer, checked=checked)
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.granted, row.answer = granted, answer
    row.save()
    clocks.meet(case, TermKind.EXTENSION_ANSWER, on=day, subject=str(row.ref))
    event = events.EXTENSION_REFUSED
    if granted:
        _move(case, row)
        event = GRANTED.get(TermKind(row.deadline.kind), events.TERM_EXTENDED)
    amend(case, now=now)
    _tell(case, event, row, answer, actor=actor, now=now)
    return case


#: What giving more time is called; else it is a term of the house.
GRANTED = dict.fromkeys(PROMISED, events.PROMISE_EXTENDED) | dict.fromkeys(
    OF_AGENCY, events.ACTION_EXTENDED
)


def _check_day(row: Deadline, until: date, today: date) -> None:
    kind = TermKind(row.kind)
    if until > first_due(row) + FARTHEST:  # no day between is counted for it
        raise NotReady("extension_too_long")
    if kind in OF_AGENCY and today >= row.due_on:
        raise NotReady("extension_too_late")
    if kind is TermKind.CORRECTIVE:
        _check_of_order(row, until, today)
    elif not may_move(
        clocks.calendar(),
        kind,
        count=row.count,
        first_due=first_due(row),
        due=row.due_on,
        until=until,
    ):
        raise NotReady("extension_day")


def _check_of_order(row: Deadline, until: date, today: date) -> None:
    """At most thirty working days in all, and to a working day."""
    calendar = clocks.calendar()
    try:
        moved = deadlines.extended(
            calendar,
            row.due_on,
            workdays=calendar.workdays_between(row.due_on, until),
            granted_before=calendar.workdays_between(first_due(row), row.due_on),
            today=today,
        )
    except deadlines.ExtensionRefused as refused:
        raise NotReady(f"extension_{refused.code}") from refused
    if moved.date != until:
        raise NotReady("extension_no_workday")


def _move(case: Case, row: Extension) -> None:
    term = row.deadline
    term.case, term.warned_at = case, None
    clocks.move(term, row.until)
    if term.kind == TermKind.CORRECTIVE:
        CorrectiveAction.objects.filter(ref=term.subject).update(due_on=row.until)


def _tell(
    case: Case,
    event: str,
    row: Extension,
    words: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        case,
        event,
        actor=actor,
        now=now,
        kind=row.deadline.kind,
        of=row.deadline.subject,
        due_on=row.before.isoformat(),
        until=row.until.isoformat(),
        cause=row.cause,
        text=case.text_hash(words),
    )
