"""What the home page shows of the scores."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from compliance.models import ZoneCount
from compliance.selectors.board import teaser
from tests.factories.agencies import AgencyFactory, RegionFactory
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedRankFactory,
    PublishedResultFactory,
    ZoneCountFactory,
)

pytestmark = pytest.mark.django_db


def test_without_published_facts_the_teaser_is_hidden(client: Client) -> None:
    assert teaser().zones == ()
    page = client.get(reverse("citizen:home")).content.decode()
    assert "Rapor pelayanan publik" not in page


@pytest.fixture
def facts() -> None:
    """Two years of zones, and results in two provinces."""
    MethodologyFactory(code="2024", official=True, share=0, first_year=2024, year=2024)
    for year, green in ((2021, 179), (2024, 494)):
        ZoneCountFactory(
            year=year,
            category=ZoneCount.TOTAL,
            green=green,
            yellow=70,
            red=23,
        )
    here = AgencyFactory(region=RegionFactory(code="64.71"), fictional=False)
    PublishedResultFactory(agency=here)
    for place in ("31.71", "31.72"):
        there = AgencyFactory(region=RegionFactory(code=place), fictional=False)
        PublishedResultFactory(agency=there, score=Decimal("80.00"))
    PublishedResultFactory(agency=AgencyFactory(region=None), score=Decimal("99"))


@pytest.mark.usefixtures("facts")
def test_zones_come_by_year_and_the_province_with_most_results() -> None:
    shown = teaser()
    assert [row.year for row in shown.zones] == [2021, 2024]
    assert (shown.year, shown.province) == (2024, "Provinsi 31")
    assert len(shown.rows) == 2


@pytest.mark.usefixtures("facts")
def test_the_home_of_the_first_of_98_comes_before() -> None:
    home = AgencyFactory(region=RegionFactory(code="64.71"))
    PublishedRankFactory(agency=home)
    assert teaser().province == "Provinsi 64"


@pytest.mark.usefixtures("facts")
def test_the_home_page_draws_the_zones_with_a_table_beside(client: Client) -> None:
    page = client.get(reverse("citizen:home")).content.decode()
    assert "<b>494 dari 587 instansi</b>" in page
    assert "84% hijau, 23 merah" in page
    assert "<table" in page


def test_a_year_with_counts_only_shows_no_results() -> None:
    ZoneCountFactory(category=ZoneCount.TOTAL)
    shown = teaser()
    assert (shown.province, shown.rows) == ("", ())
