"""What agencies were told to do, over the wire: of the bearer's cases, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from complaints.domain import events
from complaints.domain.tracker import Status, status_of
from complaints.models import Case, CorrectiveAction
from complaints.selectors import tracker
from journal.models import Entry
from tests import tokens
from tests.complaints.story import to_signed_lhp
from tests.complaints.views.pages import counted, in_correction, in_examination
from tests.factories.complaints import CANARY_NAME, FILED, calendar
from tests.people import agency, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
KEYS = {
    *("ref", "case", "n", "instrument", "status", "binds", "due_on", "received_on"),
    *("executed_on", "agency", "unit", "text"),
}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    calendar()
    with time_machine.travel(FILED, tick=True):
        yield


def token(who: str = "examiner") -> str:
    return tokens.made(person(who))


def results(who: str = "examiner", **query: Any) -> list[dict[str, Any]]:
    answer = tokens.asked("actions/", token(who), **query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@pytest.mark.parametrize("who", ["examiner", "head", "auditor", "liaison", "superior"])
def test_each_tells_its_day_and_how_far_it_is(who: str) -> None:
    """R6: the same keys for everybody."""
    walk = in_correction()
    case, action = walk.again(), walk.case.actions.get(n=1)
    row = next(row for row in results(who) if row["n"] == 1)
    assert set(row) == KEYS
    assert row["case"] == {"ref": str(case.ref), "number": case.display_number}
    assert row["ref"] == str(action.ref)
    assert (row["instrument"], row["status"], row["binds"]) == ("tk", "belum", True)
    assert row["due_on"] == str(action.due_on)
    assert row["received_on"] == str(action.received_on)
    assert row["agency"]["ref"] == str(agency().ref)
    assert action.unit is not None
    assert (row["unit"]["ref"], row["executed_on"]) == (str(action.unit.ref), None)
    assert row["text"] == "Terbitkan akta."
    assert CANARY_NAME not in str(row)


@pytest.mark.parametrize("who", ["other_liaison", "examiner_elsewhere"])
def test_whoever_may_not_know_the_case_reads_no_action_of_it(who: str) -> None:
    in_correction()
    assert results(who) == []


def test_an_agency_reads_an_order_when_it_has_received_it() -> None:
    walk = in_examination()
    to_signed_lhp(walk)
    assert len(results()) == 2
    assert results("liaison") == []


def test_who_is_kept_out_of_a_case_reads_none_of_its_actions() -> None:
    walk = in_correction()
    walk.case.recusals.create(
        user=person("examiner"), reason="Kerabat.", created_at=FILED
    )
    assert results() == []


def test_a_restricted_case_keeps_what_is_asked_of_whom() -> None:
    walk = in_correction()
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    for row in results("head"):
        assert (row["agency"], row["unit"], row["text"]) == (None, None, None)
        assert row["due_on"]
    assert {row["text"] for row in results("liaison")} >= {"Terbitkan akta."}


def test_the_filters_are_those_of_the_page() -> None:
    walk = in_correction()
    first = walk.case.actions.get(n=1)
    CorrectiveAction.objects.filter(pk=first.pk).update(annulled_on=FILED.date())

    def found(**query: str) -> list[int]:
        return [row["n"] for row in results(**query)]

    assert found() == [2]
    assert found(view="semua") == [1, 2]
    assert found(status="dibatalkan") == [1]
    assert found(status="belum") == [2]
    day = str(first.due_on)
    for query in (
        {"instrument": "tk"},
        {"holder": "saya"},
        {"agency": agency().name_id},
        {"state": "corrective"},
        {"due_since": day},
        {"due_until": day},
        {"sort": "umur"},
        {"since": "2026-03-09"},
    ):
        assert found(**query) == [2], query
    for query in (
        {"instrument": "saran"},
        {"view": "lewat"},
        {"until": "2026-03-08"},
        {"substance": "air"},
        {"agency": "Tidak Ada"},
    ):
        assert found(**query) == [], query


def test_how_far_an_action_is_has_one_code() -> None:
    free = {"annulled": False, "excused": False, "superseded": False}
    assert status_of("sebagian", **free) is Status.SEBAGIAN
    for name, status in (
        ("annulled", Status.ANNULLED),
        ("excused", Status.EXCUSED),
        ("superseded", Status.SUPERSEDED),
    ):
        assert status_of("belum", **(free | {name: True})) is status


@pytest.mark.parametrize(
    ("who", "query"),
    [
        ("examiner", {"view": "habis"}),
        ("examiner", {"after": "besok"}),
        ("examiner", {"badan": "x"}),
        ("liaison", {"view": "lewat"}),
        ("liaison", {"status": "belum"}),
    ],
)
def test_what_is_not_understood_is_named(who: str, query: dict[str, str]) -> None:
    answer = tokens.asked("actions/", token(who), **query)
    assert answer.status_code == 422
    assert set(answer.json()["fields_at_fault"]) == set(query)


@pytest.mark.parametrize("who", ["examiner", "liaison"])
def test_pages_follow_each_other_to_the_last(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker, "PAGE", 3)
    monkeypatch.setattr("complaints.selectors.agency_cases.PAGE", 3)
    for _n in range(2):
        in_correction()
    secret, seen, query = token(who), [], dict[str, str]()
    for _n in range(2):
        told = tokens.asked("actions/", secret, **query).json()
        seen += [row["ref"] for row in told["results"]]
        query = {"after": told["next"]}
    assert query == {"after": None}
    assert sorted(seen) == sorted(
        str(ref) for ref in CorrectiveAction.objects.values_list("ref", flat=True)
    )


def test_that_somebody_narrowed_the_list_is_on_record() -> None:
    in_correction()
    results("head")
    assert not Entry.objects.filter(kind=events.SEARCHED).exists()
    results("head", status="belum")
    entry = Entry.objects.get(kind=events.SEARCHED)
    assert (entry.data["view"], entry.data["found"]) == ("actions.open", 1)


@pytest.mark.parametrize("who", ["examiner", "head", "auditor", "liaison", "superior"])
def test_reading_costs_the_same_however_much_there_is(who: str) -> None:
    in_correction()
    secret = token(who)
    tokens.asked("actions/", secret)
    with counted() as few:
        tokens.asked("actions/", secret)
    for _n in range(3):
        in_correction()
    with counted() as many:
        tokens.asked("actions/", secret)
    assert len(few) == len(many), many
