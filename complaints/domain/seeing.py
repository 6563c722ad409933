"""Whether what we verified of an order is what its reporter sees."""

from __future__ import annotations

from enum import StrEnum


class Seen(StrEnum):
    """What the reporter says of an order whose evidence we accepted."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Way(StrEnum):
    """How he said it to an officer, who wrote it down."""

    PHONE = "phone"
    HERE = "here"  # at our counter
    VISIT = "visit"  # we called on him
    MESSAGE = "message"


def is_flagged(seen: str) -> bool:
    """Whether whoever holds the case is told at once: our verdict and his eyes differ."""
    return seen == Seen.NO
