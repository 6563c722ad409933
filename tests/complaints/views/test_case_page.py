"""The officer's case page, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import Case, Note, ReporterMessage
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import (
    case_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.complaints import FILED
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    return in_examination()


@pytest.mark.parametrize("who", ["examiner", "other_examiner", "head", "auditor"])
def test_the_office_and_the_auditor_read_a_case(
    client: Client, walk: Walk, who: str
) -> None:
    login(client, who)
    page = client.get(case_page(walk.case)).content.decode()
    assert walk.case.story in page
    assert ("Minta penjelasan instansi" in page) == (who == "examiner")


@pytest.mark.parametrize("who", ["citizen", "liaison", "examiner_elsewhere"])
def test_a_case_of_others_is_a_case_that_does_not_exist(
    client: Client, walk: Walk, who: str
) -> None:
    login(client, who)
    assert client.get(case_page(walk.case)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client, walk: Walk) -> None:
    assert client.get(case_page(walk.case)).status_code == 302
    assert client.post(case_page(walk.case)).status_code == 302


def test_a_case_page_takes_no_post(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    assert client.post(case_page(walk.case)).status_code == 405


def test_a_case_page_says_why_this_date(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Mengapa tanggal ini?" in page
    assert "hari ke-0" in page
    assert "uji" in page  # the version of the calendar


def test_the_whole_road_can_be_read_on_one_page(client: Client) -> None:
    walk = in_correction()
    submitted(walk)
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    for words in ("Bukti sedang kami periksa", "Periksa bukti", "0 dari 2 selesai"):
        assert words in page


def test_an_examiner_in_conflict_finds_no_case(client: Client, walk: Walk) -> None:
    login(client, "other_examiner")
    answer = client.post(
        f"{case_page(walk.case)}mundur/", {"reason": "Terlapor adalah saudara saya."}
    )
    assert answer.headers["Location"] == "/kerja/antrean/"
    assert client.get(case_page(walk.case)).status_code == 404


def test_thirty_events_cost_as_many_queries_as_one(client: Client, walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(substance="air")
    login(client, "examiner")
    client.get(case_page(walk.case))
    with counted() as few:
        client.get(case_page(walk.case))
    writer = person("examiner")
    for n in range(15):
        Note.objects.create(case=walk.case, by=writer, text=f"Catatan {n}", at=walk.now)
        ReporterMessage.objects.create(
            case=walk.case, by=writer, text=f"Pesan {n}", at=walk.now
        )
    with counted() as many:
        client.get(case_page(walk.case))
    assert len(many) == len(few) <= 24


def test_the_way_to_a_new_code_ends_where_there_is_nothing_to_open(
    client: Client, walk: Walk
) -> None:
    login(client, "head")
    way = f"/kerja/perkara/{walk.case.ref}/kode/"
    assert way in client.get(case_page(walk.case)).content.decode()
    Case.objects.filter(pk=walk.case.pk).update(erased_at=FILED)
    assert way not in client.get(case_page(walk.case)).content.decode()
