"""Agencies with their results of one year: printed by others, or computed here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance.models import PublishedRank, PublishedResult, Snapshot
from compliance.selectors import results
from compliance.selectors.words import chosen, place_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Q, QuerySet

    from agencies.models import Agency
    from compliance.selectors.results import Change, Rank, Result


@dataclass(frozen=True, slots=True)
class Row:
    """An agency with its result; ``province`` is a code, empty for the centre."""

    ref: UUID
    name: str
    place: str
    result: Result
    province: str = ""
    rank: Rank | None = None
    change: Change | None = None
    example: bool = False


def published_rows(year: int, within: Q, methods: results.OfficialMethods) -> list[Row]:
    """The published results of a year with ranks and changes, highest first.

    ``within`` says of which agencies, as a row that belongs to one sees it
    (``agency__category=...``). Three queries.
    """
    rows = joined(PublishedResult.objects.filter(within, year=year), methods)
    before = {
        row.ref: row.result
        for row in joined(
            PublishedResult.objects.filter(within, year=year - 1), methods
        )
    }
    printed = {
        row.agency.ref: results.printed_rank(row)
        for row in PublishedRank.objects.filter(within, year=year).select_related(
            "agency"
        )
        if row.agency
    }
    return [
        replace(
            row,
            rank=printed.get(row.ref),
            change=results.change(
                row.result, [before[row.ref]] if row.ref in before else []
            ),
        )
        for row in rows
    ]


def joined(
    found: QuerySet[PublishedResult], methods: results.OfficialMethods
) -> list[Row]:
    """Published results that join the register, highest first. One query."""
    rows = found.select_related("agency__region__parent").order_by("-score", "label")
    made = []
    for row in rows:
        result = results.published(row, methods)
        if row.agency and result:
            made.append(_row(row.agency, result))
    return made


def computed_rows(
    year: int, within: Q, methods: results.Methods, *, whole: bool = False
) -> list[Row]:
    """The results of our own rounds, highest first; the newest of each agency.

    ``whole``: with all that each score was made of, for a few agencies; a snapshot may
    have more of it than a page has words. One query.
    """
    found: dict[tuple[UUID, int], Snapshot] = {}
    snapshots = (
        Snapshot.objects.current()
        .filter(within, year__in=(year - 1, year), score__isnull=False)
        .select_related("agency__region__parent", "round")
        .order_by("id")
    )
    for snapshot in snapshots if whole else snapshots.defer("data"):
        found[snapshot.agency.ref, snapshot.year] = snapshot
    rows = [
        _own_row(snapshot, found.get((ref, year - 1)), methods)
        for (ref, of), snapshot in found.items()
        if of == year
    ]
    known = [row for row in rows if row is not None]
    return sorted(known, key=lambda row: (-row.result.score, row.name))


def _own_row(
    snapshot: Snapshot, before: Snapshot | None, methods: results.Methods
) -> Row | None:
    """One of our own results with its rank, and the change since the year before."""
    result = methods.result_of(snapshot)
    if result is None:
        return None
    earlier = methods.result_of(before) if before else None
    rank = None
    if snapshot.rank and snapshot.ranked:
        rank = results.Rank(snapshot.rank, snapshot.ranked, published=False)
    return replace(
        _row(snapshot.agency, result),
        rank=rank,
        change=results.change(result, [earlier] if earlier else []),
        example=snapshot.agency.fictional,
    )


def _row(agency: Agency, result: Result) -> Row:
    name = chosen(agency.name_id, agency.name_en)
    province = agency.region.code[:2] if agency.region else ""
    return Row(agency.ref, name, place_of(agency), result, province)
