"""What an officer reads goes on his own chain (R52): which case, how many found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.limits import allow
from accounts.models import User
from complaints.domain import events
from complaints.policies import holds
from complaints.services.gate import on_behalf
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.record import JSON

#: Lines of one person in one hour about refusals.
REFUSALS, HOUR = 60, timedelta(hours=1)


@transaction.atomic
def case_read(case: Case, *, actor: Actor, now: datetime) -> None:
    """Somebody opened the page of a case; ``held``: it is one of his own."""
    about = on_behalf(case, actor)
    held = holds(actor, case)
    _note(events.CASE_READ, actor, now, case=str(case.ref), held=held, **about)


@transaction.atomic
def searched(
    found: Sequence[Case], *, view: str, words: bool, actor: Actor, now: datetime
) -> None:
    """Somebody searched or paged on: how many he found, how many of them not his.

    The words themselves are not kept: people search by name.
    """
    others = sum(not holds(actor, case) for case in found)
    _note(
        events.SEARCHED,
        actor,
        now,
        view=view,
        words=words,
        found=len(found),
        others=others,
    )


def refused(
    *,
    route: str,
    status: int,
    ref: str,
    actor: Actor,
    real_now: datetime,
    now: datetime,
) -> None:
    """Somebody at work met a closed door: which, and the ref that he asked for.

    So many lines an hour for each person, then one that says that there were more: a
    history is not filled by whoever knocks on. ``real_now`` is the wall clock.
    """
    person = f"refused:{actor.signed_in_id}"
    about: dict[str, JSON] = {"route": route, "status": status, "asked_for": ref}
    if not allow(person, REFUSALS, HOUR, real_now):
        if not allow(f"{person}:more", 1, HOUR, real_now):
            return
        about["more"] = True
    with transaction.atomic():
        _note(events.ACCESS_REFUSED, actor, now, **about)


def _note(kind: str, actor: Actor, now: datetime, **data: JSON) -> None:
    reader = User(pk=actor.signed_in_id)
    record(kind, actor=actor, subject=reader, data=data, now=now)
