"""How an agency finds its own orders again: by how far each was carried out."""

from __future__ import annotations

from enum import StrEnum

#: Years in which an order may have been received.
YEARS = range(1900, 2101)


class InRecord(StrEnum):
    """What a filter of the record asks for. The values stand in addresses."""

    OPEN = "berjalan"
    LATE = "lewat"
    PARTLY = "sebagian"
    DONE = "dilaksanakan"
    FREED = "dibebaskan"  # annulled, excused, or repeated by a recommendation


def standing_in(text: str) -> InRecord | None:
    """The standing that an address names; None: all of them."""
    return InRecord(text) if text in set(InRecord) else None


def year_in(text: str) -> int | None:
    """The year that an address names; None: all of them, as of what is no year."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    return int(text) if int(text) in YEARS else None
