"""More time: whoever holds a term asks before its last day, the head decides.

Both days, who caused it and the reason stay on record. Where the term is what the
reporter was promised he is told, with the old day, the new day and the head's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle
from complaints.domain.extending import PROMISED, Cause, may_move
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.models import Extension
from complaints.policies import parties_of
from complaints.selectors.extensions import (
    ASKERS,
    first_due,
    terms_of,
    waiting_of,
)
from complaints.services import clocks
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, require, require_reporter, tell

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Deadline


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
    lifecycle.next_state(case.stage, Command.EXTEND)
    require(actor, case, *ASKERS)
    if waiting_of(case) is not None:
        raise NotReady("extension_waits")
    row = terms_of(case, parties_of(actor, case)).filter(pk=deadline_id).first()
    day = legal_day(now, case.office.zone)
    if row is None or row.due_on < day:
        raise NotReady("extension_no_term")
    _check_day(row, until)
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
    amend(case, now=now)
    _tell(case, events.EXTENSION_ASKED, found, reason, actor=actor, now=now)
    return found


@transaction.atomic
def decide_extension(
    *,
    ref: UUID,
    version: int,
    granted: bool,
    answer: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """Give more time, or not; another person than who asked, and before the old day ends.

    Raises :class:`NotReady` where nothing waits, or the old last day is over.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = waiting_of(case)
    if row is None:
        raise NotReady("no_extension_asked")
    if row.asked_by_id == actor.user_id:
        raise SamePerson
    if row.before < legal_day(now, case.office.zone):
        raise NotReady("extension_late")
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.granted, row.answer = granted, answer
    row.save()
    event = events.EXTENSION_REFUSED
    if granted:
        _move(case, row)
        promised = row.deadline.kind in PROMISED
        event = events.PROMISE_EXTENDED if promised else events.TERM_EXTENDED
    amend(case, now=now)
    _tell(case, event, row, answer, actor=actor, now=now)
    return case


def _check_day(row: Deadline, until: date) -> None:
    kind = TermKind(row.kind)
    if not may_move(
        clocks.calendar(),
        kind,
        count=row.count,
        first_due=first_due(row),
        due=row.due_on,
        until=until,
    ):
        raise NotReady("extension_day")


def _move(case: Case, row: Extension) -> None:
    term = row.deadline
    term.case, term.warned_at = case, None
    clocks.move(term, row.until)


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
        due_on=row.before.isoformat(),
        until=row.until.isoformat(),
        cause=row.cause,
        text=case.text_hash(words),
    )
