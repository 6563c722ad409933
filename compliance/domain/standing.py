"""What is known of an agency in one year, where no score of it can be shown."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Whether there is a score, and why not."""

    SCORED = "scored"
    UNPUBLISHED = "unpublished"
    NOT_ASSESSED = "not_assessed"


def standing(
    year: int,
    *,
    scored: bool,
    left_out: bool,
    valid_from: date | None,
    valid_to: date | None,
) -> Standing:
    """How an agency stands in a year.

    "Not assessed" is said only of what a round left out, and of what was not there
    when the year began; of all others nobody published a score, and more is not known.
    """
    first = date(min(max(year, date.min.year), date.max.year), 1, 1)
    if scored:
        return Standing.SCORED
    came_later = valid_from is not None and valid_from > first
    was_gone = valid_to is not None and valid_to <= first
    if left_out or came_later or was_gone:
        return Standing.NOT_ASSESSED
    return Standing.UNPUBLISHED
