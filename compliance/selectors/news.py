"""The scores of our own rounds in the order in which they were published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.models import Snapshot
from compliance.selectors import results
from compliance.selectors.words import chosen, figure

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from compliance.selectors.results import Result

#: How many are told of.
NEWEST = 50


@dataclass(frozen=True, slots=True)
class News:
    """One version of one score; ``key`` is its round and its version, never reused."""

    key: str
    ref: UUID
    name: str
    year: int
    score: str
    band: str
    method: str
    official: bool
    round_name: str
    sha256: str
    at: datetime
    corrected: bool
    example: bool


def news() -> tuple[News, ...]:
    """The newest scores, a correction beside what it corrects. Four queries.

    What was not assessed has no score and is no news; nor is a rank that moved because
    another agency was corrected: that score is as it was.
    """
    methods = results.Methods()
    rows = Snapshot.objects.filter(
        score__isnull=False, data__correction__of__isnull=True
    )
    newest = rows.select_related("agency", "round").defer("data").order_by("-id")
    found = [(row, methods.result_of(row)) for row in newest[:NEWEST]]
    return tuple(_news(row, result) for row, result in found if result)


def _news(row: Snapshot, result: Result) -> News:
    agency = row.agency
    return News(
        key=f"{row.round.ref}-{row.version}",
        ref=agency.ref,
        name=chosen(agency.name_id, agency.name_en),
        year=row.year,
        score=figure(result.score),
        band=result.band.short,
        method=result.method.name,
        official=result.method.official,
        round_name=row.round.name,
        sha256=row.sha256,
        at=row.published_at,
        corrected=row.version > 1,
        example=agency.fictional,
    )
