"""Codes that are derived, so that no column holds them; what is kept are hashes."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from django.conf import settings

from complaints.domain import numbering

if TYPE_CHECKING:
    from complaints.domain.numbering import TrackingSecret
    from complaints.models import Case

HASHER = PasswordHasher()


def secret_of(seed: bytes) -> TrackingSecret:
    """The code and the QR's secret that follow from what a form brought."""
    return numbering.derive(_key(), seed)


def stored(secret: TrackingSecret) -> dict[str, str | bytes]:
    """What the case keeps of them, by column."""
    return {
        "code_hash": HASHER.hash(numbering.normalise_code(secret.code)),
        "qr_hash": qr_hash(secret),
    }


def qr_hash(secret: TrackingSecret) -> bytes:
    """What the case keeps of the QR's secret."""
    return hashlib.sha256(secret.qr.encode()).digest()


def is_in_force(case: Case, secret: TrackingSecret) -> bool:
    """Whether this opens the case yet; another way may have replaced it since."""
    return hmac.compare_digest(bytes(case.qr_hash), qr_hash(secret))


def derived(said: bytes) -> bytes:
    """32 bytes that follow from these words, for whoever holds the key."""
    return hmac.digest(_key(), said, hashlib.sha256)


def link_code(said: bytes) -> str:
    """The code behind the # of a link: 80 bits."""
    made = derived(said)
    return "-".join(numbering.locator(made[at : at + 5]) for at in (0, 5))


def digest(code: str) -> bytes:
    """What is kept of such a code."""
    return hashlib.sha256(numbering.normalise_code(code).encode()).digest()


def _key() -> bytes:
    return urlsafe_b64decode(settings.TRACKING_KEY)
