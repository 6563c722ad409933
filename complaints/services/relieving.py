"""Freeing an agency of an order: monitoring proposes, a commissioner decides.

Neither of them examined the case or drafted its report (``domain.relief``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.relief import Relief, is_apart
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction, ReliefRequest
from complaints.models.choices import Verdict
from complaints.selectors.examined_by import examined_by
from complaints.selectors.relieving import open_orders, waiting_relief
from complaints.services import clocks, executing
from complaints.services.errors import Conflicted, NotReady, SamePerson
from complaints.services.gate import amend, enter, require, tell
from complaints.services.leaks import require_nameless

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

DONE = {Relief.EXCUSE: events.ACTION_EXCUSED, Relief.ANNUL: events.ACTION_ANNULLED}


@transaction.atomic
def propose_relief(
    *,
    ref: UUID,
    version: int,
    action: UUID,
    kind: Relief,
    reason: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> ReliefRequest:
    """Propose that an order be excused or annulled; the agency reads why once it is.

    Raises :class:`NotReady` for an order that is not open, whose evidence awaits our
    verdict or of which something waits already, and for annulling an item of a
    recommendation; :class:`Conflicted` for who examined the case.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    _apart(case, actor)
    row = _to_free(case, action, kind)
    if waiting_relief(case) is not None:
        raise NotReady("relief_waits")
    if case.restricted:
        raise NotReady("restricted_for_plenary")
    require_nameless(case, reason, checked=checked)
    asked = ReliefRequest.objects.create(
        case=case,
        action=row,
        kind=kind,
        reason=reason,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    day, subject = legal_day(now, case.office.zone), str(asked.ref)
    clocks.start(case, TermKind.RELIEF, started_on=day, subject=subject)
    amend(case, now=now)
    _tell(case, events.RELIEF_PROPOSED, asked, reason, actor=actor, now=now)
    return asked


@transaction.atomic
def decide_relief(
    *,
    ref: UUID,
    version: int,
    granted: bool,
    answer: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """A commissioner frees the agency of the order, or does not.

    Raises :class:`NotReady` where nothing waits, or the order was done meanwhile and
    its freeing would change nothing.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.COMMISSIONER)
    row = waiting_relief(case)
    if row is None:
        raise NotReady("no_relief_asked")
    if row.proposed_by_id == actor.user_id:
        raise SamePerson
    _apart(case, actor)
    if granted and not row.action.is_owed:
        raise NotReady("action_closed")
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.granted, row.answer = granted, answer
    row.save(update_fields=["decided_by", "decided_at", "granted", "answer"])
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.RELIEF, on=day, subject=str(row.ref))
    event = events.RELIEF_REFUSED
    if granted:
        _judged(row.action)
        event = DONE[Relief(row.kind)]
        _free(case, row, now=now)
    amend(case, now=now)
    _tell(case, event, row, answer, actor=actor, now=now)
    return case


def _apart(case: Case, actor: Actor) -> None:
    """Neither he nor whoever he acts for examined the case or wrote its report."""
    authors = examined_by(case)
    here = (actor.user_id, case.spoken_for.get(actor.user_id))
    if not all(is_apart(who, authors) for who in here if who is not None):
        raise Conflicted


def _to_free(case: Case, action: UUID, kind: Relief) -> CorrectiveAction:
    """An order that is open, judged, and of which one may be freed in this way."""
    row = next((one for one in open_orders(case) if one.ref == action), None)
    if row is None:
        raise NotReady("action_closed")
    if kind is Relief.ANNUL and row.is_item:
        raise NotReady("item_not_annulled")
    _judged(row)
    return row


def _judged(action: CorrectiveAction) -> None:
    if action.evidence.filter(verdict=Verdict.PENDING).exists():
        raise NotReady("verdicts_pending")


def _free(case: Case, row: ReliefRequest, *, now: datetime) -> None:
    """From this day it is owed no more, and no clock of it runs."""
    action, day = row.action, legal_day(now, case.office.zone)
    field = "excused_on" if row.kind == Relief.EXCUSE else "annulled_on"
    setattr(action, field, day)
    action.save(update_fields=[field])
    clocks.drop_of(case, str(action.ref), now=now)
    executing.settled(case, action, on=day)


def _tell(
    case: Case,
    event: str,
    row: ReliefRequest,
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
        relief=str(row.ref),
        action=str(row.action.ref),
        how=row.kind,
        text=case.text_hash(words),
    )
