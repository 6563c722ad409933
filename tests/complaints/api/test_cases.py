"""Cases over the wire: the rows of the page, its filters, and no word of anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine

from accounts.roles import Role
from accounts.services import tokens as service
from complaints.domain import events
from complaints.domain.states import State, told_to_agency
from complaints.models import Case
from complaints.models.labels import VISIT_LABELS
from complaints.selectors import queue
from complaints.services import examination, restricting
from journal.models import Entry
from tests import tokens
from tests.complaints.story import asked, opened_by_agency
from tests.complaints.views.pages import (
    counted,
    in_correction,
    in_examination,
)
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    calendar,
    file_one,
)
from tests.people import actor, agency, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
OFFICERS = {
    *("ref", "number", "display_number", "version", "state", "turn", "due_on"),
    *("due_kind", "case_class", "urgent", "confidential", "restricted", "substance"),
    *("agency", "unit", "office", "filed_on", "registered_on", "closed_at"),
    "updated_at",
}
AGENCYS = {
    *("ref", "number", "state", "agency", "unit", "office", "released_at"),
}
#: Of whoever reported, and what people wrote.
NOBODYS = (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE, "Jalan Kenari Uji 7")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    calendar()
    with time_machine.travel(FILED, tick=True):
        yield


def token(who: str = "examiner") -> str:
    return tokens.made(person(who))


def results(who: str = "examiner", **query: Any) -> list[dict[str, Any]]:
    answer = tokens.asked("cases/", token(who), **query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def one(case: Case, who: str = "examiner") -> Any:
    return tokens.asked(f"cases/{case.ref}/", token(who))


# --- what is told -------------------------------------------------------------------------
def test_an_officer_reads_each_row_as_on_the_page() -> None:
    """R6: these keys and no others."""
    walk = in_examination()
    asked(walk)
    case = walk.again()
    (row,) = results()
    assert set(row) == OFFICERS
    assert (row["ref"], row["number"]) == (str(case.ref), case.number)
    assert row["display_number"] == case.display_number
    assert (row["state"], row["case_class"]) == ("exam", "light")
    assert row["agency"]["name_id"] == agency().name_id
    assert case.unit is not None
    assert row["unit"]["ref"] == str(case.unit.ref)
    assert row["office"]["code"] == "64"
    assert row["filed_on"] == case.submitted_on.isoformat()
    assert row["registered_on"] == str(case.registered_on)
    assert (row["closed_at"], row["version"]) == (None, case.version)


def test_turn_and_day_are_those_of_the_nearest_term() -> None:
    walk = in_examination()
    (row,) = results()
    nearest = walk.case.deadlines.filter(met_on=None).order_by("due_at").first()
    assert nearest is not None
    assert (row["due_on"], row["due_kind"]) == (
        nearest.due_on.isoformat(),
        nearest.kind,
    )
    assert row["turn"] == "ombudsman"
    walk.case.deadlines.update(holder="liaison")
    assert results()[0]["turn"] == "instansi"
    walk.case.deadlines.update(holder="reporter")
    assert results()[0]["turn"] == "pelapor"
    walk.case.deadlines.update(met_on=FILED.date())
    (row,) = results()
    assert (row["turn"], row["due_on"], row["due_kind"]) == (None, None, None)


def test_one_case_has_its_terms_and_the_version_that_commands_want() -> None:
    case = in_examination().again()
    answer = one(case)
    told = answer.json()
    assert set(told) == OFFICERS | {"terms"}
    assert answer["ETag"] == f'"{case.version}"'
    assert answer["Cache-Control"] == "no-store"
    assert told["terms"]
    assert set(told["terms"][0]) == {"kind", "holder", "due_on", "law", "provisional"}


def test_an_agency_reads_its_released_cases_and_what_it_owes() -> None:
    walk = in_examination()
    assert results("liaison") == []
    assert one(walk.case, "liaison").status_code == 404
    asked(walk)
    case = walk.again()
    (row,) = results("liaison")
    assert set(row) == AGENCYS
    assert (row["number"], row["state"]) == (case.display_number, "exam")
    answer = one(case, "liaison")
    assert set(answer.json()) == AGENCYS | {"duties"}
    assert "ETag" not in answer
    letter = {"kind": "letter", "ref": str(case.ref), "due_on": None}
    assert answer.json()["duties"] == [letter]
    opened_by_agency(walk)
    (question,) = one(case, "liaison").json()["duties"]
    due = case.deadlines.get(kind="clarification").due_on.isoformat()
    assert (question["kind"], question["due_on"]) == ("clarification", due)
    assert one(case, "superior").json()["duties"] == []
    assert results("other_liaison") == []


def test_a_letter_of_another_case_is_no_duty_in_this_one() -> None:
    walks = [in_examination(), in_examination()]
    for walk in walks:
        asked(walk)
    opened_by_agency(walks[0])
    (duty,) = one(walks[0].again(), "liaison").json()["duties"]
    assert duty["kind"] == "clarification"


def test_of_our_drafts_an_agency_reads_nothing() -> None:
    walk = in_examination()
    asked(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    assert results()[0]["state"] == "pre_lhp"
    assert results("liaison")[0]["state"] == "exam"
    assert one(walk.again(), "liaison").json()["state"] == "exam"
    told = {told_to_agency(state) for state in State}
    assert told.isdisjoint({State.PRE_LHP, State.LHP_DRAFT})
    assert State.CORRECTIVE in told


@pytest.mark.parametrize("who", ["examiner", "head", "auditor", "liaison", "superior"])
def test_nobodys_name_and_no_word_of_a_report_stands_in_it(who: str) -> None:
    walk = in_correction()
    case = walk.again()
    for answer in (tokens.asked("cases/", token(who)), one(case, who)):
        assert answer.status_code == 200
        text = answer.content.decode()
        for words in (
            *(*NOBODYS, case.story, case.title, case.locator, "Terbitkan akta."),
            *(person("examiner").name, "Sistem sedang diperbaiki."),
        ):
            assert words not in text, words


def test_a_report_without_a_number_is_called_by_its_ref_and_not_by_its_locator() -> (
    None
):
    case, _receipt = file_one()
    answer = tokens.asked("cases/", token("intake"))
    (row,) = answer.json()["results"]
    assert (row["number"], row["display_number"]) == (None, None)
    assert case.locator not in answer.content.decode()
    for which in (case.locator, str(case.pk)):
        assert tokens.asked(f"cases/{which}/", token("intake")).status_code == 404


# --- one case ------------------------------------------------------------------------------
def test_a_case_is_found_by_ref_and_by_register_number() -> None:
    case = in_examination().again()
    secret = token()
    for which in (str(case.ref), case.number, case.ref.hex):
        answer = tokens.asked(f"cases/{which}/", secret)
        assert answer.json()["ref"] == str(case.ref)
    for which in ("000999.2026", str(uuid4()), "1.2026", f"{case.number}x", "%00"):
        assert tokens.asked(f"cases/{which}/", secret).status_code == 404


def test_what_one_may_not_know_is_what_does_not_exist() -> None:
    case = in_examination().again()
    secret = token("examiner_elsewhere")
    hidden = tokens.asked(f"cases/{case.number}/", secret)
    nothing = tokens.asked("cases/000999.2026/", secret)
    assert hidden.status_code == 404
    assert hidden.content == nothing.content
    case.recusals.create(user=person("examiner"), reason="Kerabat.", created_at=FILED)
    assert one(case).status_code == 404
    assert results() == []


def test_a_restricted_case_keeps_what_it_is_about_until_its_reader_said_why() -> None:
    case = in_examination().again()
    Case.objects.filter(pk=case.pk).update(restricted=True, substance="adminduk")
    (row,) = results()
    assert (row["agency"], row["unit"], row["substance"]) == (None, None, None)
    answer = one(case)
    assert (answer.status_code, answer.json()["code"]) == (403, "reason_wanted")
    assert not Entry.objects.filter(kind=events.CASE_READ).exists()
    assert one(case, "other_examiner").status_code == 404
    restricting.visit(
        ref=case.ref,
        reason=next(iter(VISIT_LABELS)),
        note="",
        actor=actor("examiner"),
        real_now=FILED,
        now=FILED,
    )
    told = one(case).json()
    assert told["agency"]["name_id"] == agency().name_id
    assert told["substance"] == "adminduk"
    assert one(case, "head").status_code == 403


def test_that_a_case_was_read_stands_on_the_readers_chain() -> None:
    """R52: as from the page."""
    case = in_examination().again()
    one(case, "head")
    entry = Entry.objects.get(kind=events.CASE_READ)
    assert (entry.subject_kind, entry.subject_id) == ("user", person("head").pk)
    assert (entry.data["case"], entry.data["held"]) == (str(case.ref), False)
    assert one(case, "examiner_elsewhere").status_code == 404
    refusal = Entry.objects.get(kind=events.ACCESS_REFUSED)
    assert refusal.subject_id == person("examiner_elsewhere").pk
    assert refusal.data["route"] == "api:case"


# --- the list -------------------------------------------------------------------------------
def test_the_filters_are_those_of_the_page() -> None:
    mine, free = in_examination().again(), file_one()[0]
    Case.objects.filter(pk=mine.pk).update(substance="adminduk", urgent=True)
    both = {str(mine.ref), str(free.ref)}

    def found(**query: Any) -> set[str]:
        return {row["ref"] for row in results(**query)}

    assert found() == both
    for query in (
        {"view": "mine"},
        {"q": mine.number},
        {"state": "exam"},
        {"case_class": "light"},
        {"substance": "adminduk"},
        {"holder": "saya"},
        {"urgent": "true"},
        {"view": "all", "sort": "nomor", "state": "exam"},
    ):
        assert found(**query) == {str(mine.ref)}, query
    for query in ({"view": "unassigned"}, {"holder": "kosong"}, {"state": "submitted"}):
        assert found(**query) == {str(free.ref)}, query
    for query in (
        {"agency": agency().name_id},
        {"office": "64"},
        {"turn": "ombudsman"},
        {"secrecy": "open"},
        {"kind": "lm"},
        {"since": "2026-03-09"},
        {"until": "2026-03-09"},
    ):
        assert found(**query) == both, query
    for query in (
        {"view": "closed"},
        {"due": "tanpa"},
        {"since": "2026-03-10"},
        {"until": "2026-03-08"},
        {"turn": "pelapor"},
    ):
        assert found(**query) == set(), query
    office("63")
    assert found(office="63") == set()


@pytest.mark.parametrize(
    ("query", "at_fault"),
    [
        ({"state": "habis"}, "state"),
        ({"after": "besok"}, "after"),
        ({"office": "98"}, "office"),
        ({"office": "6"}, "office"),
        ({"since": "kemarin"}, "since"),
        ({"holder": "7"}, "holder"),
        ({"tahap": "exam"}, "tahap"),
    ],
)
def test_what_is_not_understood_is_named(query: dict[str, str], at_fault: str) -> None:
    answer = tokens.asked("cases/", token(), **query)
    assert answer.status_code == 422
    assert set(answer.json()["fields_at_fault"]) == {at_fault}


@pytest.mark.parametrize("query", [{"q": "akta"}, {"state": "exam"}, {"view": "late"}])
def test_an_agency_searches_nothing(query: dict[str, str]) -> None:
    """The words of the queue's search are ours: an agency gets no answer about them."""
    answer = tokens.asked("cases/", token("liaison"), **query)
    assert answer.status_code == 422
    assert set(answer.json()["fields_at_fault"]) == set(query)


