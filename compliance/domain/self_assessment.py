"""What an agency says of its own units: until when, and what stood there meanwhile."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from compliance.domain.sheet import Row

#: Days that an agency has at least.
LEAST_DAYS = 7


def is_open(
    *, until: date | None, today: date, round_open: bool, announced: bool
) -> bool:
    """Whether an agency may write: up to its day, as long as nobody told it a result.

    ``today`` is the legal day.
    """
    asked = until is not None and today <= until
    return asked and round_open and not announced


def mark_of(rows: Iterable[Row]) -> str:
    """A short text that is the same for the same answers of a unit, in any order."""
    lines = sorted(
        f"{row.code} {row.value.normalize() if row.value is not None else '-'}"
        f" {row.of or '-'} {row.absent}"
        for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
