"""Published scores over the wire: filtered, page by page, each with its source."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from compliance.api import scores
from tests.factories.compliance import PublishedResultFactory

pytestmark = pytest.mark.django_db


def ask(**query: str) -> Any:
    return Client().get("/api/v1/scores/", query)


def test_a_row_says_the_score_as_it_was_published_and_by_whom() -> None:
    result = PublishedResultFactory()
    assert ask().json()["results"] == [
        {
            "year": 2024,
            "category": "kota",
            "name": result.label,
            "agency": str(result.agency.ref),
            "score": "95.57",
            "zone": result.zone,
            "grade": result.grade,
            "published_by": result.source,
        }
    ]


def test_a_result_of_an_agency_that_is_not_in_the_register_still_counts() -> None:
    PublishedResultFactory(agency=None, label="Kota Lama")
    (row,) = ask().json()["results"]
    assert (row["agency"], row["name"]) == (None, "Kota Lama")


def test_the_list_is_filtered_by_year_and_category() -> None:
    PublishedResultFactory(year=2024)
    PublishedResultFactory(year=2023)
    assert [row["year"] for row in ask(year="2023").json()["results"]] == [2023]
    assert ask(year="2023", category="provinsi").json()["results"] == []


def test_pages_follow_each_other_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "PAGE", 2)
    for _ in range(5):
        PublishedResultFactory()
    found, after = 0, "0"
    while after:
        page = ask(after=after).json()
        found += len(page["results"])
        after = str(page["next"] or "")
    assert found == 5


def test_an_unknown_filter_is_a_problem() -> None:
    answer = ask(year="dulu")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
