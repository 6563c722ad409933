"""What counts once, and did: one row, one statement, over all processes.

A name is used by inserting it. Of many who use the same name at once one inserts; the
others wait for his transaction and learn whether he kept it. Names are hashed with the
server's key: the table tells nobody what was used.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from accounts.models import SingleUse

if TYPE_CHECKING:
    from datetime import datetime

_USE = """
INSERT INTO accounts_singleuse (name_hash, expires_at) VALUES (%s, %s)
ON CONFLICT (name_hash) DO NOTHING
"""


def use(name: str, *, until: datetime) -> bool:
    """Use ``name``; False if it was used before. It may be forgotten after ``until``."""
    with connection.cursor() as cursor:
        cursor.execute(_USE, [_hashed(name), until])
        inserted: int = cursor.rowcount
    return inserted == 1


def give_back(name: str) -> None:
    """The name was not used after all. In the transaction of its :func:`use`."""
    SingleUse.objects.filter(name_hash=_hashed(name)).delete()


def sweep(now: datetime) -> int:
    """Delete what nobody can use again anyway; returns how many."""
    deleted, _ = SingleUse.objects.filter(expires_at__lt=now).delete()
    return deleted


def _hashed(name: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"single use:{name}".encode(), hashlib.sha256).hexdigest()
