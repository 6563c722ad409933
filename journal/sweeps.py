"""Running the work that time makes due, each piece by one process at a time."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog
from django.db import connection

from journal import heartbeats, registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

log = structlog.stdlib.get_logger("ombudsman.sweeps")

# First half of the lock's number: "sweep of the journal".
_LOCK_SPACE = 7101


def run_due(now: datetime, *, regardless: bool = False) -> list[str]:
    """Run every registered sweep whose period is over; returns their names.

    ``now`` is the use cases' clock, the periods run on the database's. With
    ``regardless`` all run that follow ``now`` (the demonstration clock has just
    jumped). A sweep that fails is logged, gets no heartbeat and does not keep the
    others from running.
    """
    return [sweep.name for sweep in registry.sweeps() if _run(sweep, now, regardless)]


def _run(sweep: registry.Sweep, now: datetime, regardless: bool) -> bool:  # noqa: FBT001 -- private, one caller
    jumped = regardless and not sweep.real
    if not (jumped or heartbeats.is_due(sweep.name, sweep.every)):
        return False
    with _alone(sweep.name) as alone:
        # Somebody else may have run it between the first look and the lock.
        if not (alone and (jumped or heartbeats.is_due(sweep.name, sweep.every))):
            return False
        try:
            sweep.fn(now)
        except Exception as error:
            # One broken sweep must not stop the deadlines of all others.
            name = type(error).__name__
            log.error("sweep failed", sweep=sweep.name, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
            return False
        heartbeats.beat(sweep.name, sweep.every)
        return True


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Whether no other process runs this sweep; nobody else starts it meanwhile."""
    number = zlib.crc32(name.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_SPACE, number])
        row = cursor.fetchone()
        try:
            yield bool(row and row[0])
        finally:
            if row and row[0]:
                cursor.execute(
                    "SELECT pg_advisory_unlock(%s, %s)", [_LOCK_SPACE, number]
                )
