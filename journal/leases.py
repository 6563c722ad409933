"""Every change of a delivery's state. The database's clock decides, never ours.

A relay holds a delivery for ``settings.LEASE``; when it dies the lease runs out
and another one takes over. What may already have left the house is not taken
over: it becomes ``unknown`` and waits for a person.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from journal.errors import LeaseLost
from journal.models import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from django.db import models

MAX_ATTEMPTS = 8
_FIRST_PAUSE = 15.0  # seconds
_LONGEST_PAUSE = 3600.0

_CLAIM = """
UPDATE journal_delivery
   SET state = 'claimed', lease = %(lease)s,
       lease_until = clock_timestamp() + make_interval(secs => %(seconds)s)
 WHERE id IN (
   SELECT id FROM journal_delivery
    WHERE state IN ('waiting', 'claimed') AND not_before <= clock_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
    ORDER BY not_before, id
    LIMIT %(limit)s
      FOR UPDATE SKIP LOCKED)
RETURNING id
"""
_HOLD = """
UPDATE journal_delivery
   SET lease_until = clock_timestamp() + make_interval(secs => %(seconds)s), attempts = attempts + 1
 WHERE id = %(id)s AND lease = %(lease)s AND state = 'claimed'
RETURNING attempts
"""
_BEGIN = """
UPDATE journal_delivery
   SET state = 'sending', line = %(line)s, lease_until = clock_timestamp() + make_interval(secs => %(seconds)s)
 WHERE id = %(id)s AND lease = %(lease)s AND state = 'claimed'
"""
_RETRY = """
UPDATE journal_delivery
   SET state = 'waiting', lease = NULL, lease_until = NULL, error = %(error)s,
       not_before = clock_timestamp()
                    + %(pause)s * (0.5 + random()) * interval '1 second'
 WHERE id = %(id)s AND lease = %(lease)s AND state IN ('claimed', 'sending')
"""
_POSTPONE = """
UPDATE journal_delivery
   SET state = 'waiting', lease = NULL, lease_until = NULL, error = %(error)s,
       attempts = attempts - 1,
       not_before = clock_timestamp() + %(pause)s * interval '1 second'
 WHERE id = %(id)s AND lease = %(lease)s AND state = 'claimed'
"""
_DOUBT = """
UPDATE journal_delivery
   SET state = 'unknown', lease = NULL, lease_until = NULL, error = 'RelayDied',
       done_at = clock_timestamp()
 WHERE state = 'sending' AND lease_until < clock_timestamp()
RETURNING id
"""


def claim(limit: int) -> list[Delivery]:
    """Take up to ``limit`` due deliveries that no living relay holds, oldest first."""
    lease = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"lease": lease, "seconds": _seconds(), "limit": limit})
        ids = [pk for (pk,) in cursor.fetchall()]
    held = Delivery.objects.select_related("entry").filter(pk__in=ids, lease=lease)
    # What was attempted before comes last: if it kills its relay again, the rest of
    # the batch is done already.
    return list(held.order_by("attempts", "not_before", "id"))


def hold(delivery: Delivery) -> bool:
    """Start an attempt: count it, renew the lease. False when another relay has it."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, _named(delivery))
        row = cursor.fetchone()
    if row is None:
        return False
    (delivery.attempts,) = row
    return True


def begin_sending(delivery: Delivery, line: str = "") -> None:
    """Write down, for good, that the effect may leave the house from here on.

    ``line``: by which way, as a code; never to whom.

    Raises LeaseLost when another relay took the delivery over: then do not send.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, {**_named(delivery), "line": line})
        if cursor.rowcount != 1:
            raise LeaseLost(delivery.pk)
    delivery.state = DeliveryState.SENDING.value


def finish(delivery: Delivery, state: DeliveryState, error: str = "") -> None:
    """End a delivery: sent, dead or unknown. Raises LeaseLost."""
    ended = _mine(delivery).update(
        state=state.value, done_at=Now(), lease=None, lease_until=None, error=error
    )
    if not ended:
        raise LeaseLost(delivery.pk)
    delivery.state = state.value


def retry(delivery: Delivery, error: str) -> None:
    """Try again later: 15 s, 1 min, 4 min ... 1 h, each half to one and a half times."""
    pause = min(_FIRST_PAUSE * 4 ** max(delivery.attempts - 1, 0), _LONGEST_PAUSE)
    with connection.cursor() as cursor:
        cursor.execute(_RETRY, {**_named(delivery), "pause": pause, "error": error})
    delivery.state = DeliveryState.WAITING.value


def postpone(delivery: Delivery, seconds: float, why: str) -> None:
    """Not now, though nothing failed: the attempt does not count."""
    with connection.cursor() as cursor:
        named = {**_named(delivery), "pause": seconds, "error": why}
        cursor.execute(_POSTPONE, named)
    delivery.state = DeliveryState.WAITING.value


def release(deliveries: Iterable[Delivery]) -> None:
    """Give back what was claimed and not begun."""
    for delivery in deliveries:
        _mine(delivery).filter(state=DeliveryState.CLAIMED.value).update(
            state=DeliveryState.WAITING.value, lease=None, lease_until=None
        )


def doubt_lost() -> list[int]:
    """Mark as unknown what a dead relay was sending; returns the deliveries' ids.

    Each id is returned once, however many relays ask at the same moment: one alarm.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DOUBT)
        return sorted(pk for (pk,) in cursor.fetchall())


def put_back(ids: Iterable[int], *, even_unknown: bool) -> int:
    """Let dead deliveries try anew; returns how many.

    ``even_unknown``: those in doubt too. Somebody has made sure that they did not
    arrive, or that arriving twice does no harm.
    """
    states = [DeliveryState.DEAD.value]
    if even_unknown:
        states.append(DeliveryState.UNKNOWN.value)
    return Delivery.objects.filter(pk__in=list(ids), state__in=states).update(
        state=DeliveryState.WAITING.value, attempts=0, not_before=Now(), done_at=None
    )


def _mine(delivery: Delivery) -> models.QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease)


def _seconds() -> float:
    length: timedelta = settings.LEASE
    return length.total_seconds()


def _named(delivery: Delivery) -> dict[str, float | uuid.UUID | None]:
    return {"id": delivery.pk, "lease": delivery.lease, "seconds": _seconds()}
