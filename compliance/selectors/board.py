"""The scoreboard: one year, one kind of agency, and what of it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.domain.kinds import Category
from compliance.domain.ranking import ranks
from compliance.models import PublishedRank, PublishedResult, ZoneCount
from compliance.selectors import results
from compliance.selectors.provinces import bands_of, governments
from compliance.selectors.rows import Row, computed_rows, joined, published_rows
from compliance.selectors.words import place_of
from compliance.selectors.years import shown_year, years

if TYPE_CHECKING:
    from compliance.selectors.provinces import Unit
    from compliance.selectors.results import Band

TELLING = (
    Category.KOTA,
    Category.KABUPATEN,
    Category.PROVINSI,
    Category.KEMENTERIAN,
    Category.LEMBAGA,
)
#: The letters by which bands are told apart, whatever a year calls them.
BANDS = ("A", "B", "C", "D", "E")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor wants to see: a year and a kind, and what narrows the list.

    ``province`` is a code, ``band`` the letter of its colour; empty is no limit.
    """

    year: int | None = None
    category: Category = Category.KOTA
    text: str = ""
    province: str = ""
    band: str = ""
    by_name: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.text or self.province or self.band)

    def lets(self, row: Row) -> bool:
        """Whether this row stays: all words stand in its name or its province."""
        inside = f"{row.name} {row.place}".casefold()
        return (
            all(word in inside for word in self.text.casefold().split())
            and self.province in ("", row.province)
            and self.band in ("", row.result.band.colour)
        )


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the scoreboard.

    ``assessed`` is how many agencies of this kind were assessed that year, where
    that was published. ``ranked``: every one of them is here, so ranks are shown.
    ``examples`` are invented cities and stand apart. ``provinces`` are the provincial
    governments of that year, whatever kind is listed.
    """

    year: int
    years: tuple[int, ...]
    asked: Asked
    rows: tuple[Row, ...]
    known: int
    assessed: int | None
    ranked: bool
    zones: ZoneCount | None
    examples: tuple[Row, ...]
    bands: tuple[Band, ...]
    provinces: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Teaser:
    """What the home page shows: zones by year, and one province's results."""

    zones: tuple[ZoneCount, ...]
    year: int | None
    province: str
    rows: tuple[Row, ...]


def board(asked: Asked) -> Board:
    """The board of a year; without a year, the latest whose zones are known."""
    known_years = years()
    shown = shown_year(asked.year, known_years)
    methods = results.Methods()
    counts = {row.category: row for row in ZoneCount.objects.filter(year=shown)}
    of_kind = counts.get(asked.category.value)
    within = Q(agency__category=asked.category.value)
    own = computed_rows(shown, within, methods)
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
        asked=asked,
        rows=_shown(rows, asked),
        known=len(rows),
        assessed=assessed,
        ranked=placed is not None,
        zones=counts.get(ZoneCount.TOTAL),
        examples=_shown([row for row in own if row.example], asked),
        bands=bands_of(shown, [*rows, *own], methods),
        provinces=governments(shown, methods),
    )


def _shown(rows: list[Row], asked: Asked) -> tuple[Row, ...]:
    """The rows that stay, by name or from the highest score."""
    kept = [row for row in rows if asked.lets(row)]
    if asked.by_name:
        return tuple(sorted(kept, key=lambda row: row.name.casefold()))
    return tuple(sorted(kept, key=lambda row: -row.result.score))


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
