"""The scoreboard: one year, one kind of agency, and what of it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from agencies.domain.kinds import Category
from compliance.domain.ranking import ranks
from compliance.models import PublishedRank, PublishedResult, Snapshot, ZoneCount
from compliance.selectors import results
from compliance.selectors.rows import Row, computed_rows, joined, published_rows
from compliance.selectors.words import place_of

TELLING = (
    Category.KOTA,
    Category.KABUPATEN,
    Category.PROVINSI,
    Category.KEMENTERIAN,
    Category.LEMBAGA,
)


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
    within = Q(agency__category=category.value)
    own = computed_rows(shown, within)
    rows = published_rows(shown, within, methods)
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
    for row in joined(PublishedResult.objects.filter(year=year), methods):
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


def _matches(row: Row, text: str) -> bool:
    """Whether all words of the search stand in the name or the province."""
    inside = f"{row.name} {row.place}".casefold()
    return all(word in inside for word in text.casefold().split())
