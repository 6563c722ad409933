"""What the reporter says of an order that we verified, for officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.seeing import Seen
from complaints.models.labels import CONTACT_WAYS
from complaints.models.ladder_labels import SEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import CorrectiveAction, Sighting

#: The look of what the reporter says.
TAGS = {Seen.YES: "ok", Seen.PARTLY: "warn", Seen.NO: "bad"}


def seen_in_words(
    rows: Iterable[Sighting], action: CorrectiveAction, *, hears: bool = False
) -> list[dict[str, Any]]:
    """What the reporter was asked of one order, and what he said.

    ``hears``: the reader may write an answer down, while one is waited for.
    """
    waits = hears and action.annulled_on is None
    return [
        {
            "seen": row.seen,
            "word": SEEN[Seen(row.seen)] if row.seen else "",
            "tag": TAGS[Seen(row.seen)] if row.seen else "",
            "text": row.text,
            "asked_at": row.asked_at,
            "answered_at": row.answered_at,
            "ref": row.ref,
            "may_write": waits and not row.seen,
            "way": CONTACT_WAYS[row.way] if row.way else "",
            "writer": vars(row)["writer"],
        }
        for row in rows
    ]
