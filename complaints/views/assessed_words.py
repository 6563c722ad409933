"""How a recommendation was carried out, as agency, superior and reporter read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.recommending import Status, ends_with
from complaints.models.ladder_labels import STATUSES
from complaints.selectors.releases import entry_of, publication_of
from complaints.views.register_words import TONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import CorrectiveAction, Recommendation


def of_items(actions: Iterable[CorrectiveAction]) -> dict[str, Any] | None:
    """The same of the recommendation in which these items stand; None where none do."""
    recs = [row.recommendation for row in actions if row.recommendation is not None]
    return assessed(recs[0]) if recs else None


def assessed(rec: Recommendation) -> dict[str, Any] | None:
    """What the plenary found and why, and where all may read it; None before it did."""
    if not rec.status or rec.assessed_at is None:
        return None
    status = Status(rec.status)
    publication, entry = publication_of(rec), entry_of(rec)
    ends = ends_with(status, accepted=bool(rec.accepted)) is not None
    return {
        "status": STATUSES[status],
        "tag": TONES[status],
        "why": rec.why,
        "at": rec.assessed_at,
        "accepted": bool(rec.accepted),
        "open": not ends,
        "published_on": publication.published_on if publication else None,
        "letter": rec.assessment,
        "entry": entry if entry and entry.withdrawn_on is None else None,
    }
