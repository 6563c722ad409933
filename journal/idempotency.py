"""A form sent twice, a call repeated after a broken line: one effect, one answer.

Claim, effect and stored answer share the use case's transaction, so a crash
leaves neither. One lock per request, taken without waiting and gone with the
transaction, tells a request in flight from one that is done (R56).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from journal.errors import InFlight, KeyReused, OutsideTransaction
from journal.models import IdempotencyKey

#: As long as a draft may live on the server.
LIFETIME = timedelta(days=30)
MAX_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """One key: either answered before (``replay``), or ours to answer once."""

    replay: dict[str, Any] | None
    _purpose: str
    _key_hash: bytes
    _body_hash: bytes
    _now: datetime

    def store(self, response: dict[str, Any]) -> None:
        """Keep the answer beside its effect. No secret: a receipt's code is derived."""
        if self.replay is not None:
            raise KeyReused(self._purpose)
        IdempotencyKey.objects.create(
            purpose=self._purpose,
            key_hash=self._key_hash,
            body_hash=self._body_hash,
            response=response,
            created_at=self._now,
        )


def once(key: str, *, purpose: str, body: bytes, now: datetime) -> Claim:
    """Claim a key for the running transaction.

    ``purpose`` names the use case, and the actor where keys of two people must
    not meet. Raises KeyReused (another body), InFlight (a transaction that has
    not ended holds it; never waits), OutsideTransaction, ValueError on a bad key.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(purpose)
    if not 16 <= len(key) <= MAX_KEY_LENGTH:
        raise ValueError("An idempotency key has 16 to 200 characters")
    key_hash = hashlib.sha256(key.encode()).digest()
    body_hash = hashlib.sha256(body).digest()
    if not _lock(purpose, key_hash):
        raise InFlight(purpose)
    stored = IdempotencyKey.objects.filter(purpose=purpose, key_hash=key_hash).first()
    if stored and not hmac.compare_digest(bytes(stored.body_hash), body_hash):
        raise KeyReused(purpose)
    return Claim(stored.response if stored else None, purpose, key_hash, body_hash, now)


def purge(now: datetime) -> None:
    """Forget keys older than a draft may be (a sweep)."""
    IdempotencyKey.objects.filter(created_at__lt=now - LIFETIME).delete()


def _lock(purpose: str, key_hash: bytes) -> bool:
    """Whether no other open transaction holds this key."""
    name = hashlib.sha256(purpose.encode() + b"\x00" + key_hash).digest()
    number = int.from_bytes(name[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        row = cursor.fetchone()
    return bool(row and row[0])
