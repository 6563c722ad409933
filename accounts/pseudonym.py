"""What a reporter's account is called: a keyed hash of the contact, no address.

Whoever reads the database learns from it neither who has an account nor whether two
tables speak of one person: the key is not there, and it serves this purpose alone.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from django.conf import settings

from accounts.seal import seal, unseal
from agencies.domain import phone

#: A name that no mail server can ever have (RFC 2606).
DOMAIN = "pelapor.invalid"
PURPOSE = b"accounts.reporter_contact"


class Kind(StrEnum):
    """What a contact is."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """A mailbox or a mobile telephone, normalised."""

    kind: Kind
    value: str

    @property
    def digest(self) -> bytes:
        """The keyed hash: each kind has a key of its own, apart from the vault's."""
        base = urlsafe_b64decode(settings.BLIND_INDEX_KEY)
        key = hmac.digest(
            base, f"reporter account:{self.kind}".encode(), hashlib.sha256
        )
        return hmac.digest(key, self.value.encode(), hashlib.sha256)

    @property
    def pseudonym(self) -> str:
        """In place of an address, in the row of the account."""
        return f"{self.digest.hex()}@{DOMAIN}"

    @property
    def shown(self) -> str:
        """As shown to its owner, who looks over somebody's shoulder."""
        if self.kind is Kind.PHONE:
            return phone.masked(self.value)
        name, _, host = self.value.partition("@")
        return f"{name[:2]}•••@{host}"

    def sealed(self) -> str:
        """As it may be stored."""
        return seal(f"{self.kind}:{self.value}", PURPOSE)


def opened(sealed: str) -> Contact:
    """What ``Contact.sealed`` closed; raises ``SealBroken``."""
    kind, _, value = unseal(sealed, PURPOSE).partition(":")
    return Contact(Kind(kind), value)


def contact_of(typed: str) -> Contact:
    """What was typed, as the account knows it; it need not be anybody's.

    What is no number of ours stays as it is, so that whoever types it meets the same
    work and the same answer.
    """
    if "@" in typed:
        return Contact(Kind.EMAIL, typed.strip().lower())
    return Contact(Kind.PHONE, phone.normalise(typed) or typed.strip())


def nobody() -> str:
    """The pseudonym of an account that was closed: nothing leads to it."""
    return f"{uuid4().hex}@{DOMAIN}"


def is_one(address: str) -> bool:
    """Whether it is a pseudonym, which nobody types and no letter goes to."""
    return address.endswith(f"@{DOMAIN}")
