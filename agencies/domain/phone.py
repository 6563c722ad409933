"""Telephone numbers of Indonesia, normalised to E.164."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"\+628[1-9]\d{7,10}", re.ASCII)
#: An area code of two or three digits begins with 2 to 7 or 9.
_LANDLINE = re.compile(r"\+62[2-79]\d{6,10}", re.ASCII)
#: How the country is written before the number; the first that fits is taken.
_PREFIXES = ("+62", "0062", "62", "0")


def normalise(text: str) -> str | None:
    """The number as +62..., or None when it is no Indonesian number.

    Mobile numbers and landlines with their area code, written with 0, 62, 0062 or
    +62 and any spaces, dots, dashes and brackets.
    """
    digits = re.sub(r"[\s.()\-]", "", text)
    prefix = next((known for known in _PREFIXES if digits.startswith(known)), None)
    if prefix is None:
        return None
    # "+62 0812 ..." carries the trunk 0 that belongs to calls from inside.
    number = "+62" + digits.removeprefix(prefix).removeprefix("0")
    return number if _is_number(number) else None


def is_printed(text: str) -> bool:
    """Whether this can stand on a page as the number of an office: "137" or a line."""
    return re.fullmatch(r"[\d+(][\d\s().+\-]{2,39}", text, re.ASCII) is not None


def is_mobile(number: str) -> bool:
    """Whether a normalised number can take a text message."""
    return _MOBILE.fullmatch(number) is not None


def _is_number(number: str) -> bool:
    return is_mobile(number) or _LANDLINE.fullmatch(number) is not None


def masked(number: str) -> str:
    """As shown to its owner: the first five signs and the last four digits."""
    return f"{number[:5]}••••{number[-4:]}" if number else ""
