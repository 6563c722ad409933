"""The scoreboard: one year, one kind of agency, and what of it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agencies.domain.kinds import Category
from compliance.domain.ranking import ranks
from compliance.models import PublishedRank, PublishedResult, Snapshot, ZoneCount
from compliance.selectors import results
from compliance.selectors.words import chosen, place_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from agencies.models import Agency
    from compliance.selectors.results import Change, Rank, Result

TELLING = (
    Category.KOTA,
    Category.KABUPATEN,
    Category.PROVINSI,
    Category.KEMENTERIAN,
    Category.LEMBAGA,
)


@dataclass(frozen=True, slots=True)
class Row:
    """An agency with its result."""

    ref: UUID
    name: str
    place: str
    result: Result
    rank: Rank | None = None
    change: Change | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the scoreboard.

    ``assessed`` is how many agencies of this kind were assessed that year, where
    that was published. ``ranked``: every one of them is here, so ranks are shown.
    ``examples`` are invented cities and stand apart.
    """

    year: int
    years: tuple[int, ...]
    category: Category
    text: str
    rows: tuple[Row, ...]
    known: int
    assessed: int | None
    ranked: bool
    zones: ZoneCount | None
    examples: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Teaser:
    """What the home page shows: zones by year, and one province's results."""

    zones: tuple[ZoneCount, ...]
    year: int | None
    province: str
    rows: tuple[Row, ...]


def years() -> tuple[int, ...]:
    """The years that have results or zone counts, latest first. Three queries."""
    found: set[int] = set()
    for rows in (
        PublishedResult.objects.values_list("year", flat=True),
        ZoneCount.objects.values_list("year", flat=True),
        Snapshot.objects.values_list("year", flat=True),
    ):
        found.update(rows.distinct())
    return tuple(sorted(found, reverse=True))


def board(*, year: int | None, category: Category, text: str) -> Board:
    """The board of a year; without a year, the latest whose zones are known."""
    known_years = years()
    shown = year or _latest_counted() or (known_years[0] if known_years else 0)
    methods = results.OfficialMethods()
    counts = {row.category: row for row in ZoneCount.objects.filter(year=shown)}
    of_kind = counts.get(category.value)
    own = _computed(shown, category)
    rows = _published(shown, category, methods)
    assessed = of_kind.assessed if of_kind else None
    placed = ranks({row.ref: row.result.score for row in rows}, assessed or 0)
    if placed:
        rows = [
            replace(row, rank=results.Rank(placed[row.ref], len(rows), published=False))
            for row in rows
        ]
    rows += [row for row in own if not row.example]
    return Board(
        year=shown,
        years=known_years,
        category=category,
        text=text,
        rows=tuple(row for row in rows if _matches(row, text)),
        known=len(rows),
        assessed=assessed,
        ranked=placed is not None,
        zones=counts.get(ZoneCount.TOTAL),
        examples=tuple(row for row in own if row.example and _matches(row, text)),
    )


def teaser() -> Teaser:
    """Zones of all years, and the province with most results in the latest year."""
    zones = tuple(ZoneCount.objects.filter(category=ZoneCount.TOTAL))
    year = zones[-1].year if zones else None
    if year is None:
        return Teaser((), None, "", ())
    methods = results.OfficialMethods()
    by_place: dict[str, list[Row]] = {}
    for row in _rows_of(PublishedResult.objects.filter(year=year), methods):
        by_place.setdefault(row.place, []).append(row)
    by_place.pop("", None)
    # The home of the first of 98, or else where most is known.
    first = PublishedRank.objects.select_related("agency__region__parent").first()
    home = place_of(first.agency) if first and first.agency else ""
    province = (
        home
        if home in by_place
        else max(by_place, key=lambda p: len(by_place[p]), default="")
    )
    return Teaser(zones, year, province, tuple(by_place.get(province, [])[:5]))


def _latest_counted() -> int | None:
    row = ZoneCount.objects.order_by("-year").first()
    return row.year if row else None


def _published(
    year: int, category: Category, methods: results.OfficialMethods
) -> list[Row]:
    """The published results of a year with ranks and changes, highest first."""
    rows = _rows_of(
        PublishedResult.objects.filter(year=year, category=category.value), methods
    )
    before = {
        row.ref: row.result
        for row in _rows_of(
            PublishedResult.objects.filter(year=year - 1, category=category.value),
            methods,
        )
    }
    printed = {
        row.agency.ref: results.printed_rank(row)
        for row in PublishedRank.objects.filter(
            year=year, category=category.value
        ).select_related("agency")
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


def _rows_of(
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


def _computed(year: int, category: Category) -> list[Row]:
    """The results of our own rounds, highest first; the newest of each agency."""
    found: dict[tuple[UUID, int], Snapshot] = {}
    snapshots = (
        Snapshot.objects.current()
        .filter(
            year__in=(year - 1, year),
            agency__category=category.value,
            score__isnull=False,
        )
        .select_related("agency__region__parent")
        .order_by("id")
    )
    for snapshot in snapshots:
        found[snapshot.agency.ref, snapshot.year] = snapshot
    rows = [
        _own_row(snapshot, found.get((ref, year - 1)))
        for (ref, of), snapshot in found.items()
        if of == year
    ]
    known = [row for row in rows if row is not None]
    return sorted(known, key=lambda row: (-row.result.score, row.name))


def _own_row(snapshot: Snapshot, before: Snapshot | None) -> Row | None:
    """One of our own results with its rank, and the change since the year before."""
    result = results.computed(snapshot)
    if result is None:
        return None
    earlier = results.computed(before) if before else None
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
    return Row(agency.ref, name, place_of(agency), result)


def _matches(row: Row, text: str) -> bool:
    """Whether all words of the search stand in the name or the province."""
    inside = f"{row.name} {row.place}".casefold()
    return all(word in inside for word in text.casefold().split())
