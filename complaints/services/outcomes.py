"""What came of an activity: written down once, or taken back.

Time alone ends none: who does it writes down how it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.activities import (
    RULES,
    Kind,
    Outcome,
    doers_of,
    was_proper,
)
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell
from complaints.services.papers import attach
from complaints.services.writing import write_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Activity, Case


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it: how it ended, who was there, what was said or seen."""

    outcome: Outcome
    minutes: str
    present: str = ""


@transaction.atomic
def record(
    *,
    ref: UUID,
    version: int,
    activity: UUID,
    came: Came,
    file_ids: Sequence[int] = (),
    actor: Actor,
    now: datetime,
) -> Activity:
    """Write down what came of an activity; it is closed with that.

    Raises :class:`NotReady` before its day, while the agency still has time for its
    papers, and where a call counts in vain that did not arrive before the day.
    """
    case = enter(ref, actor=actor, version=version)
    row = _doer(case, activity, actor)
    today = legal_day(now, case.office.zone)
    _true(case, row, came, today)
    row.present, row.minutes = came.present, came.minutes
    _end(row, came.outcome, actor=actor, now=now)
    attach(case, file_ids, lane="internal", now=now, activity=row)
    subject = str(row.ref)
    for term in (TermKind.MINUTES, TermKind.DOCUMENTS, TermKind.RECEIPT_PROOF):
        clocks.meet(case, term, subject=subject, on=today)
    amend(case, now=now)
    tell(
        case,
        events.ACTIVITY_RECORDED,
        actor=actor,
        now=now,
        activity=subject,
        sort=row.kind,
        turn=row.turn,
        outcome=str(came.outcome),
        text=case.text_hash(f"{came.present}\n{came.minutes}"),
        files=len(file_ids),
    )
    return row


def _requires_doer(case: Case, activity: UUID, actor: Actor) -> None:
    """Whoever may do such an activity; of none that is known, the examination's."""
    kind = case.activities.filter(ref=activity).values_list("kind", flat=True).first()
    require(actor, case, *doers_of(Kind(kind) if kind else Kind.DOCUMENTS))


def _doer(case: Case, activity: UUID, actor: Actor) -> Activity:
    _requires_doer(case, activity, actor)
    return _open_in(case, activity)


def _open_in(case: Case, activity: UUID) -> Activity:
    row: Activity | None = case.activities.filter(ref=activity).first()
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
    if row is None or not row.is_open:
        raise NotReady("activity_over")
    return row


def _true(case: Case, row: Activity, came: Came, today: date) -> None:
    """Whether it can have come so."""
    if came.outcome not in RULES[Kind(row.kind)].outcomes:
        raise NotReady("activity_outcome")
    if row.met_on is not None and today < row.met_on:
        raise NotReady("activity_ahead")
    if came.outcome is not Outcome.ABSENT:
        return
    if row.met_on is None:
        if row.answered_at is None and _may_still_come(case, row, today):
            raise NotReady("activity_papers_due")
    elif row.letter_id is not None and not was_proper(row.received_on, row.met_on):
        raise NotReady("activity_unproved")


def _may_still_come(case: Case, row: Activity, today: date) -> bool:
    """Whether the agency still has time, or does not even know of it."""
    terms = case.deadlines.filter(kind=TermKind.DOCUMENTS, subject=str(row.ref))
    last = terms.values_list("due_on", flat=True).first()
    return last is None or today <= last


def _end(row: Activity, outcome: Outcome, *, actor: Actor, now: datetime) -> None:
    row.outcome = outcome
    row.ended_by_id, row.ended_at = actor.signed_in_id, now
    row.save()


@transaction.atomic
def cancel(
    *,
    ref: UUID,
    version: int,
    activity: UUID,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """Take back what was begun, or a request that the agency did not answer yet.

    The agency is told where a letter had gone to it.
    """
    case = enter(ref, actor=actor, version=version)
    _requires_doer(case, activity, actor)
    asked = case.clarifications.filter(ref=activity, answered_at=None, waived_at=None)
    if asked.exists() and case.state != State.CLOSED:
        asked.update(waived_at=now, withdrawn_at=now)
        # It has no place for the reason; colleagues read it among the notes.
        write_note(ref=case.ref, text=reason, actor=actor, now=now)
        sort, told = "clarification", True
    else:
        row = _open_in(case, activity)
        row.minutes = reason
        _end(row, Outcome.CANCELLED, actor=actor, now=now)
        sort, told = row.kind, row.letter_id is not None
    clocks.drop_of(case, str(activity), now=now)
    amend(case, now=now)
    tell(
        case,
        events.REQUEST_WITHDRAWN if told else events.ACTIVITY_CANCELLED,
        actor=actor,
        now=now,
        activity=str(activity),
        sort=sort,
        text=case.text_hash(reason),
    )
    return case
