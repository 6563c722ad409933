"""What an officer reads of a reporter whose identity he has not opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.papers_of_identity import Paper
from complaints.models.choices import NEWS_CHANNELS, ContactKind, NewsChannel, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Case, CaseFile

PAPER_NAMES = {
    Paper.NIK: _("NIK"),
    Paper.PASSPORT: _("Paspor"),
    Paper.KITAS: _("KITAS"),
}
CONTACT_NAMES = {ContactKind.PHONE: _("Telepon"), ContactKind.EMAIL: _("Email")}
NEWS_NAMES = {**dict(NEWS_CHANNELS), NewsChannel.NONE: _("Tidak dikabari")}


def about_reporter(case: Case, files: Sequence[CaseFile]) -> dict[str, Any]:
    """Kinds and marks, as the case keeps them beside the vault."""
    marks: dict[str, str] = case.contact_marks or {}
    return {
        "paper": PAPER_NAMES.get(Paper(case.identity_paper))
        if case.identity_paper
        else "",
        "contacts": [
            {"name": name, "verified": marks[kind] == "verified"}
            for kind, name in CONTACT_NAMES.items()
            if kind in marks
        ],
        "news": NEWS_NAMES[NewsChannel(marks["news"])] if marks.get("news") else "",
        "has_proxy": any(item.purpose == Purpose.PROXY for item in files),
    }
