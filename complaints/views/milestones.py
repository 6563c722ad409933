"""Milestones in words, alike for the agency and for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.milestones import Reached
from complaints.selectors.milestones import standing_of
from complaints.services.milestones import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.utils.functional import Promise

    from complaints.models import Milestone

#: How it stands, and the look of its tag.
WORDS: dict[Reached, tuple[str | Promise, str]] = {
    Reached.AHEAD: (_("belum ada laporan"), ""),
    Reached.OVER: (_("lewat, belum ada laporan"), "warn"),
    Reached.TOLD: (_("laporan diperiksa"), "info"),
    Reached.MORE: (_("perlu tambahan"), "warn"),
    Reached.REJECTED: (_("laporan ditolak"), "bad"),
    Reached.MET: (_("tercapai"), "ok"),
}


def line(row: Milestone, today: date) -> dict[str, Any]:
    """One milestone: its day, how it stands, and what was told of it."""
    stands = standing_of(row, today)
    word, tag = WORDS[stands]
    return {
        "row": row,
        "word": word,
        "tag": tag,
        "open": stands not in SETTLED,
        "reports": list(row.reports.all()),
    }


def lines(rows: Iterable[Milestone], today: date) -> list[dict[str, Any]]:
    """All of an order, by their days."""
    return [line(row, today) for row in rows]
