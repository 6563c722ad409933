"""The contact of a reporter as the vault seals it, and as it comes out again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from complaints.models.choices import ContactKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Contact:
    """How we may send news.

    ``channel``: one of ``models.choices.NewsChannel``; "" in rows of before there was a
    choice: news went by e-mail. ``*_verified``: when its owner showed the code that we
    had sent there, as ISO text; "" when nobody did.
    """

    email: str = ""
    phone: str = ""
    language: str = "id"
    channel: str = ""
    email_verified: str = ""
    phone_verified: str = ""

    def marks(self) -> dict[str, str]:
        """What may be known without opening it: which kinds, checked or not."""
        kinds = (
            (ContactKind.EMAIL, self.email, self.email_verified),
            (ContactKind.PHONE, self.phone, self.phone_verified),
        )
        found = {
            str(kind): "verified" if checked else "given"
            for kind, value, checked in kinds
            if value
        }
        return found | ({"news": self.channel} if self.channel else {})


def contact_of(record: Mapping[str, str]) -> Contact:
    """The contact in a sealed record, whichever fields it had when it was sealed."""
    known = [field.name for field in fields(Contact) if field.name in record]
    return Contact(**{name: record[name] for name in known})
