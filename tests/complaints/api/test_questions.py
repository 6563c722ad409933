"""Questions of a substance over the wire, and a report that answers them."""

from __future__ import annotations

from typing import Any

import pytest

from complaints.models import Case, CaseAnswer, Question
from tests.complaints.api.test_reports import file
from tests.complaints.services.test_substance_editing import (
    published as published_substance,
)
from tests.complaints.views.test_beside_the_story import ASKED, SAID, published
from tests.factories.agencies import AgencyFactory, RegionFactory
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/questions/"


@pytest.fixture(autouse=True)
def places() -> None:
    calendar()
    AgencyFactory(code="99.71", region__code="99.71")


@pytest.fixture
def questions() -> list[Question]:
    return published()


def answered(rows: list[Question], /, **changes: Any) -> dict[str, Any]:
    """A report's part about its substance: every question answered."""
    values = ("A-17", SAID, "2026-03-09", "2", "yes")
    told = {
        "substance": "adminduk",
        "questions": rows[0].set_id,
        "answers": [
            {"question": one.pk, "answer": value}
            for one, value in zip(rows, values, strict=True)
        ],
    }
    return told | changes


def test_a_program_learns_what_is_asked_now(
    client: Any, questions: list[Question]
) -> None:
    told = client.get(ADDRESS, {"substance": "adminduk"}).json()
    assert told["questions"] == questions[0].set_id
    assert [one["kind"] for one in told["results"]] == [str(one.kind) for one in ASKED]
    assert told["results"][3]["choices"] == [
        ["KTP", "Identity card"],
        ["Akta", "Certificate"],
    ]


def test_a_substance_that_asks_nothing_says_so_and_an_unknown_one_is_refused(
    client: Any,
) -> None:
    told = client.get(ADDRESS, {"substance": "air"})
    assert told.json() == {"questions": None, "results": []}
    assert client.get(ADDRESS, {"substance": "x"}).status_code == 422
    assert client.get(ADDRESS).status_code == 422


def test_a_program_learns_what_may_be_chosen_today_in_both_languages(
    client: Any,
) -> None:
    published_substance(place=1)
    published_substance("adminduk", offered=False)
    rows = client.get("/api/v1/substances/").json()
    assert len(rows) == 35
    assert rows[0] == {
        "code": "air",
        "name_id": "Air minum",
        "name_en": "Drinking water",
    }


def test_what_is_retired_is_refused_in_a_report_and_asked_nothing_about(
    client: Any,
) -> None:
    published_substance(offered=False)
    assert client.get(ADDRESS, {"substance": "air"}).status_code == 422
    answer = file(substance="air")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "substance" in answer.json()["fields_at_fault"]
    assert not Case.objects.exists()


def test_an_answered_report_is_filed_with_its_rows(questions: list[Question]) -> None:
    answer = file(**answered(questions), place="Loket 2")
    assert answer.status_code == 201, answer.content
    case = Case.objects.get()
    assert (case.substance, case.place) == ("adminduk", "Loket 2")
    assert CaseAnswer.objects.filter(case=case).count() == len(ASKED)


def test_a_village_is_a_place_and_its_province_decides_the_office() -> None:
    village = RegionFactory(code="99.71.01.1001", level="village", kind="kelurahan")
    assert file(region_code=village.code).status_code == 201
    assert Case.objects.get().region_code == "99.71.01.1001"


def test_what_hurries_is_marked_and_called_upon_first() -> None:
    assert file(urgent="jiwa").status_code == 201
    assert Case.objects.get().urgent
    assert file(urgent="besok").status_code == 422


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"questions": 10**9}, "unknown_questions"),
        ({"questions": 10**30}, "unknown_questions"),
        ({"substance": "air"}, "unknown_questions"),
        ({"answers": []}, "unanswered"),
        ({"answers": [{"question": 10**9, "answer": "x"}]}, "answer"),
        ({"substance": "x"}, "invalid"),
        ({"answers": [{"question": 1}]}, "invalid"),
    ],
)
def test_answers_that_do_not_fit_are_refused_and_nothing_is_filed(
    questions: list[Question], changes: dict[str, Any], code: str
) -> None:
    answer = file(**answered(questions, **changes))
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert not Case.objects.exists()


@pytest.mark.parametrize(("place", "value"), [(2, "9 Maret"), (3, "3"), (4, "ya")])
def test_an_answer_of_the_wrong_kind_is_refused(
    questions: list[Question], place: int, value: str
) -> None:
    told = answered(questions)
    told["answers"][place]["answer"] = value
    assert file(**told).json()["code"] == "answer"


def test_answers_without_their_version_are_refused(questions: list[Question]) -> None:
    told = answered(questions)
    del told["questions"]
    assert file(**told).json()["code"] == "questions_missing"
