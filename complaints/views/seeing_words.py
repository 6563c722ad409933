"""What the reporter says of an order that we verified, for officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.seeing import Seen
from complaints.models.ladder_labels import SEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Sighting

#: The look of what the reporter says.
TAGS = {Seen.YES: "ok", Seen.PARTLY: "warn", Seen.NO: "bad"}


def seen_in_words(rows: Iterable[Sighting]) -> list[dict[str, Any]]:
    """What the reporter was asked of one order, and what he said."""
    return [
        {
            "seen": row.seen,
            "word": SEEN[Seen(row.seen)] if row.seen else "",
            "tag": TAGS[Seen(row.seen)] if row.seen else "",
            "text": row.text,
            "asked_at": row.asked_at,
            "answered_at": row.answered_at,
        }
        for row in rows
    ]
