"""That more evidence is wanted of an agency, and until when its first day is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import more_wanted

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.calendar import WorkCalendar
    from complaints.domain.corrective import ActionState, More


def more_words(more: More | None, today: date) -> dict[str, Any] | None:
    """What is said of it on this day; None where nothing more is wanted."""
    if more is None:
        return None
    return {"by": more.by, "keeps": more.keeps if today <= more.by else None}


def more_of(
    facts: ActionState, today: date, calendar: WorkCalendar
) -> dict[str, Any] | None:
    """The same of one action."""
    return more_words(more_wanted(facts, calendar), today)
