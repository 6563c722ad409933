"""When a report reached us that came by letter."""

from __future__ import annotations

from datetime import date, timedelta

#: A letter that lay longer did not come then: the date is mistyped.
LONGEST_AGO = timedelta(days=60)


def may_have_come(day: date, today: date) -> bool:
    """Whether a letter that is written down today can have come on that day."""
    return today - LONGEST_AGO <= day <= today
