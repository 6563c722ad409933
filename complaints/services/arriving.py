"""What came in was read by whoever holds the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.policies import holds
from complaints.services.errors import NotReady
from complaints.services.gate import enter, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case


@transaction.atomic
def see_arrival(
    *, ref: UUID, seen_at: datetime | None, actor: Actor, now: datetime
) -> Case:
    """Say that what came in was read and asks for nothing; a second time is no news.

    ``seen_at``: when that came which the reader saw. Raises :class:`NotReady` where
    something else came since: that stays; ``NotAllowed`` for who does not hold the case.
    """
    case = enter(ref, actor=actor)
    if not holds(actor, case):
        raise NotAllowed("party")
    if case.arrived_at is not None:
        if case.arrived_at != seen_at:
            raise NotReady("arrived_since")
        tell(case, events.ARRIVAL_SEEN, actor=actor, now=now, of=case.arrived_as)
    return case
