"""Wrong passwords close the door for one account from one place, longer each time.

After five the door is closed for five minutes, then ten, twenty ... A place is the
network that somebody comes from, or his own browser where he has signed in before
(``accounts.devices``): so nobody who guesses elsewhere, or next door, closes the
door to the owner. A try is counted before the password is looked at, in the same
statement that reads the count: many at once get exactly five.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from accounts import devices, limits
from accounts.models import FailedTries
from accounts.network import client_network
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

FREE = 5
FIRST_WAIT = timedelta(minutes=5)
#: 5 minutes doubled eight times is more than 21 hours.
DOUBLINGS = 8
REMEMBERED = timedelta(days=2)
#: Tries for whatever accounts from one network in one minute.
PER_NETWORK = 30

_TRY = """
INSERT INTO accounts_failedtries AS t (key_hash, count, closed_until, expires_at)
VALUES (%(key)s, 1, %(now)s, %(now)s + %(remembered)s)
ON CONFLICT (key_hash) DO UPDATE SET
  count = CASE WHEN t.expires_at < %(now)s THEN 1 ELSE t.count + 1 END,
  closed_until = CASE
    WHEN t.expires_at < %(now)s OR t.count + 1 < %(free)s THEN %(now)s
    ELSE %(now)s + %(wait)s * power(2, least(t.count + 1 - %(free)s, %(most)s))
  END,
  expires_at = %(now)s + %(remembered)s
WHERE t.closed_until <= %(now)s
RETURNING count
"""


def admit(request: HttpRequest, email: str) -> bool:
    """Count one try for this account from where it comes; false: the door is closed."""
    now = wall_now()
    known = devices.key_of(request, email)
    if known is None and not admit_network(request):
        return False
    values: dict[str, Any] = {
        "key": _key(request, email),
        "now": now,
        "remembered": REMEMBERED,
        "free": FREE,
        "wait": FIRST_WAIT,
        "most": DOUBLINGS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TRY, values)
        return cursor.fetchone() is not None


def admit_network(request: HttpRequest) -> bool:
    """Count one try of this network, at whatever account."""
    key = f"sign-in:{client_network(request)}"
    return limits.allow(key, PER_NETWORK, timedelta(minutes=1), wall_now())


def forgive(request: HttpRequest, email: str) -> None:
    """The password was right: what was wrong before, from here, is forgotten."""
    FailedTries.objects.filter(key_hash=_key(request, email)).delete()


def sweep(now: datetime) -> None:
    """Delete what is remembered no longer."""
    FailedTries.objects.filter(expires_at__lt=now).delete()


def _key(request: HttpRequest, email: str) -> str:
    place = devices.key_of(request, email) or client_network(request)
    text = f"{email.strip().lower()}:{place}"
    return hmac.new(
        settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256
    ).hexdigest()
