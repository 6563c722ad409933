"""How many reports one network may send, before people and machines are told apart.

Nobody is asked anything until ``settings.REPORTS_PER_NETWORK`` have come within the
hour. After that a report is let in for a proof of work, or, from whoever's browser has
no script, one in ten minutes. A report that was let in once stays let in: sent again,
it counts nothing (docs/decisions/0018).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts import single_use, work
from accounts.limits import allow
from accounts.wall_clock import wall_now
from complaints.services.errors import TooManyReports

if TYPE_CHECKING:
    from uuid import UUID

FREE_PER = timedelta(hours=1)
WAIT = timedelta(minutes=10)
REMEMBERED = timedelta(days=1)
#: Five pages in less than this: no reader is that fast. It counts as two reports.
HASTY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a sender shows for himself; a program shows nothing."""

    took: timedelta | None = None  # from the first answer to the sending
    question: str = ""
    answer: str = ""


def admit(*, key: UUID, network: str, proof: Proof | None = None) -> None:
    """Let this report in, or raise :class:`TooManyReports` with the seconds to wait.

    Counts even if what follows is refused: call it outside the use case's transaction.
    Without a ``proof``, as over the wire, the free ones are all there are.
    """
    now = wall_now()
    name = f"report:{key}"
    with transaction.atomic():
        if not single_use.use(name, until=now + REMEMBERED):
            return
        if _within(key, network, proof, now):
            return
        single_use.give_back(name)
    raise TooManyReports(_seconds_left(now, WAIT if proof else FREE_PER))


def question(key: UUID) -> str:
    """The question to whoever was refused; it opens for this report only."""
    return work.pose(_action(key), now=wall_now())


def _within(key: UUID, network: str, proof: Proof | None, now: datetime) -> bool:
    hasty = proof is not None and proof.took is not None and proof.took < HASTY
    free: int = settings.REPORTS_PER_NETWORK
    if allow(f"report:{network}", free, FREE_PER, now, weight=2 if hasty else 1):
        return True
    if proof is None:
        return False
    if work.is_done(_action(key), proof.question, proof.answer, now=now):
        return True
    return allow(f"report-wait:{network}", 1, WAIT, now)


def _action(key: UUID) -> str:
    return f"report:{key}"


def _seconds_left(now: datetime, window: timedelta) -> int:
    span = int(window.total_seconds())
    return span - int(now.timestamp()) % span
