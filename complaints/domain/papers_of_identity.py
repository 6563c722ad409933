"""With which paper somebody shows who he is: NIK, or for foreigners passport or KITAS."""

from __future__ import annotations

import re
from enum import StrEnum

_PASSPORT = re.compile(r"[A-Z0-9]{5,15}", re.ASCII)
#: The number of a limited stay permit; its shape has changed over the years.
_KITAS = re.compile(r"[A-Z0-9]{5,20}", re.ASCII)


class Paper(StrEnum):
    """The kinds of numbers that name a person."""

    NIK = "nik"
    PASSPORT = "passport"
    KITAS = "kitas"


def normalise(text: str) -> str:
    """Capitals without spaces, dots, dashes and strokes."""
    return re.sub(r"[\s.\-/]", "", text).upper()


def is_passport(text: str) -> bool:
    """Whether it can be the number of a passport of some country."""
    return _PASSPORT.fullmatch(normalise(text)) is not None


def is_kitas(text: str) -> bool:
    """Whether it can be the number of a KITAS."""
    return _KITAS.fullmatch(normalise(text)) is not None


def masked(text: str) -> str:
    """As shown to its owner: the last three signs."""
    return f"••••{text[-3:]}" if text else ""
