"""The pages of a case on its way to another office, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case, Transfer
from complaints.services import transferring
from tests.complaints.elsewhere import ELSEWHERE, head_elsewhere
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page, counted
from tests.factories.complaints import CANARY_MAIL, CANARY_NAME, CANARY_NIK
from tests.people import agency, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/pindahan/"
WHY = "Peristiwanya di Banjarmasin."


def page_of(row: Transfer) -> str:
    return reverse("work:transfer", args=[row.ref])


def asked(walk: Walk | None = None) -> tuple[Walk, Transfer]:
    walk = walk or Walk()
    if walk.again().examiner_id is None:
        to_examination(walk)
    head_elsewhere()
    told = {"office_id": office(ELSEWHERE).pk, "reason": WHY}
    row = walk.do(transferring.ask_transfer, "head", **told)
    return walk, row


def test_who_is_asked_reads_the_request_and_nothing_of_the_case(
    client: Client,
) -> None:
    login(client, head_elsewhere())
    assert "Tidak ada permintaan yang menunggu." in client.get(HOME).content.decode()
    walk, row = asked()
    case = walk.again()
    for page in (HOME, page_of(row)):
        shown = client.get(page).content.decode()
        for word in (case.display_number, "Pemeriksaan", agency().name_id):
            assert word in shown
        hidden = (case.title, case.story, case.tried, case.hope)
        for word in (*hidden, CANARY_NAME, CANARY_NIK, CANARY_MAIL):
            assert word not in shown
    assert WHY in client.get(page_of(row)).content.decode()
    assert client.get(case_page(case)).status_code == 404


def test_of_a_restricted_case_the_request_does_not_name_the_agency(
    client: Client,
) -> None:
    walk, row = asked()
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    login(client, head_elsewhere())
    for page in (HOME, page_of(row)):
        shown = client.get(page).content.decode()
        assert "perkara terbatas" in shown
        assert agency().name_id not in shown


def test_accepting_leads_to_the_case_and_to_whoever_is_to_hold_it(
    client: Client,
) -> None:
    walk, row = asked()
    login(client, head_elsewhere())
    answer = client.post(page_of(row), {"decision": "accept"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(case_page(walk.case), 302)]
    assert "Perkara ini sekarang milik kantor Anda." in page
    assert act_page(walk.case, "ganti") in page


def test_sending_back_wants_a_reason_at_its_field_and_keeps_the_choice(
    client: Client,
) -> None:
    _walk, row = asked()
    login(client, head_elsewhere())
    page = client.post(page_of(row), {"decision": "refuse"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Tulis mengapa perkara ini dikembalikan." in shown
    assert 'value="refuse"' in shown.split("checked")[0]
    assert client.post(page_of(row)).status_code == 422


def test_the_asking_head_reads_that_it_waits_and_why_it_came_back(
    client: Client,
) -> None:
    walk, row = asked()
    login(client, "head")
    shown = client.get(case_page(walk.case)).content.decode()
    assert "Sudah diminta; jawabannya belum ada." in shown
    assert WHY in shown
    assert client.get(act_page(walk.case, "pindahkan")).status_code == 409
    login(client, head_elsewhere())
    told = {"decision": "refuse", "answer": "Terlapor di wilayah Anda."}
    assert client.post(page_of(row), told).status_code == 302
    login(client, "head")
    shown = client.get(case_page(walk.case)).content.decode()
    assert "Terlapor di wilayah Anda." in shown
    assert client.get(act_page(walk.case, "pindahkan")).status_code == 200


def test_a_second_answer_finds_nothing_to_answer(client: Client) -> None:
    _walk, row = asked()
    login(client, head_elsewhere())
    client.post(page_of(row), {"decision": "accept"})
    assert client.get(page_of(row)).status_code == 404
    assert client.post(page_of(row), {"decision": "accept"}).status_code == 404


@pytest.mark.parametrize("who", ["head", "intake", "examiner_elsewhere", "liaison"])
def test_nobody_else_finds_the_request(client: Client, who: str) -> None:
    _walk, row = asked()
    login(client, who)
    assert client.get(page_of(row)).status_code == 404
    assert client.post(page_of(row), {"decision": "accept"}).status_code == 404
    assert Transfer.objects.get(pk=row.pk).decided_at is None


def test_the_list_costs_the_same_however_long_it_is(client: Client) -> None:
    asked()
    login(client, head_elsewhere())
    client.get(HOME)
    with counted() as one:
        client.get(HOME)
    for _ in range(3):
        asked()
    with counted() as four:
        client.get(HOME)
    assert len(four) == len(one)


def test_the_form_offers_only_offices_that_can_answer(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "head")
    page = client.get(act_page(walk.case, "pindahkan")).content.decode()
    assert office(ELSEWHERE).name_id not in page
    head_elsewhere()
    page = client.get(act_page(walk.case, "pindahkan")).content.decode()
    assert office(ELSEWHERE).name_id in page
    assert office().name_id not in page.split("<form")[-1]
    assert person("head").name in page
