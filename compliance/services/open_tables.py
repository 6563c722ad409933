"""The rows of each data set, as text, in the order of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from agencies.domain.calendar import legal_day
from complaints import interface
from compliance.domain.open_data import YEAR, years_in
from compliance.models import PublishedRank, PublishedResult, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agencies.models import Agency
    from complaints.interface import ClosingFigure

Row = dict[str, str]


def scores() -> list[Row]:
    """Every published result and every current snapshot. Three queries."""
    ranks = {
        (row.year, row.category, row.label): row for row in PublishedRank.objects.all()
    }
    published = PublishedResult.objects.select_related("agency__region")
    # What each score was made of is in no row, and every sweep asks for all scores.
    own = (
        Snapshot.objects.current()
        .select_related("agency__region", "round__methodology")
        .defer("data")
    )
    return [
        *(
            _published(row, ranks.get((row.year, row.category, row.label)))
            for row in published.order_by("year", "category", "label")
        ),
        *(_computed(row) for row in own.order_by("year", "round_id", "agency_id")),
    ]


def _published(row: PublishedResult, rank: PublishedRank | None) -> Row:
    return {
        "origin": "terbit",
        "year": str(row.year),
        "category": row.category,
        "agency": row.label,
        "score": str(row.score),
        "zone": row.zone,
        "grade": row.grade,
        "opinion": row.opinion,
        "rank": str(rank.rank) if rank else "",
        "ranked": str(rank.of) if rank else "",
        "source": row.source,
        **_agency(row.agency),
    }


def _computed(row: Snapshot) -> Row:
    return {
        "origin": "dihitung",
        "year": str(row.year),
        "category": row.agency.category,
        "agency": row.agency.name_id,
        "score": "" if row.score is None else str(row.score),
        "rank": str(row.rank or ""),
        "ranked": str(row.ranked or ""),
        "method": row.round.methodology.code,
        "round": row.round.name,
        "published_on": legal_day(row.published_at, settings.TIME_ZONE).isoformat(),
        "sha256": row.sha256,
        **_agency(row.agency),
    }


def _agency(agency: Agency | None) -> Row:
    if agency is None:
        return {}
    return {
        "agency_ref": str(agency.ref),
        "region_code": agency.region.code if agency.region else "",
        "example": "ya" if agency.fictional else "",
    }


def recommendations() -> list[Row]:
    """The public register, a row for each item."""
    names = [name for name, _says in interface.REGISTER_FIELDS]
    return [dict(zip(names, row, strict=True)) for row in interface.register_rows()]


def closings(told: Sequence[Row], today: date) -> list[Row]:
    """The years that were told, to the letter, and those that may be told since."""
    known = years_in(told)
    new = [year for year in interface.closing_years(today) if year not in known]
    rows = [*told, *(row for year in new for row in closings_of(year))]
    return sorted(rows, key=lambda row: int(row[YEAR]))  # within a year as they were


def closings_of(year: int) -> list[Row]:
    """What may be told of one year, as it would be told today."""
    return [_figure(year, one) for one in interface.closing_figures(year)]


def _figure(year: int, one: ClosingFigure) -> Row:
    return {
        "year": str(year),
        "quarter": str(one.quarter or ""),
        "level": one.level,
        "area": one.area,
        "area_name": one.area_name,
        "by": one.by,
        "code": one.code,
        "n": str(one.n),
        "example": "ya" if one.example else "",
    }
