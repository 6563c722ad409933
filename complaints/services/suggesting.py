"""An officer suggests that the office begins something by itself; a head decides.

An anonymous tip ends here and nowhere else: it is no report (UU 37/2008 art. 24), but
whoever took the call may suggest that we look. Until a head decides there is no case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.own_initiative import KEPT
from complaints.models import Initiative
from complaints.selectors.initiatives import initiative_for, suggests
from complaints.services.errors import NotReady
from complaints.services.initiating import (
    Suspicion,
    begun,
    claimed,
    withdrawn_of,
    written,
)
from complaints.services.sending import store
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.record import JSON


@transaction.atomic
def suggest(
    *,
    wish: Suspicion,
    out_of: UUID | None = None,
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Initiative:
    """Suggest one to the heads of one's office; the same form again suggests nothing.

    Raises as :func:`initiating.begin` does.
    """
    if not suggests(actor):
        raise NotAllowed("party")
    claim = claimed("suggest", wish, out_of, key, actor=actor, now=now)
    if claim is not None and claim.replay is not None:
        return Initiative.objects.get(ref=claim.replay["initiative"])
    withdrawn = withdrawn_of(out_of, wish, actor) if out_of else None
    row = Initiative(proposed_by_id=actor.signed_in_id, proposed_at=now)
    written(row, wish, withdrawn, actor=actor).save()
    _tell(row, events.OWN_SUGGESTED, {"agency": row.agency_id}, actor=actor, now=now)
    store(claim, initiative=row.ref)
    return row


@transaction.atomic
def follow(*, ref: UUID, wish: Suspicion, actor: Actor, now: datetime) -> Case:
    """The head follows a suggestion, in her own words where she changed some. What the
    head of the centre follows for an office without one who may is the centre's.

    Raises ``Initiative.DoesNotExist`` where it is not hers or was decided meanwhile.
    """
    row = _waiting(ref, actor, now)
    if row.office_id not in actor.office_ids:
        # No head of its office may: the centre does what it decides.
        row.office = central_office()
    if row.out_of is not None:
        row.out_of = withdrawn_of(row.out_of.ref, wish, actor, row)
    written(row, wish, row.out_of, actor=actor)
    return begun(row, wish, actor=actor, now=now)


@transaction.atomic
def decline(*, ref: UUID, answer: str, actor: Actor, now: datetime) -> Initiative:
    """The head does not follow it, and says why; its words go after thirty days."""
    row = _waiting(ref, actor, now)
    if not answer.strip():
        raise NotReady("own_needs_reason")
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.answer = answer
    row.save()
    _tell(row, events.OWN_DECLINED, {"user": row.proposed_by_id}, actor=actor, now=now)
    return row


def purge(now: datetime) -> int:
    """Forget suggestions that were not followed, thirty days later."""
    old = Initiative.objects.filter(case=None, decided_at__lte=now - KEPT)
    return old.delete()[0]


def _waiting(ref: UUID, actor: Actor, now: datetime) -> Initiative:
    """One that she may decide, locked."""
    found = initiative_for(actor, ref, now)
    rows = Initiative.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "out_of").get(pk=found.pk, decided_at=None)


def _tell(
    row: Initiative,
    event: str,
    more: dict[str, JSON],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """On the office's own history: there is no case yet, and of some there never is."""
    data: dict[str, JSON] = {"initiative": str(row.ref), **more}
    record(event, actor=actor, subject=row.office, data=data, now=now)
