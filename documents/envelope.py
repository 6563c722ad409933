"""Sealing: one data key per record, wrapped by a key that is not in the database.

AES-256-GCM twice: the data key seals the text, the key-encryption key (from the
environment) seals the data key. Both are bound to the place where they belong,
so that a sealed value moved to another row, column or table does not open. The
version of the wrapping key is bound into the wrapping alone: re-wrapping under a
newer key then leaves the sealed text as it is, and a data key still opens only
under the version that its row names.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from uuid import UUID

KEY_BYTES = 32
NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION_BYTES = 4
_WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + _TAG_BYTES
_HEAD_BYTES = _VERSION_BYTES + _WRAPPED_BYTES + NONCE_BYTES


class EnvelopeError(Exception):
    """A sealed value does not open: altered, moved, or its key is gone."""


class KeyRingError(ValueError):
    """The setting with the key-encryption keys cannot be used."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The key-encryption keys by version; the newest seals, all of them open."""

    keys: tuple[tuple[int, bytes], ...]

    @classmethod
    def from_setting(cls, setting: str) -> KeyRing:
        """Read ``"2:base64,1:base64"`` (urlsafe, 32 bytes each, newest first).

        Raises ``KeyRingError`` for an empty ring, a repeated version, a key of
        another length or anything that is not base64. Keys are not in the text
        of the error.
        """
        keys = tuple(_one_key(part) for part in setting.split(",") if part.strip())
        versions = [version for version, _ in keys]
        if not keys:
            raise KeyRingError("no key-encryption key is set")
        if len(set(versions)) != len(versions):
            raise KeyRingError("a key version occurs twice")
        return cls(keys)

    @property
    def newest(self) -> int:
        """The version that seals from now on."""
        return self.keys[0][0]

    def get(self, version: int) -> bytes:
        """The key of this version; ``EnvelopeError`` when it is not on the ring."""
        for known, key in self.keys:
            if known == version:
                return key
        raise EnvelopeError(f"key version {version} is not on the ring")

    def __repr__(self) -> str:
        return f"KeyRing(versions={[version for version, _ in self.keys]})"


def _one_key(part: str) -> tuple[int, bytes]:
    version, _, text = part.strip().partition(":")
    try:
        number, key = (
            int(version),
            base64.b64decode(text, altchars=b"-_", validate=True),
        )
    except (ValueError, binascii.Error):
        raise KeyRingError("a key is not written as version:base64") from None
    if len(key) != KEY_BYTES or number < 1:
        raise KeyRingError(f"key version {number} is not {KEY_BYTES} bytes long")
    return number, key


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is stored: nothing in it opens without the key-encryption key."""

    key_version: int
    wrapped_key: bytes
    nonce: bytes
    ciphertext: bytes

    def pack(self) -> bytes:
        """All four in one value, for a column of its own."""
        version = self.key_version.to_bytes(_VERSION_BYTES, "big")
        return version + self.wrapped_key + self.nonce + self.ciphertext

    @classmethod
    def unpack(cls, packed: bytes) -> Sealed:
        """What ``pack`` made; ``EnvelopeError`` for something shorter."""
        if len(packed) < _HEAD_BYTES:
            raise EnvelopeError("the sealed value is cut")
        wrapped_end = _VERSION_BYTES + _WRAPPED_BYTES
        return cls(
            key_version=int.from_bytes(packed[:_VERSION_BYTES], "big"),
            wrapped_key=packed[_VERSION_BYTES:wrapped_end],
            nonce=packed[wrapped_end:_HEAD_BYTES],
            ciphertext=packed[_HEAD_BYTES:],
        )


def binding(*, table: str, row: UUID | int | str, column: str) -> bytes:
    """The place a sealed value belongs to, as associated data for ``seal``.

    ``row`` must be known before the row is inserted: take its ``ref``.
    """
    return json.dumps([table, str(row), column], separators=(",", ":")).encode()


def seal(plaintext: bytes, aad: bytes, keys: KeyRing) -> Sealed:
    """Seal under a fresh data key, wrapped by the newest key of the ring."""
    data_key = AESGCM.generate_key(bit_length=KEY_BYTES * 8)
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(
        key_version=keys.newest,
        wrapped_key=_wrap(data_key, aad, keys),
        nonce=nonce,
        ciphertext=AESGCM(data_key).encrypt(nonce, plaintext, aad),
    )


def open_sealed(sealed: Sealed, aad: bytes, keys: KeyRing) -> bytes:
    """The plaintext; ``EnvelopeError`` when one bit or the place is another."""
    data_key = _unwrap(sealed, aad, keys)
    return _decrypt(data_key, sealed.nonce, sealed.ciphertext, aad)


def rewrap(sealed: Sealed, aad: bytes, keys: KeyRing) -> Sealed:
    """The same sealed text with its data key under the newest key of the ring."""
    return Sealed(
        key_version=keys.newest,
        wrapped_key=_wrap(_unwrap(sealed, aad, keys), aad, keys),
        nonce=sealed.nonce,
        ciphertext=sealed.ciphertext,
    )


def _wrap(data_key: bytes, aad: bytes, keys: KeyRing) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    place = _wrapping_place(aad, keys.newest)
    return nonce + AESGCM(keys.get(keys.newest)).encrypt(nonce, data_key, place)


def _unwrap(sealed: Sealed, aad: bytes, keys: KeyRing) -> bytes:
    nonce = sealed.wrapped_key[:NONCE_BYTES]
    body = sealed.wrapped_key[NONCE_BYTES:]
    place = _wrapping_place(aad, sealed.key_version)
    return _decrypt(keys.get(sealed.key_version), nonce, body, place)


def _wrapping_place(aad: bytes, version: int) -> bytes:
    return aad + b"\x00key " + str(version).encode()


def _decrypt(key: bytes, nonce: bytes, body: bytes, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, body, aad)
    except (InvalidTag, ValueError):
        raise EnvelopeError("the sealed value does not open") from None
