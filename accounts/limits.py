"""Rate limits that hold over all processes: one counter row, one statement.

A limit counts tries per key and window. The count is raised and read in the same
statement, so sixteen processes together get exactly the limit and no more.
Keys are hashed with the server's key: the table tells nobody whose locator or
network was tried. Windows are measured by the real clock.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F

from accounts.models import RateCounter

_RAISE = """
INSERT INTO accounts_ratecounter (key_hash, window_start, expires_at, count)
VALUES (%s, %s, %s, %s)
ON CONFLICT ON CONSTRAINT rate_counter_once
DO UPDATE SET count = least(accounts_ratecounter.count, 1000000) + EXCLUDED.count
RETURNING count
"""


def allow(
    key: str, limit: int, window: timedelta, now: datetime, *, weight: int = 1
) -> bool:
    """Count one try under ``key`` and say whether it is within ``limit``.

    ``weight``: as how many tries it counts.

    ``now`` is the real time (``wall_clock.wall_now``). Windows are fixed spans
    since 1970, so that a restart resets nothing. A caller that refuses must not
    roll its transaction back, or the try was never counted: call it outside the
    use case's transaction.
    """
    start = _window_start(now, window)
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [_hashed(key, window), start, start + window, weight])
        count: int = cursor.fetchone()[0]
    return count <= limit


def give_back(key: str, window: timedelta, now: datetime) -> None:
    """Take back one try that ``allow`` counted: it turned out to be a rightful one."""
    RateCounter.objects.filter(
        key_hash=_hashed(key, window),
        window_start=_window_start(now, window),
        count__gt=0,
    ).update(count=F("count") - 1)


def is_spent(key: str, limit: int, window: timedelta, now: datetime) -> bool:
    """Whether ``limit`` is used up already; counts nothing."""
    return RateCounter.objects.filter(
        key_hash=_hashed(key, window),
        window_start=_window_start(now, window),
        count__gte=limit,
    ).exists()


def sweep(now: datetime) -> int:
    """Delete the counters whose window is over; returns how many."""
    deleted, _ = RateCounter.objects.filter(expires_at__lt=now).delete()
    return deleted


def _window_start(now: datetime, window: timedelta) -> datetime:
    seconds = int(window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def _hashed(key: str, window: timedelta) -> str:
    text = f"{int(window.total_seconds())}:{key}"
    return hmac.new(
        settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256
    ).hexdigest()
