"""What a change of contact holds sealed: the new address, or whom the letter reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints import vault
from documents.envelope import Sealed

if TYPE_CHECKING:
    from complaints.models import ContactChange


def place_of(change: ContactChange) -> bytes:
    """What the sealed part of this row is bound to."""
    return f"complaints_contactchange:{bytes(change.nonce).hex()}".encode()


def put(change: ContactChange, told: dict[str, str]) -> None:
    """Seal these words into the row, which the caller saves."""
    sealed = vault.seal_bytes(told, place_of(change))
    change.key_version, change.wrapped_key = sealed.key_version, sealed.wrapped_key
    change.sealed_nonce, change.ciphertext = sealed.nonce, sealed.ciphertext


def opened(change: ContactChange) -> dict[str, str]:
    """What the sealed part holds."""
    sealed = Sealed(
        change.key_version,
        bytes(change.wrapped_key),
        bytes(change.sealed_nonce),
        bytes(change.ciphertext),
    )
    return vault.unseal_bytes(sealed, place_of(change))
