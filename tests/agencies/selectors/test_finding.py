"""A place is found by what people type: from a province down to a village."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agencies.domain.kinds import Level, RegionKind
from agencies.selectors import search_regions
from tests.factories.agencies import ProvinceFactory, RegionFactory

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    """A province, two cities, and a village name that stands in both of them."""
    province = ProvinceFactory(name="Kalimantan Contoh")
    for code, name in (("99.71", "Kota Melati"), ("99.72", "Kota Kenanga")):
        city = RegionFactory(code=code, name=name, parent=province)
        district = RegionFactory(
            code=f"{code}.01",
            name=f"{name.removeprefix('Kota ')} Tengah",
            level=Level.DISTRICT,
            kind=RegionKind.KECAMATAN,
            parent=city,
        )
        RegionFactory(
            code=f"{code}.01.1001",
            name="Gunung Sari",
            level=Level.VILLAGE,
            kind=RegionKind.KELURAHAN,
            parent=district,
        )


def _codes(text: str) -> list[str]:
    return [place.code for place in search_regions(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kalimantan contoh", "99"),
        ("Melati", "99.71"),
        ("kota kenanga", "99.72"),
        ("kec. melati tengah", "99.71.01"),
        ("Gunung Sari, Kenanga", "99.72.01.1001"),
        ("kelurahan gunung sari kota melati", "99.71.01.1001"),
    ],
)
def test_a_place_is_found_by_its_name_and_those_around_it(
    text: str, first: str
) -> None:
    assert _codes(text)[0] == first


def test_a_name_that_two_places_bear_finds_both() -> None:
    assert _codes("gunung sari") == ["99.71.01.1001", "99.72.01.1001"]


def test_the_city_stands_before_what_lies_in_it() -> None:
    assert _codes("melati")[:2] == ["99.71", "99.71.01"]


def test_a_slip_of_the_keys_is_forgiven() -> None:
    assert _codes("gunnung sari kenangga")[0] == "99.72.01.1001"


@pytest.mark.parametrize("text", ["", "  ", "xx", "%", "kecamatan", "\x00", "qqqqqq"])
def test_what_names_no_place_finds_none(text: str) -> None:
    assert search_regions(text) == []


def test_a_search_costs_two_queries_at_most_and_keeps_its_limit(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(2):
        assert len(search_regions("gunung", limit=1)) == 1
    with django_assert_max_num_queries(2):
        search_regions("kenangga melatti")
    assert search_regions("gunung", limit=0) == []
