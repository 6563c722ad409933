"""How an officer sets up his queue. It is about nobody's case and tells nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from complaints.models import QueueLook
from complaints.policies import reads_cases

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.actor import Actor
    from complaints.domain.queueing import Column, Density


@transaction.atomic
def keep_look(
    *, columns: Collection[Column], density: Density, actor: Actor
) -> QueueLook:
    """Keep which columns this officer wants to see, and how close the rows stand."""
    if not reads_cases(actor):
        raise NotAllowed("reads_cases")
    row, _ = QueueLook.objects.update_or_create(
        user_id=actor.signed_in_id,
        defaults={"columns": sorted(columns), "density": density},
    )
    return row
