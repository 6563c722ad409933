"""Places, the offices that serve them, and exact names."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.domain.kinds import Category
from agencies.errors import UnknownRegion
from agencies.models import Agency, Office
from agencies.selectors import (
    agencies_by_name,
    agency_named,
    central_office,
    children_of,
    lineage_of,
    office_for_region,
    region_of,
)
from tests.factories.agencies import (
    AgencyAliasFactory,
    AgencyFactory,
    OfficeFactory,
    ProvinceFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["99", "99.71", "99.71.01.1001"])
def test_a_place_belongs_to_the_office_of_its_province(code: str) -> None:
    province = ProvinceFactory.create()
    assert office_for_region(code) == province.office


@pytest.mark.parametrize("code", ["98.71", "", "x"])
def test_a_place_that_no_office_serves_is_refused(code: str) -> None:
    ProvinceFactory.create()
    with pytest.raises(UnknownRegion):
        office_for_region(code)


def test_the_centre_is_one() -> None:
    with pytest.raises(Office.DoesNotExist):
        central_office()
    centre = OfficeFactory.create(code="00")
    OfficeFactory.create(code="64")
    assert central_office() == centre


def test_the_lineage_begins_with_the_province() -> None:
    city = RegionFactory.create(code="99.71")
    assert [region.code for region in lineage_of("99.71")] == ["99", "99.71"]
    assert region_of("99.71") == city
    with pytest.raises(UnknownRegion):
        region_of("99.72")


def test_children_are_the_next_floor_by_name() -> None:
    RegionFactory.create(code="99.72", name="Kota Arutala")
    RegionFactory.create(code="99.71", name="Kota Tirtalaya")
    assert [region.code for region in children_of()] == ["99"]
    assert [region.code for region in children_of("99")] == ["99.72", "99.71"]
    assert not children_of("99.71").exists()


def test_an_exact_name_leads_to_one_agency_of_its_category() -> None:
    city = AgencyFactory.create(category=Category.KOTA)
    regency = AgencyFactory.create(category=Category.KABUPATEN)
    for agency in (city, regency):
        AgencyAliasFactory.create(agency=agency, name="Tirta", key="tirta")
    assert agency_named(" TIRTA ", Category.KOTA) == city
    assert agency_named("Tirta", "kabupaten") == regency
    assert agency_named("Tirta", Category.LEMBAGA) is None
    assert agencies_by_name() == {
        ("kota", "tirta"): city.pk,
        ("kabupaten", "tirta"): regency.pk,
    }


def test_an_agency_exists_from_its_first_day_to_the_day_before_its_end() -> None:
    agency = AgencyFactory.create(
        valid_from=date(2021, 4, 28), valid_to=date(2024, 10, 21)
    )
    ageless = AgencyFactory.create()

    def on(day: date) -> set[Agency]:
        return set(Agency.objects.valid_on(day))

    assert on(date(2021, 4, 27)) == {ageless}
    assert on(date(2021, 4, 28)) == {agency, ageless}
    assert on(date(2024, 10, 20)) == {agency, ageless}
    assert on(date(2024, 10, 21)) == {ageless}
    assert set(Agency.objects.current()) == {ageless}
