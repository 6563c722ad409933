"""An agency asks for more time for an order, before its last day; the head decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain.extending import OF_AGENCY, Cause
from complaints.domain.states import Party
from complaints.models import CorrectiveAction
from complaints.services.errors import NotReady
from complaints.services.extending import put_request
from complaints.services.gate import enter, require

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Extension


@transaction.atomic
def ask_for_time(
    *, action_ref: UUID, until: date, reason: str, actor: Actor, now: datetime
) -> Extension:
    """Ask for it in the portal; the same request again says that one waits.

    Raises :class:`NotReady` for an order that is done or has no term that runs, and for
    a day to which it may not move.
    """
    found = CorrectiveAction.objects.select_related("case").get(ref=action_ref)
    case = enter(found.case.ref, actor=actor)
    require(actor, case, Party.LIAISON, Party.SUPERIOR)
    if found.agency_id != case.agency_id:
        raise CorrectiveAction.DoesNotExist
    if not found.is_owed:
        raise NotReady("action_closed")
    term = case.deadlines.filter(
        kind__in=[kind.value for kind in OF_AGENCY],
        subject=str(found.ref),
        met_on=None,
        lapsed_at=None,
        dropped_at=None,
    ).first()
    return put_request(case, term, until, Cause.AGENCY, reason, actor=actor, now=now)
