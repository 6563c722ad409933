"""Regional governments by province: all of them in one year, or those of one province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.domain.kinds import Category, Level, RegionKind
from agencies.models import Agency, Region
from compliance.models import PublishedResult
from compliance.selectors import results
from compliance.selectors.rows import Row, computed_rows, joined, published_rows
from compliance.selectors.unscored import left_out_in, standing_of, why_none
from compliance.selectors.words import chosen
from compliance.selectors.years import shown_year, years

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from compliance.domain.standing import Standing
    from compliance.selectors.results import Band

GOVERNMENTS = (Category.PROVINSI, Category.KABUPATEN, Category.KOTA)
#: Parts of Jakarta's government, which are assessed with it and not by themselves.
ADMINISTRATIVE = (RegionKind.KABUPATEN_ADMINISTRASI, RegionKind.KOTA_ADMINISTRASI)


@dataclass(frozen=True, slots=True)
class Unit:
    """One regional government in a year; ``row`` is None where no score is known.

    ``code`` is that of its region: ``64``, ``64.71``.
    """

    ref: UUID
    code: str
    name: str
    place: str
    row: Row | None
    standing: Standing

    @property
    def why(self) -> str:
        """Why there is no score, in words; nothing where there is one."""
        return why_none(self.standing)

    @property
    def anchor(self) -> str:
        """Its place in the table, for a link."""
        return f"u-{self.code.replace('.', '')}"


@dataclass(frozen=True, slots=True)
class Province:
    """One province in one year.

    ``units`` are its regencies, then its cities, by name: a list of which some are not
    known is no ranking. ``parts``: regions that have no government, by code.
    """

    code: str
    name: str
    example: bool
    year: int
    years: tuple[int, ...]
    government: Unit | None
    units: tuple[Unit, ...]
    parts: Mapping[str, str]
    bands: tuple[Band, ...]

    @property
    def everyone(self) -> tuple[Unit, ...]:
        """The provincial government first."""
        return ((self.government,) if self.government else ()) + self.units

    @property
    def scored(self) -> int:
        return sum(unit.row is not None for unit in self.everyone)


def governments(year: int, methods: results.Methods) -> tuple[Unit, ...]:
    """The provincial governments of all real provinces, by code. Four queries."""
    within = Q(agency__category=Category.PROVINSI.value, agency__fictional=False)
    printed = joined(PublishedResult.objects.filter(within, year=year), methods)
    own = computed_rows(year, within, methods)
    agencies = Agency.objects.filter(category=Category.PROVINSI, fictional=False)
    return _units(year, agencies.order_by("code"), within, [*printed, *own])


def province(*, code: str, year: int | None) -> Province:
    """One province and its governments; a fixed number of queries.

    Raises Region.DoesNotExist for a code that no province has.
    """
    region = Region.objects.get(code=code, level=Level.PROVINCE)
    methods = results.Methods()
    known_years = years()
    shown = shown_year(year, known_years)
    inside = Q(agency__region=region) | Q(agency__region__parent=region)
    within = inside & Q(agency__category__in=[kind.value for kind in GOVERNMENTS])
    own = computed_rows(shown, within, methods)
    rows = [*published_rows(shown, within, methods), *own]
    agencies = Agency.objects.filter(
        Q(region=region) | Q(region__parent=region),
        category__in=[kind.value for kind in GOVERNMENTS],
    ).order_by("category", "short_name", "pk")
    found = _units(shown, agencies, within, rows)
    parts = Region.objects.filter(parent=region, kind__in=ADMINISTRATIVE)
    return Province(
        code=code,
        name=region.name,
        example=region.fictional,
        year=shown,
        years=known_years,
        government=next((unit for unit in found if unit.code == code), None),
        units=tuple(unit for unit in found if unit.code != code),
        parts=dict(parts.order_by("code").values_list("code", "name")),
        bands=bands_of(shown, rows, methods),
    )


def bands_of(
    year: int, rows: list[Row], methods: results.OfficialMethods
) -> tuple[Band, ...]:
    """The scale of a year, highest first; that of our own method where it stands alone."""
    method = methods.of(year) or (rows[0].result.method if rows else None)
    return method.bands if method else ()


def _units(
    year: int, agencies: QuerySet[Agency], within: Q, rows: list[Row]
) -> tuple[Unit, ...]:
    """The agencies with what is known of each; a later row stands before an earlier."""
    known = {row.ref: row for row in rows}
    left_out = left_out_in(year, within)
    return tuple(
        _unit(year, agency, known.get(agency.ref), left_out)
        for agency in agencies.select_related("region")
        if agency.region
    )


def _unit(
    year: int, agency: Agency, row: Row | None, left_out: Collection[int]
) -> Unit:
    region = agency.region
    return Unit(
        ref=agency.ref,
        code=region.code if region else "",
        name=chosen(agency.name_id, agency.name_en),
        place=region.name if region else "",
        row=row,
        standing=standing_of(agency, year, scored=row is not None, left_out=left_out),
    )
