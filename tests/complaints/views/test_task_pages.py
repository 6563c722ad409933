"""The page of the tasks in a case, their card on the case, and those of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case, Task
from complaints.services import restricting
from tests.complaints.services.test_tasks import closed, given
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.complaints.views.test_today import day
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    return in_examination()


def page(case: Case) -> str:
    return reverse("work:tasks", args=[case.ref])


def test_a_task_is_given_done_and_taken_up_again(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    sent = {
        "do": "add",
        "text": "Minta kuitansi",
        "whom": str(person("other_examiner").pk),
        "due_on": "20 11 2099",
    }
    answer = client.post(page(walk.case), sent)
    assert answer.headers["Location"] == page(walk.case)
    row = Task.objects.get()
    assert (row.whom, row.due_on) == (person("other_examiner"), date(2099, 11, 20))
    shown = client.get(page(walk.case)).content.decode()
    for words in ("Minta kuitansi", person("other_examiner").name, "20 November 2099"):
        assert words in shown
    client.post(page(walk.case), {"do": f"done:{row.ref}"})
    assert "Buka lagi" in client.get(page(walk.case)).content.decode()
    client.post(page(walk.case), {"do": f"reopen:{row.ref}"})
    assert Task.objects.get().is_open


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Yang harus dikerjakan belum diisi."),
        ({"text": "Satu", "due_on": "besok"}, "Tuliskan tanggal, contoh 9 3 2026."),
        ({"text": "Satu", "whom": "999999"}, "999999"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, walk: Walk, sent: dict[str, str], words: str
) -> None:
    login(client, "examiner")
    answer = client.post(page(walk.case), {"do": "add", **sent})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["text"] in answer.content.decode()
    assert not Task.objects.exists()


def test_a_task_sent_twice_stands_once_and_says_so(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    for status in (302, 409):
        answer = client.post(page(walk.case), {"do": "add", "text": "Satu"})
        assert answer.status_code == status
    assert "sudah ada dan belum selesai" in answer.content.decode()
    assert Task.objects.count() == 1


def test_the_case_ends_a_task_by_one_button_and_stays_where_it_is(
    client: Client, walk: Walk
) -> None:
    row = given(walk)
    login(client, "examiner")
    assert f"done:{row.ref}" in client.get(case_page(walk.case)).content.decode()
    answer = client.post(page(walk.case), {"do": f"done:{row.ref}", "from": "perkara"})
    assert answer.headers["Location"] == f"{case_page(walk.case)}#tugas"
    shown = client.get(case_page(walk.case)).content.decode()
    assert "1 dari 1 selesai" in shown
    assert row.text not in shown


def test_who_only_reads_sees_the_tasks_and_no_button(
    client: Client, walk: Walk
) -> None:
    row = given(walk)
    login(client, "auditor")
    for address in (page(walk.case), case_page(walk.case)):
        shown = client.get(address).content.decode()
        assert row.text in shown
        assert "done:" not in shown
    assert client.post(page(walk.case), {"do": f"done:{row.ref}"}).status_code == 403
    assert client.post(page(walk.case), {"do": "add", "text": "A"}).status_code == 403


def test_a_closed_case_keeps_its_tasks_and_takes_none(
    client: Client, walk: Walk
) -> None:
    row = given(walk)
    closed(walk)
    login(client, "examiner")
    for address in (page(walk.case), case_page(walk.case)):
        shown = client.get(address).content.decode()
        assert row.text in shown
        assert "done:" not in shown
    assert client.post(page(walk.case), {"do": "add", "text": "A"}).status_code == 409


@pytest.mark.parametrize("do", ["done:", "done:x", f"up:{'0' * 32}"])
def test_a_task_that_is_none_is_not_found(client: Client, walk: Walk, do: str) -> None:
    login(client, "examiner")
    assert client.post(page(walk.case), {"do": do}).status_code == 404


def test_thirty_tasks_cost_as_many_queries_as_one(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    for address in (case_page(walk.case), page(walk.case)):
        Task.objects.all().delete()
        given(walk)
        client.get(address)
        with counted() as few:
            client.get(address)
        for n in range(30):
            given(walk, f"Tugas {n}", whom_id=person("other_examiner").pk)
        with counted() as many:
            client.get(address)
        assert len(many) == len(few) <= 24


def test_the_day_counts_my_tasks_and_leads_to_each(client: Client, walk: Walk) -> None:
    for n in range(9):
        given(walk, f"Tugas {n}", due_on=walk.now.date() + timedelta(days=n))
    part = day(client, "examiner")["tugas"]
    assert part.count(page(walk.case)) == 8
    assert "8 dari 9 yang ditampilkan" in part
    assert "Tugas 7" in part
    assert "Tugas 8" not in part
    assert "Tugas saya <b>9</b>" in client.get("/kerja/hari-ini/").content.decode()
    assert "Tidak ada tugas yang menunggu Anda." in day(client, "intake")["tugas"]


def test_the_day_says_no_word_of_a_task_in_a_restricted_case(
    client: Client, walk: Walk
) -> None:
    row = given(walk)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    part = day(client, "examiner")["tugas"]
    assert page(walk.case) in part
    assert row.text not in part


def test_neither_the_reporter_nor_the_agency_hears_of_a_task(
    client: Client, walk: Walk
) -> None:
    given(walk)
    for who in ("citizen", "liaison"):
        login(client, who)
        assert client.get(page(walk.case)).status_code == 404


def test_a_checklist_is_written_looked_at_published_and_taken_with_one_button(
    client: Client, walk: Walk
) -> None:
    login(client, "system_admin")
    home = "/kerja/templat/daftar-periksa/"
    sent = {
        "version": 0,
        "name_id": "Daftar uji",
        "name_en": "Test list",
        "place": "exam",
        "offered": "on",
        "b-TOTAL_FORMS": 3,
        "b-INITIAL_FORMS": 0,
        "b-0-text_id": "Kedua",
        "b-0-text_en": "Second",
        "b-0-place": 2,
        "b-1-text_id": "Pertama",
        "b-1-text_en": "First",
        "b-1-days": 5,
        "b-1-place": 1,
    }
    half = client.post(f"{home}baru/", sent | {"b-2-text_id": "Hanya satu bahasa"})
    assert half.status_code == 422
    assert "Baris nomor 3: Tulis baris ini" in half.content.decode()
    answer = client.post(f"{home}baru/", sent)
    assert answer.headers["Location"] == f"{home}daftar-uji/pratinjau/"
    shown = client.get(answer.headers["Location"]).content.decode()
    assert shown.index("Pertama") < shown.index("Kedua")
    assert "dalam 5 hari kerja" in shown
    client.post(f"{home}daftar-uji/terbit/", {"version": 1})
    login(client, "examiner")
    assert "take:daftar-uji" in client.get(page(walk.case)).content.decode()
    for status in (302, 409):
        answer = client.post(page(walk.case), {"do": "take:daftar-uji"})
        assert answer.status_code == status
    texts = walk.case.tasks.values_list("text", flat=True)
    assert list(texts) == ["Pertama", "Kedua"]
    assert client.post(page(walk.case), {"do": "take:tidak"}).status_code == 404
