"""What the reporter reads on his page when a plenary refused his report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from complaints.domain.grounds import grounds_on
from complaints.domain.states import Reason
from complaints.views.citizen.phrases import ENDINGS

if TYPE_CHECKING:
    from complaints.models import Case


def refused_because(case: Case) -> dict[str, str] | None:
    """The ground in plain words, its law and what else helps; None where none refused."""
    if case.closing_reason != Reason.TIDAK_MEMENUHI_MATERIIL:
        return None
    row = case.refusals.order_by("-id").first()
    if row is None:
        return None
    reason = Reason(row.ground)
    law = grounds_on(case.submitted_on).of(reason)
    english = get_language() == "en"
    return {
        "because": str(ENDINGS[reason]),
        "law": law.law if law else "",
        "advice": (law.advice_en if english else law.advice_id) if law else "",
        "words": row.words,
    }
