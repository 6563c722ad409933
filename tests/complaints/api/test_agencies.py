"""The register over the wire: searched, listed page by page, closed to invention."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agencies.domain.kinds import Category
from complaints.api import agencies
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory

pytestmark = pytest.mark.django_db


def ask(**query: str) -> Any:
    return Client().get("/api/v1/agencies/", query)


def test_pages_follow_each_other_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agencies, "PAGE", 2)
    made = [AgencyFactory(fictional=False) for _ in range(5)]
    found: list[str] = []
    after = "0"
    while after:
        page = ask(after=after).json()
        found += [row["ref"] for row in page["results"]]
        after = str(page["next"] or "")
    assert found == [str(agency.ref) for agency in made]


def test_a_row_says_what_a_client_needs_to_file() -> None:
    agency = AgencyFactory(fictional=False)
    assert ask().json()["results"] == [
        {
            "ref": str(agency.ref),
            "name_id": agency.name_id,
            "name_en": agency.name_en,
            "category": Category.KOTA.value,
            "region": "99.71",
        }
    ]


def test_invented_cities_are_not_listed() -> None:
    AgencyFactory(fictional=True)
    assert ask().json() == {"results": [], "next": None}


def test_the_list_is_filtered_by_category() -> None:
    AgencyFactory(fictional=False, category=Category.KOTA)
    assert ask(category=Category.KABUPATEN.value).json()["results"] == []
    assert len(ask(category=Category.KOTA.value).json()["results"]) == 1


def test_an_agency_is_found_by_what_people_call_it() -> None:
    agency = AgencyFactory(fictional=False)
    AgencyAliasFactory(agency=agency, name="Dinas Cempaka", key="dinas cempaka")
    page = ask(q="cempaka").json()
    assert [row["ref"] for row in page["results"]] == [str(agency.ref)]
    assert page["next"] is None


@pytest.mark.parametrize("query", [{"category": "x"}, {"after": "-1"}, {"after": "b"}])
def test_an_unknown_filter_is_a_problem(query: dict[str, str]) -> None:
    answer = ask(**query)
    assert answer.status_code == 422
    assert set(answer.json()["fields_at_fault"]) == set(query)
