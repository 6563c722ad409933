"""How old the scanner's signatures are: an old scanner calls new viruses clean.

Fetching new ones is the operator's freshclam. clamd tells the day of its daily
signatures in its answer to VERSION; one that has none knows no recent virus.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings

from documents.scanning.address import place_of
from documents.scanning.clamd import Scanner, Unknown

if TYPE_CHECKING:
    from datetime import datetime

OLD_AFTER = timedelta(days=7)
SECONDS = 2.0  # it answers at once, or not at all


class Age(StrEnum):
    """What is known of the signatures."""

    FRESH = "fresh"
    OLD = "old"
    NONE = "none"  # no daily signatures at all
    SILENT = "silent"  # the scanner does not answer


@dataclass(frozen=True, slots=True)
class Signatures:
    """Their age, and when they were made where that is known."""

    age: Age
    made: datetime | None = None


def signatures(now: datetime) -> Signatures | None:
    """Ask the scanner, by the real clock; None where there is no scanner to ask."""
    if not settings.CLAMD_ADDRESS:
        return None
    scanner = Scanner(place_of(settings.CLAMD_ADDRESS), SECONDS)
    try:
        made = scanner.signed_at()
    except Unknown:
        return Signatures(Age.SILENT)
    if made is None:
        return Signatures(Age.NONE)
    return Signatures(Age.OLD if now - made > OLD_AFTER else Age.FRESH, made)
