"""Seals the seeds of second factors, so that a stolen database opens no door.

And what somebody had typed when his session was locked (``accounts.unlock``).

AES-256-GCM under a key derived (HKDF) from the portal's key-encryption keys, for
this purpose alone. The version of the key stands in front, so that a newer key
seals from now on while older seeds still open.
"""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"accounts.second_factor"
NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed seed does not open: altered, or its key is gone."""


def seal(text: str, purpose: bytes = PURPOSE) -> str:
    """Seal a seed under the newest key: ``version:base64``."""
    version = next(iter(_keys()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_derived(version, purpose)).encrypt(nonce, text.encode(), purpose)
    return f"{version}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, purpose: bytes = PURPOSE) -> str:
    """Open what ``seal`` made; raises ``SealBroken``."""
    version, _, text = sealed.partition(":")
    if version not in _keys():
        raise SealBroken("no such key")
    try:
        raw = base64.urlsafe_b64decode(text)
        opened = AESGCM(_derived(version, purpose)).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose
        )
    except (ValueError, InvalidTag):
        raise SealBroken("altered") from None
    return opened.decode()


def is_newest(sealed: str) -> bool:
    """Whether it is sealed under the key that seals now."""
    return sealed.startswith(f"{next(iter(_keys()))}:")


def _keys() -> dict[str, str]:
    """The key-encryption keys by version, newest first, as the setting writes them."""
    parts = (part.strip().partition(":") for part in settings.VAULT_KEYS.split(","))
    return {version: key for version, _, key in parts if key}


def _derived(version: str, purpose: bytes) -> bytes:
    master = base64.urlsafe_b64decode(_keys()[version])
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(master)
