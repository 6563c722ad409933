"""Until when an agency is heard: against its preliminary result, and beside its score."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

#: Days after publication in which an agency may write beside its score.
REPLY_DAYS = 30


def may_object(until: date | None, today: date) -> bool:
    """Whether objections are taken today; the last day counts, and none before announcing."""
    return until is not None and today <= until


def replies_until(published_at: datetime | None) -> datetime | None:
    """The last moment for a reply; None while the score is not published: no end yet."""
    return published_at and published_at + timedelta(days=REPLY_DAYS)


def may_reply(published_at: datetime | None, now: datetime) -> bool:
    """Whether a reply is taken now."""
    until = replies_until(published_at)
    return until is None or now <= until
