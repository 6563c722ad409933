"""Six digits that prove a contact: derived from what they are for, written nowhere."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode
from datetime import timedelta

from django.conf import settings

GOOD_FOR = timedelta(minutes=10)
TRIES = 5
HOUR = timedelta(hours=1)
#: In an hour: to one contact whoever asks, and from one network.
PER_CONTACT, PER_NETWORK = 5, 20
DIGITS = 6


def digits_of(said: str, nonce: bytes, digest: bytes) -> str:
    """Six digits, derived from what they are for."""
    key = urlsafe_b64decode(settings.TRACKING_KEY)
    made = hmac.digest(key, said.encode() + nonce + digest, hashlib.sha256)
    return f"{int.from_bytes(made) % 10**DIGITS:0{DIGITS}}"


def same_digits(right: str, typed: str) -> bool:
    """Whether the digits were typed, with whatever stands between them.

    Digits of other scripts are none: the comparison knows ASCII alone.
    """
    found = "".join(one for one in typed if one.isascii() and one.isdigit())
    return hmac.compare_digest(right, found)
