"""People find an agency by what they call it, slips included."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.selectors import AgencyMatch, search_agencies
from agencies.services.loading import Report
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(reports: list[Report], db: None) -> None:
    assert not [error for report in reports for error in report.errors]


def name_of(match: AgencyMatch) -> str:
    return match.unit.name_id if match.unit else match.agency.name_id


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("balik papan", "Pemerintah Kota Balikpapan"),
        ("blikpapan", "Pemerintah Kota Balikpapan"),
        ("Pemkot Balikpapan", "Pemerintah Kota Balikpapan"),
        ("pemkot solo", "Pemerintah Kota Surakarta"),
        ("TOJO UNA-UNA", "Pemerintah Kabupaten Tojo Una Una"),
        ("tanjung balai", "Pemerintah Kota Tanjungbalai"),
        ("kemenkes", "Kementerian Kesehatan"),
        ("ministry of health", "Kementerian Kesehatan"),
        ("ombudsmen", "Ombudsman Republik Indonesia"),
        (
            "dukcapil balikpapan",
            "Dinas Kependudukan dan Pencatatan Sipil Kota Balikpapan",
        ),
        (
            "disdukcapil balikpapn",
            "Dinas Kependudukan dan Pencatatan Sipil Kota Balikpapan",
        ),
        ("bpn sidoarjo", "Kantor Pertanahan Kabupaten Sidoarjo"),
        ("polres paser", "Kepolisian Resor (Polres) Kabupaten Paser"),
    ],
)
def test_the_best_match_comes_first(text: str, first: str) -> None:
    assert name_of(search_agencies(text)[0]) == first


def test_the_name_of_a_dissolved_agency_finds_its_successors() -> None:
    codes = {match.agency.code for match in search_agencies("kemendikbud")}
    assert {"K58", "K59", "K60"} <= codes
    assert not {code for code in codes if code.startswith("EX-")}


def test_a_name_of_two_governments_offers_both() -> None:
    names = [name_of(match) for match in search_agencies("malang")[:2]]
    assert names == ["Pemerintah Kabupaten Malang", "Pemerintah Kota Malang"]


def test_a_place_leaves_its_own_agencies_and_the_central_ones() -> None:
    matches = search_agencies("dinas pendidikan", region="64.71.01", limit=50)
    assert name_of(matches[0]) == "Dinas Pendidikan Kota Balikpapan"
    assert {
        match.unit.region.code for match in matches if match.unit and match.unit.region
    } == {"64.71"}
    assert {m.agency.code[0] for m in matches if not m.unit} <= {"K", "L"}


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzzqqq"])
def test_nothing_to_go_by_finds_nothing(text: str) -> None:
    assert search_agencies(text) == []


def test_no_more_than_the_limit() -> None:
    assert len(search_agencies("dinas", limit=7)) == 7
    assert search_agencies("dinas", limit=0) == []


def test_units_and_agencies_that_are_no_more_are_left_out(
    closed: Callable[[], None],
) -> None:
    closed()
    assert search_agencies("wreksadiningrat") == []


@pytest.fixture
def closed() -> Callable[[], None]:
    def make() -> None:
        gone = AgencyFactory.create(valid_to="2020-01-01")
        AgencyAliasFactory.create(agency=gone, name="Wreksadiningrat")
        UnitFactory.create(agency=gone, key="wreksadiningrat satu")
        UnitFactory.create(valid_to="2020-01-01", key="wreksadiningrat dua")

    return make


@pytest.mark.parametrize("text", ["malang", "dinas pendidikan kota", "kemendikbud"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_matches(
    text: str,
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for match in search_agencies(text, limit=100):
            assert match.agency.region is None or match.agency.region.name
            assert match.unit is None or match.unit.agency == match.agency
    assert len(queries) <= 4
