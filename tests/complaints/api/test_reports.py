"""Filing and tracking over the wire, for clients that hold no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actor import STRANGER
from complaints.api import reports
from complaints.domain import events
from complaints.models import Case
from complaints.models.choices import Channel, Secrecy
from complaints.services import tracking
from journal.errors import InFlight
from journal.models import Entry
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import CANARY_NAME, calendar, renewed
from tests.people import login

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
WRONG_CODE = "0000-0000-0000"


@pytest.fixture(autouse=True)
def places() -> None:
    calendar()
    AgencyFactory(code="99.71", region__code="99.71")


def body(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "story": "Akta kelahiran belum terbit.",
        "region_code": "99.71",
        "agency_label": "Dinas Dukcapil",
        "tried": "Keluhan tertulis.",
        "hope": "Akta terbit.",
        "secrecy": "open",
        "reporter": {
            "name": CANARY_NAME,
            "birth_place": "Balikpapan",
            "birth_date": "1990-01-01",
            "marital_status": "kawin",
            "occupation": "penjahit",
            "address": "Jalan Kenari Uji 7",
            "nik": "6471054101900000",
            "phone": "0812-9999-0000",
        },
    }
    return told | changes


def post(
    address: str, data: dict[str, Any], *, key: str = "", client: Client | None = None
) -> Any:
    """As a program would: no cookie, no form token, and a judge who wants one."""
    sender = client or Client(enforce_csrf_checks=True)
    headers = {"Idempotency-Key": key} if key else {}
    return sender.post(
        f"/api/v1/{address}/", data, content_type="application/json", headers=headers
    )


def file(**changes: Any) -> Any:
    return post("reports", body(**changes), key=str(uuid4()))


def shown(answer: HttpResponse) -> tuple[int, bytes]:
    return answer.status_code, answer.content


def test_a_code_that_was_replaced_since_is_not_told_again() -> None:
    key = str(uuid4())
    first = post("reports", body(), key=key).json()
    renewed(Case.objects.get())
    again = post("reports", body(), key=key)
    assert (again.status_code, again.json()["code"]) == (409, "code_replaced")
    assert first["code"] not in again.content.decode()


def test_a_report_is_filed_by_the_same_use_case() -> None:
    agency = AgencyFactory()
    answer = file(agency=str(agency.ref), secrecy="confidential")
    assert answer.status_code == 201
    receipt = answer.json()
    case = Case.objects.get(locator=receipt["number"])
    assert case.channel == Channel.API
    assert case.secrecy == Secrecy.CONFIDENTIAL
    assert case.agency == agency
    assert receipt["track"].endswith(f"/lacak/{case.locator}/")
    assert Entry.objects.get(kind=events.CASE_FILED).subject_id == case.pk
    assert case.code_hash not in answer.content.decode()


def test_the_same_key_gives_the_same_receipt_and_one_case() -> None:
    key = str(uuid4())
    first = post("reports", body(), key=key)
    again = post("reports", body(), key=key)
    assert first.json() == again.json()
    assert (first.status_code, again.status_code) == (201, 200)
    assert Case.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict() -> None:
    key = str(uuid4())
    post("reports", body(), key=key)
    answer = post("reports", body(hope="Lain."), key=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert Case.objects.count() == 1


def test_a_report_in_flight_is_a_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_more: object) -> None:
        raise InFlight("file")

    monkeypatch.setattr(reports, "file_report", busy)
    answer = file()
    assert (answer.status_code, answer.json()["code"]) == (409, "in_flight")
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("key", ["", "bukan-uuid"])
def test_without_a_key_nothing_is_filed(key: str) -> None:
    answer = post("reports", body(), key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_missing")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"region_code": "98.71"}, "unknown_region"),
        ({"region_code": "99-nonsense"}, "unknown_region"),
        ({"agency": str(uuid4())}, "unknown_agency"),
    ],
)
def test_an_unknown_place_or_agency_is_said(change: dict[str, Any], code: str) -> None:
    answer = file(**change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "at_fault"),
    [
        ({"story": ""}, "story"),
        ({"secrecy": "rahasia"}, "secrecy"),
        ({"reporter": body()["reporter"] | {"nik": "123"}}, "reporter"),
        ({"reporter": body()["reporter"] | {"phone": "12"}}, "reporter"),
        ({"reporter": body()["reporter"] | {"birth_date": "kemarin"}}, "reporter"),
    ],
)
def test_what_is_missing_is_named_and_not_repeated(
    change: dict[str, Any], at_fault: str
) -> None:
    answer = file(**change)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()["fields_at_fault"]) == {at_fault}
    assert CANARY_NAME not in answer.content.decode()


ALIEN = {
    "nik": "",
    "kitas": "2c11-uji-9",
    "sex": "female",
    "represented_name": "Kenari Diwakili Uji",
    "represented_relation": "keluarga",
    "news": "sms",
    "language": "en",
}


def test_a_program_may_say_for_whom_with_which_paper_and_how_to_bring_news() -> None:
    told = body()["reporter"] | ALIEN
    when = {"happened_on": "2026-03-01", "happened_precision": "month"}
    assert file(reporter=told, **when).status_code == 201
    case = Case.objects.get()
    assert (case.on_behalf, case.identity_paper) == (True, "kitas")
    assert case.contact_marks == {"phone": "given", "news": "sms"}
    assert case.happened_precision == "month"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kitas": "?"},
        {"passport": "12"},
        {"sex": "x"},
        {"represented_relation": ""},
        {"represented_name": ""},
        {"news": "pos"},
        {"news": "email"},
        {"news": "whatsapp", "phone": "0542-123456"},
        {"language": "fr"},
    ],
)
def test_what_a_program_says_of_the_reporter_is_checked(wrong: dict[str, str]) -> None:
    answer = file(reporter=body()["reporter"] | ALIEN | wrong)
    assert (answer.status_code, set(answer.json()["fields_at_fault"])) == (
        422,
        {"reporter"},
    )
    assert not Case.objects.exists()


def test_who_signed_in_with_a_browser_is_nobody_here(client: Client) -> None:
    login(client, "citizen")
    answer = post("reports", body(), key=str(uuid4()), client=client)
    assert answer.status_code == 201
    assert Case.objects.get().filed_by is None
    assert Entry.objects.get(kind=events.CASE_FILED).actor_kind == STRANGER.kind


# --- tracking ----------------------------------------------------------------


def test_number_and_code_tell_where_it_stands_and_nothing_of_whom() -> None:
    receipt = file().json()
    sent = {"number": receipt["number"], "code": receipt["code"].lower()}
    answer = post("reports/track", sent)
    assert answer.status_code == 200
    told = answer.json()
    assert set(told) == {"number", "register_number", "state", "filed_at", "terms"}
    assert (told["state"], told["register_number"]) == ("submitted", None)
    assert told["terms"]
    assert set(told["terms"][0]) == {"kind", "holder", "due_on", "law", "provisional"}
    assert CANARY_NAME not in answer.content.decode()


def test_a_wrong_number_and_a_wrong_code_are_answered_alike_to_the_byte() -> None:
    receipt = file().json()
    number = post("reports/track", {"number": "ZZZZZZZZ", "code": receipt["code"]})
    code = post("reports/track", {"number": receipt["number"], "code": WRONG_CODE})
    assert shown(number) == shown(code)
    assert code.status_code == 403
    assert code.json()["code"] == "wrong_code"


def test_after_the_budget_even_the_right_code_waits() -> None:
    receipt = file().json()
    wrong = {"number": receipt["number"], "code": WRONG_CODE}
    for _ in range(tracking.TRIES):
        assert post("reports/track", wrong).status_code == 403
    answer = post(
        "reports/track", {"number": receipt["number"], "code": receipt["code"]}
    )
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
    assert answer["Retry-After"] == "3600"


@pytest.mark.parametrize("sent", [{}, {"number": "ABCDEFGH"}, {"code": WRONG_CODE}])
def test_both_are_needed(sent: dict[str, str]) -> None:
    assert post("reports/track", sent).status_code == 422


def test_tracking_opens_no_session() -> None:
    receipt = file().json()
    sender = Client(enforce_csrf_checks=True)
    sent = {"number": receipt["number"], "code": receipt["code"]}
    answer = post("reports/track", sent, client=sender)
    assert answer.status_code == 200
    assert not sender.cookies


def test_a_key_that_is_not_ours_is_named_and_nothing_is_filed() -> None:
    """R7: neither taken nor passed over in silence, at any depth."""
    answer = file(state="closed")
    assert answer.status_code == 422
    assert answer.json()["fields_at_fault"] == {"state": ["unknown"]}
    deep = body()
    deep["reporter"] |= {"is_staff": True}
    answer = post("reports", deep, key=str(uuid4()))
    assert answer.json()["fields_at_fault"] == {"reporter": {"is_staff": ["unknown"]}}
    assert not Case.objects.exists()


def test_of_many_strange_keys_a_few_are_told_back() -> None:
    answer = file(**{f"{'x' * 90}{n}": 1 for n in range(1000)})
    assert answer.status_code == 422
    assert len(answer.content) < 2000
