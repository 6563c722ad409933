"""The custodian's pages and the asker's, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case, IdentityRequest
from complaints.services import writing
from tests.complaints.keepers import asked, decided, held
from tests.complaints.views.pages import counted
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    FILED,
    calendar,
    confidential_one,
)
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/penjaga/"


def door(case: Case) -> str:
    return reverse("work:identity", args=[case.ref])


def page_of(row: IdentityRequest) -> str:
    return reverse("work:custody_request", args=[row.ref])


def test_the_list_says_who_asks_what_for_and_nothing_of_the_case(
    client: Client,
) -> None:
    case, _receipt = held()
    writing.write_note(
        ref=case.ref, text="Rahasia dapur.", actor=actor("examiner"), now=FILED
    )
    login(client, "custodian")
    assert "Tidak ada permintaan yang menunggu." in client.get(HOME).content.decode()
    row = asked(case)
    for page in (HOME, page_of(row)):
        shown = client.get(page).content.decode()
        for word in (case.locator, person("examiner").name, "Pemeriksaan", "pasal 28"):
            assert word in shown
        hidden = (case.title, case.story, case.tried, case.hope, "Rahasia dapur.")
        for word in (*hidden, CANARY_NAME, CANARY_NIK, CANARY_MAIL):
            assert word not in shown
    assert client.get(reverse("work:case", args=[case.ref])).status_code == 404
    assert client.get(door(case)).status_code == 404


def test_a_grant_leads_back_to_the_list_where_it_can_be_taken_back(
    client: Client,
) -> None:
    case, _receipt = held()
    row = asked(case)
    login(client, "custodian")
    assert client.post(page_of(row), {}).status_code == 422
    answer = client.post(page_of(row), {"decision": "grant"})
    assert answer.headers["Location"] == HOME
    assert "Disetujui" in client.get(HOME).content.decode()
    assert "Cabut persetujuan" in client.get(page_of(row)).content.decode()
    again = client.post(page_of(row), {"decision": "refuse", "reason": "x"})
    assert again.status_code == 409
    assert "sudah diputus" in again.content.decode()
    away = reverse("work:custody_revoke", args=[row.ref])
    assert client.get(away).status_code == 405
    client.post(away)
    assert IdentityRequest.objects.get().revoked_by == person("custodian")
    shown = client.post(away, follow=True).content.decode()
    assert "Tidak ada persetujuan yang berlaku." in shown
    assert "Cabut persetujuan" not in shown


def test_a_refusal_without_a_reason_is_asked_for_it_at_its_field(
    client: Client,
) -> None:
    case, _receipt = held()
    row = asked(case)
    login(client, "custodian")
    answer = client.post(page_of(row), {"decision": "refuse"})
    assert answer.status_code == 422
    assert "Sebutkan alasan menolak." in answer.content.decode()
    client.post(page_of(row), {"decision": "refuse", "reason": "Tidak perlu."})
    login(client, "examiner")
    shown = client.get(door(case)).content.decode()
    assert "Ditolak" in shown
    assert "Tidak perlu." in shown
    assert "Kirim permintaan" in shown  # he may ask again


def test_the_asker_waits_and_sees_how_it_stands(client: Client) -> None:
    case, _receipt = held()
    login(client, "examiner")
    assert client.post(door(case), {"purpose": "examine"}).status_code == 422
    body = {"purpose": "examine", "basis": "examination"}
    assert client.post(door(case), body).headers["Location"] == door(case)
    waiting = client.get(door(case)).content.decode()
    assert "Menunggu putusan" in waiting
    assert "Kirim permintaan" not in waiting
    again = client.post(door(case), body)
    assert again.status_code == 409
    assert "Permintaan Anda sudah ada." in again.content.decode()
    assert IdentityRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_after_the_grant_the_asker_opens_it_and_nobody_elses_session_does(
    client: Client,
) -> None:
    """R14: the custodian's session opens nothing, though she knows the address."""
    case, _receipt = held()
    row = decided(asked(case))
    login(client, "examiner")
    answer = client.post(door(case))
    assert answer.status_code == 302
    identity = answer.headers["Location"]
    page = client.get(identity).content.decode()
    assert CANARY_NAME in page
    for who in ("custodian", "head", "other_examiner"):
        login(client, who)
        assert client.get(identity).status_code == 404
    login(client, "custodian")
    client.post(reverse("work:custody_revoke", args=[row.ref]))
    login(client, "examiner")
    over = client.get(identity)
    assert over.status_code == 403
    assert "tidak berlaku lagi" in over.content.decode()
    assert CANARY_NAME not in over.content.decode()
    assert "dicabut" in client.get(door(case)).content.decode()


def test_a_shared_browser_is_still_two_persons(client: Client) -> None:
    """R14: signing in as the other one in the same browser carries nothing over."""
    case, _receipt = held()
    login(client, "examiner")
    client.post(door(case), {"purpose": "examine", "basis": "examination"})
    row = IdentityRequest.objects.get()
    assert client.get(page_of(row)).status_code == 404
    login(client, "custodian")
    assert client.post(page_of(row), {"decision": "grant"}).status_code == 302
    assert client.post(door(case)).status_code == 404
    assert IdentityRequest.objects.get().decided_by != row.asked_by


@pytest.mark.parametrize("who", ["examiner", "head", "auditor", "system_admin"])
def test_the_custodians_rooms_are_hers_alone(client: Client, who: str) -> None:
    calendar()
    case, _receipt = held()
    row = asked(case)
    login(client, who)
    assert client.get(HOME).status_code == 404
    assert client.get(page_of(row)).status_code == 404
    assert client.post(page_of(row), {"decision": "grant"}).status_code == 404
    assert HOME not in client.get("/kerja/", follow=True).content.decode()


def test_an_old_second_factor_is_asked_for_before_a_decision(client: Client) -> None:
    case, _receipt = held()
    row = asked(case)
    login(client, "custodian", minutes_ago=10)
    for answer in (
        client.get(page_of(row)),
        client.post(page_of(row), {"decision": "grant"}),
        client.post(reverse("work:custody_revoke", args=[row.ref])),
    ):
        assert answer.headers["Location"].startswith("/masuk/ulang/")
    assert client.get(HOME).status_code == 200
    assert IdentityRequest.objects.get().granted is None


def test_the_list_costs_the_same_however_many_wait(client: Client) -> None:
    asked(held()[0])
    login(client, "custodian")
    client.get(HOME)
    with counted() as few:
        client.get(HOME)
    for _n in range(4):
        asked(held()[0])
    with counted() as many:
        client.get(HOME)
    assert len(few) == len(many)


def test_who_does_not_hold_the_case_cannot_ask(client: Client) -> None:
    case, _receipt = confidential_one()
    login(client, "other_examiner")
    answer = client.get(door(case))
    assert answer.status_code == 403
    assert "Hanya petugas perkara ini" in answer.content.decode()
    body = {"purpose": "examine", "basis": "examination"}
    assert client.post(door(case), body).status_code == 403
