"""What an officer reads goes on his own chain (R52): which case, how many found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import User
from complaints.domain import events
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.record import JSON


@transaction.atomic
def case_read(case: Case, *, actor: Actor, now: datetime) -> None:
    """Somebody opened the page of a case; ``held``: it is one of his own."""
    _note(
        events.CASE_READ,
        actor,
        now,
        case=str(case.ref),
        held=actor.user_id in case.assigned_ids,
    )


@transaction.atomic
def searched(
    found: Sequence[Case], *, view: str, words: bool, actor: Actor, now: datetime
) -> None:
    """Somebody searched or paged on: how many he found, how many of them not his.

    The words themselves are not kept: people search by name.
    """
    others = sum(actor.user_id not in case.assigned_ids for case in found)
    _note(
        events.SEARCHED,
        actor,
        now,
        view=view,
        words=words,
        found=len(found),
        others=others,
    )


def _note(kind: str, actor: Actor, now: datetime, **data: JSON) -> None:
    reader = User(pk=actor.signed_in_id)
    record(kind, actor=actor, subject=reader, data=data, now=now)
