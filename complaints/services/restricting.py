"""A restricted case: open to those who hold it and their head, each with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import User
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import Restriction, Visit
from complaints.models.labels import RESTRICTION_LABELS, VISIT_LABELS
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, kept, on_behalf, require, tell
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: How long a stated reason opens a restricted case to the one who stated it.
VISIT = timedelta(hours=8)


@transaction.atomic
def restrict(
    *, ref: UUID, version: int, reason: str, note: str, actor: Actor, now: datetime
) -> Case:
    """Close a case to all but those who hold it and the head of its office.

    A head is party in his own office only: one of the centre would lock himself out.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if case.restricted:
        raise NotReady("already_restricted")
    if reason not in RESTRICTION_LABELS:
        raise NotReady("reason")
    amend(case, now=now, restricted=True)
    Restriction.objects.create(
        case=case,
        reason=reason,
        note=kept(case, note),
        by_id=actor.signed_in_id,
        at=now,
    )
    tell(case, events.CASE_RESTRICTED, actor=actor, now=now, reason=reason)
    return case


@transaction.atomic
def lift(*, ref: UUID, version: int, note: str, actor: Actor, now: datetime) -> Case:
    """Open it to the office again; why stands in words beside the restriction."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if not case.restricted:
        raise NotReady("not_restricted")
    amend(case, now=now, restricted=False)
    case.restrictions.filter(lifted_at=None).update(
        lifted_by_id=actor.signed_in_id,
        lifted_at=now,
        lifted_note=kept(case, note),
    )
    tell(case, events.RESTRICTION_LIFTED, actor=actor, now=now)
    return case


@transaction.atomic
def visit(
    *,
    ref: UUID,
    reason: str,
    note: str,
    actor: Actor,
    real_now: datetime,
    now: datetime,
) -> Visit:
    """State why one opens a restricted case; it then opens for eight hours.

    The code of the reason goes on the case's chain and on the reader's own; the note
    lies in a row that is erased with the case.
    """
    case = enter(ref, actor=actor)
    if not case.restricted:
        raise NotReady("not_restricted")
    if reason not in VISIT_LABELS:
        raise NotReady("reason")
    row = Visit.objects.create(
        case=case,
        user_id=actor.signed_in_id,
        reason=reason,
        note=kept(case, note),
        at=now,
        until=real_now + VISIT,
    )
    tell(case, events.RESTRICTED_OPENED, actor=actor, now=now, reason=reason)
    record(
        events.RESTRICTED_OPENED,
        actor=actor,
        subject=User(pk=actor.signed_in_id),
        data={"case": str(case.ref), "reason": reason, **on_behalf(case, actor)},
        now=now,
    )
    return row
