"""Reading: what an agency has written of an order and not sent. For its own pages alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.evidence_text import EvidenceText

if TYPE_CHECKING:
    from complaints.models import CorrectiveAction, EvidenceDraft


def draft_of(action: CorrectiveAction) -> EvidenceDraft | None:
    """The draft for this order, with who saved it last."""
    rows = action.evidence_drafts.select_related("saved_by")
    found: EvidenceDraft | None = rows.first()
    return found


def drafted(row: EvidenceDraft | None) -> EvidenceText:
    """What stands in a draft; nothing where there is none."""
    return EvidenceText() if row is None else EvidenceText(row.text, row.done_on)
