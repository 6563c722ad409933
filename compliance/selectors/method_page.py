"""Every version of the method in words, for the page that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.models import Methodology
from compliance.selectors.methods import as_data
from compliance.selectors.results import method_of
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from compliance.selectors.results import Method


@dataclass(frozen=True, slots=True)
class Explained:
    """A method with the years it ruled, what is known of it, and from where."""

    method: Method
    first_year: int
    year: int
    note: str
    source: str


def explained() -> tuple[Explained, ...]:
    """All published versions, latest first. Three queries."""
    rows = (
        Methodology.objects.filter(published_at__isnull=False)
        .order_by("-year", "official")
        .prefetch_related("bands", "nodes")
    )
    return tuple(
        Explained(
            method_of(as_data(row)),
            row.first_year,
            row.year,
            chosen(row.note_id, row.note_en),
            row.source,
        )
        for row in rows
    )
