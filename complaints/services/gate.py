"""The way into every use case: is it hers to see, may she do it, is it legal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints import policies
from complaints.domain import lifecycle
from complaints.domain.states import State
from complaints.models import Case
from complaints.services.errors import NotReady, StaleVersion
from journal.errors import InFlight, KeyReused
from journal.idempotency import once
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.states import Command, Reason
    from journal.idempotency import Claim
    from journal.models import Entry
    from journal.record import JSON


def enter(ref: UUID, *, actor: Actor, version: int | None = None) -> Case:
    """The case, locked for this transaction.

    Raises ``Case.DoesNotExist`` when it is not hers to see (the same as when there is
    none) and :class:`StaleVersion` when somebody changed it since her page was made.
    """
    case: Case = Case.objects.visible_to(actor).locked(ref)
    if version is not None and case.version != version:
        raise StaleVersion
    return case


def step(
    case: Case,
    command: Command,
    *,
    actor: Actor,
    now: datetime,
    reason: Reason | None = None,
    **changes: Any,
) -> Case:
    """Take one step of the lifecycle: check who, check the table, save what changed."""
    before = case.stage
    after = lifecycle.next_state(before, command, reason=reason)
    (row,) = lifecycle.transitions_of(before, command)
    policies.require(actor, case, *row.by, *row.recorded_by)
    case.state = after
    if case.state == State.CLOSED:
        changes |= {"closing_reason": reason, "closed_from": before, "closed_at": now}
    return amend(case, now=now, state=case.state, **changes)


def claimed(key: UUID, *, purpose: str, text: str, now: datetime) -> Claim:
    """This sending's key, claimed for the transaction: new, or answered before.

    Raises :class:`NotReady` while the same sending is under way, and when the key
    came with other words.
    """
    try:
        return once(str(key), purpose=purpose, body=text.encode(), now=now)
    except InFlight:
        raise NotReady("in_flight") from None
    except KeyReused:
        raise NotReady("key_reused") from None


def tell(
    case: Case, event: str, /, *, actor: Actor, now: datetime, **data: JSON
) -> Entry:
    """Write one event on the case's chain: ids, codes, dates and hashes, no words."""
    return record(event, actor=actor, subject=case, data=data, now=now)


def amend(case: Case, *, now: datetime, **changes: Any) -> Case:
    """Save fields of a locked case, and count its version."""
    for name, value in changes.items():
        setattr(case, name, value)
    case.updated_at = now
    case.save_fields(changes)
    return case
