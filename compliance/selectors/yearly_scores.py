"""Every score of every year as a few columns, for figures of many agencies at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from agencies.domain.kinds import Category, Level
from agencies.models import Office, Region
from compliance.models import PublishedResult, Snapshot
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from compliance.selectors.results import Method, Methods


class Kind(NamedTuple):
    """Agencies that may be compared: of one category, invented ones apart."""

    category: Category
    example: bool


@dataclass(frozen=True, slots=True)
class One:
    """The score of one agency in one year; ``region`` is a code, empty for the centre.

    ``snapshot`` is the id of what was computed here, None for what others printed.
    """

    agency: int
    year: int
    kind: Kind
    region: str
    method: Method
    score: Decimal
    snapshot: int | None = None
    published_at: datetime | None = None

    @property
    def province(self) -> str:
        """The code of its province; nothing for the centre."""
        return self.region[:2]


@dataclass(frozen=True, slots=True)
class Scores:
    """One score of each agency and year; ``left_out`` counts, by year, kind and method,
    whom a round of ours did not assess."""

    ones: tuple[One, ...]
    left_out: Mapping[tuple[int, Kind, str], int]


@dataclass(frozen=True, slots=True)
class Places:
    """The names of provinces by code, and code and name of the office of each.

    The centre has no code, and its office is the central one.
    """

    provinces: Mapping[str, str]
    offices: Mapping[str, tuple[str, str]]

    def office_of(self, province: str) -> tuple[str, str]:
        """Code and name of the office that serves a province; its code sorts last where
        there is none."""
        return self.offices.get(province) or ("~", _("Tanpa kantor perwakilan"))


def scores(methods: Methods) -> Scores:
    """All that is known. What we computed stands before what was printed, a later round
    before an earlier one, as on a score card. Two queries, without what a score is
    made of."""
    found: dict[tuple[int, int], One] = {}
    printed = PublishedResult.objects.filter(agency__isnull=False).values_list(
        "agency_id",
        "year",
        "agency__category",
        "agency__fictional",
        "agency__region__code",
        "score",
    )
    for agency, year, category, example, region, score in printed:
        method = methods.of(year)
        if method:
            kind = Kind(Category(category), example)
            found[agency, year] = One(agency, year, kind, region or "", method, score)
    absent = _computed(methods, found)
    counted: dict[tuple[int, Kind, str], int] = {}
    for (agency, year), (kind, code) in absent.items():
        if (agency, year) not in found:
            counted[year, kind, code] = counted.get((year, kind, code), 0) + 1
    return Scores(tuple(found.values()), counted)


def _computed(
    methods: Methods, found: dict[tuple[int, int], One]
) -> dict[tuple[int, int], tuple[Kind, str]]:
    """Puts our own scores into ``found``; returns whom a round left out."""
    absent: dict[tuple[int, int], tuple[Kind, str]] = {}
    rows = Snapshot.objects.current().order_by("id")
    for (
        agency,
        year,
        category,
        example,
        region,
        score,
        pk,
        at,
        version,
    ) in rows.values_list(
        "agency_id",
        "year",
        "agency__category",
        "agency__fictional",
        "agency__region__code",
        "score",
        "id",
        "published_at",
        "round__methodology_id",
    ):
        method, kind = methods.by_id(version), Kind(Category(category), example)
        if method is None:
            continue
        if score is None:
            absent[agency, year] = kind, method.code
            continue
        found[agency, year] = One(
            agency, year, kind, region or "", method, score, pk, at
        )
    return absent


def places() -> Places:
    """All provinces and their offices. Two queries."""
    found = Region.objects.filter(level=Level.PROVINCE).select_related("office")
    offices = {region.code: _office(region.office) for region in found if region.office}
    centre = Office.objects.filter(central=True).first()
    if centre:
        offices[""] = _office(centre)
    return Places({region.code: region.name for region in found}, offices)


def _office(office: Office) -> tuple[str, str]:
    return office.code, chosen(office.name_id, office.name_en)
