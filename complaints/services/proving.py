"""Whether a receipt is one of ours: a signature over what stands on it, and no content."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.models import Case
from documents.signing import is_signed, sign

if TYPE_CHECKING:
    from datetime import date

    from agencies.models import Office


@dataclass(frozen=True, slots=True)
class Proven:
    """What the page of verification says of a genuine receipt.

    ``renewed``: a new code was given since; the one on the receipt opens nothing.
    """

    number: str
    filed_on: date
    office: Office
    renewed: bool


def _statement(case: Case) -> bytes:
    """The signed bytes: a JSON array without spaces, in this order."""
    parts = ["receipt", case.locator, case.submitted_on.isoformat()]
    return json.dumps(parts, separators=(",", ":")).encode()


def seal_of(case: Case) -> str:
    """The signature that stands on the receipt: the key's id, a dot, 64 bytes."""
    key_id, signature = sign(_statement(case))
    return f"{key_id}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def proven(*, number: str, seal: str) -> Proven | None:
    """The receipt that this seal was put on, or None for every other seal.

    Whoever has the seal has the receipt: it cannot be guessed, nor be made without
    our key. A number alone tells nothing.
    """
    case = Case.objects.select_related("office").filter(locator=number).first()
    key_id, _dot, text = seal.partition(".")
    try:
        signature = base64.b64decode(text + "=" * (-len(text) % 4), "-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if case is None or not is_signed(
        _statement(case), key_id=key_id, signature=signature
    ):
        return None
    return Proven(
        case.locator, case.submitted_on, case.office, case.code_since is not None
    )