@pytest.mark.parametrize("who", ["examiner", "liaison"])
def test_pages_follow_each_other_to_the_last(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    monkeypatch.setattr("complaints.selectors.agency_cases.PAGE", 2)
    refs = set()
    for _n in range(5):
        walk = in_examination()
        asked(walk)
        refs.add(str(walk.case.ref))
    secret, seen, query = token(who), [], dict[str, str]()
    for _n in range(3):
        told = tokens.asked("cases/", secret, **query).json()
        seen += [row["ref"] for row in told["results"]]
        query = {"after": told["next"]}
    assert query == {"after": None}
    assert sorted(seen) == sorted(refs)


def test_that_somebody_searched_is_on_record_and_that_he_looked_is_not() -> None:
    in_examination()
    results("head")
    assert not Entry.objects.filter(kind=events.SEARCHED).exists()
    results("head", view="mine", sort="nomor")
    assert not Entry.objects.filter(kind=events.SEARCHED).exists()
    results("head", q="akta")
    entry = Entry.objects.get(kind=events.SEARCHED)
    assert (entry.data["found"], entry.data["words"]) == (1, True)
    assert "akta" not in str(entry.data)


@pytest.mark.parametrize("who", ["examiner", "head", "auditor", "liaison", "superior"])
def test_reading_costs_the_same_however_much_there_is(who: str) -> None:
    walk = in_correction()
    secret = token(who)
    addresses = ("cases/", f"cases/{walk.case.ref}/")

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with counted() as asked_for:
                assert tokens.asked(address, secret).status_code == 200
            found.append(len(asked_for))
        return found

    costs()
    few = costs()
    for _n in range(3):
        in_correction()
    assert costs() == few


def test_a_page_that_nobody_reads_cases_on_is_none() -> None:
    """The scope alone opens nothing: whoever is let in past his role finds a 404."""
    case = in_examination().again()
    secret = token()
    other = replace(actor("examiner"), roles=frozenset({Role.ASSESSOR}))

    def opened(**more: Any) -> Any:
        return service.opened(**more)[0], other

    with patch("accounts.bearer.opened", opened):
        for address in ("cases/", f"cases/{case.ref}/", "actions/"):
            assert tokens.asked(address, secret).status_code == 404
