"""What an officer reads of a reporter whose identity he has not opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.papers_of_identity import Paper
from complaints.models.choices import Purpose
from complaints.views import reaching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Case, CaseFile

PAPER_NAMES = {
    Paper.NIK: _("NIK"),
    Paper.PASSPORT: _("Paspor"),
    Paper.KITAS: _("KITAS"),
}


def about_reporter(case: Case, files: Sequence[CaseFile]) -> dict[str, Any]:
    """Kinds and marks, as the case keeps them beside the vault."""
    return {
        "paper": PAPER_NAMES.get(Paper(case.identity_paper))
        if case.identity_paper
        else "",
        "contacts": reaching.contacts(case),
        "news": reaching.way(case),
        "last_news": reaching.news(case),
        "has_proxy": any(item.purpose == Purpose.PROXY for item in files),
    }
