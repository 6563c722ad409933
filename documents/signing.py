"""Ed25519 over what a letter's verification page says (settled: with a key id).

Whoever holds the public key can check a letter without asking us; and somebody who
changes a row in the database without the key makes a letter that does not verify.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


def statement(
    *, ref: UUID, kind: str, number: str, issued_on: date, sha256: str
) -> bytes:
    """The signed bytes: a JSON array without spaces, in this order."""
    parts = [str(ref), kind, number, issued_on.isoformat(), sha256]
    return json.dumps(parts, separators=(",", ":")).encode()


def sign(message: bytes) -> tuple[str, bytes]:
    """The id of today's key and its signature (64 bytes)."""
    return settings.SIGNING_KEY_ID, _private().sign(message)


def is_signed(message: bytes, *, key_id: str, signature: bytes) -> bool:
    """Whether the key of that id, in use or retired, signed exactly this."""
    public = public_keys().get(key_id)
    if public is None:
        return False
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def public_keys() -> dict[str, Ed25519PublicKey]:
    """All keys that letters were signed with: the retired ones and today's."""
    retired = {
        key_id: Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key))
        for key_id, _, key in (
            part.partition(":") for part in settings.SIGNING_KEYS_RETIRED
        )
    }
    return {**retired, settings.SIGNING_KEY_ID: _private().public_key()}


def _private() -> Ed25519PrivateKey:
    seed = base64.urlsafe_b64decode(settings.SIGNING_KEY)
    return Ed25519PrivateKey.from_private_bytes(seed)
