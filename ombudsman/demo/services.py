"""Moving the demonstration clock: forward only, and what became due happens.

The clock moves the use cases' ``now``, the sweeps and the pages. Leases, sessions
and the second factor stay on the real clock (``accounts.wall_clock``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.wall_clock import wall_now
from journal import relay, sweeps
from journal.record import record
from ombudsman.demo import deadlines
from ombudsman.demo.events import CLOCK_MOVED
from ombudsman.demo.models import DemoClock

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor

#: Stop at nine on the morning after: what was due then is overdue now, and the day is
#: over in every zone of the country, so that a cut-off "yesterday" counts it.
BEHIND = timedelta(hours=9)
#: One click moves at most this far; a visitor who wants more clicks again.
FARTHEST = timedelta(days=400)


class NothingDue(Exception):
    """No deadline lies ahead."""


def offset() -> timedelta:
    """How far the demonstration clock runs ahead now."""
    clock = DemoClock.objects.filter(pk=DemoClock.ONLY).first()
    return clock.offset if clock else timedelta(0)


def advance(*, by: timedelta, actor: Actor, now: datetime) -> datetime:
    """Move the clock forward, then let everything happen that has become due.

    ``by`` is positive and at most ``FARTHEST``; ``now`` is the demonstration time
    before the move. Returns the time after it. Raises ``ValueError`` otherwise.
    """
    if not timedelta(0) < by <= FARTHEST:
        raise ValueError("the demonstration clock moves forward, by 400 days at most")
    _move(by, actor, now)
    moved = now + by
    sweeps.run_due(moved, regardless=True)
    while relay.run_once():
        pass
    return moved


def go_to_next_deadline(*, actor: Actor, now: datetime) -> datetime:
    """Move the clock to the morning after the next deadline of any case.

    Raises ``NothingDue`` when none lies ahead.
    """
    due = deadlines.next_after(now)
    if due is None:
        raise NothingDue
    return advance(by=min(due + BEHIND - now, FARTHEST), actor=actor, now=now)


@transaction.atomic
def _move(by: timedelta, actor: Actor, now: datetime) -> None:
    DemoClock.objects.get_or_create(pk=DemoClock.ONLY)
    clock = DemoClock.objects.select_for_update().get(pk=DemoClock.ONLY)
    clock.offset_seconds += max(1, round(by.total_seconds()))
    clock.save(update_fields=["offset_seconds"])
    record(
        CLOCK_MOVED,
        actor=actor,
        subject=clock,
        data={
            "from": now.isoformat(timespec="seconds"),
            "to": (now + by).isoformat(timespec="seconds"),
            "real": wall_now().isoformat(timespec="seconds"),
        },
        now=now,
    )
