"""The reporter reads what he is asked, by when, and answers on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from complaints.domain import events
from complaints.services import asking
from tests.complaints.views.pages import case_page, in_examination
from tests.documents import samples
from tests.people import actor, login

if TYPE_CHECKING:
    from complaints.models import ReporterMessage
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
QUESTION = "Siapa nama petugas di loket?"


def ask(walk: Walk, text: str = QUESTION) -> ReporterMessage:
    return asking.ask_reporter(
        ref=walk.case.ref, text=text, actor=actor("examiner"), now=walk.now
    )


def last_day(walk: Walk, *, days: int) -> None:
    """Move the last day of what was asked to so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    walk.case.deadlines.filter(kind="reporter_answer").update(due_on=day)


def holder(walk: Walk) -> Client:
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", told).status_code == 302
    return client


def page_of(walk: Walk) -> str:
    return f"/lacak/{walk.case.locator}/"


def test_the_page_names_the_question_its_last_day_and_the_law_of_it() -> None:
    walk = in_examination()
    first = ask(walk)
    last_day(walk, days=5)
    reader = holder(walk)
    page = reader.get(page_of(walk)).content.decode()
    assert "Satu pertanyaan untuk Anda" in page
    assert QUESTION in page
    assert "Jawab paling lambat" in page
    assert "Ketentuan portal ini" in page
    assert f"pertanyaan/{first.ref}/" in page
    ask(walk, "Pukul berapa?")
    assert "2 pertanyaan untuk Anda" in reader.get(page_of(walk)).content.decode()
    english = reader.get(f"{page_of(walk)}?bahasa=en").content.decode()
    assert "2 questions for you" in english


def test_it_is_answered_with_papers_and_the_officer_reads_it() -> None:
    walk = in_examination()
    question = ask(walk)
    reader = holder(walk)
    address = f"{page_of(walk)}pertanyaan/{question.ref}/"
    asked = reader.get(address).content.decode()
    assert QUESTION in asked
    photo = samples.upload("loket.pdf", samples.OURS["pdf"])
    answer = reader.post(address, {"text": "Bu Tini.", "papers": photo}, follow=True)
    page = answer.content.decode()
    assert "Terkirim." in page
    assert "Bu Tini." in page
    assert "untuk Anda</h2>" not in page
    assert walk.kinds()[-1] == events.REPORTER_ANSWERED
    officer = Client()
    login(officer, "examiner")
    shown = officer.get(case_page(walk.again())).content.decode()
    assert "Pertanyaan, sudah dijawab" in shown
    assert "Bu Tini." in shown


def test_an_empty_answer_is_named_and_one_too_late_goes_on() -> None:
    walk = in_examination()
    question = ask(walk)
    reader = holder(walk)
    address = f"{page_of(walk)}pertanyaan/{question.ref}/"
    empty = reader.post(address, {"text": ""})
    assert empty.status_code == 422
    assert "Jawaban Anda belum diisi." in empty.content.decode()
    reader.post(address, {"text": "Bu Tini."})
    assert reader.get(address).headers["Location"] == page_of(walk)
    again = reader.post(address, {"text": "Pak Tono."})
    assert again.status_code == 422
    assert "tidak menunggu jawaban lagi" in again.content.decode()
    assert "Pak Tono." in again.content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_learns_nothing_of_a_question(*, known: bool) -> None:
    walk = in_examination()
    ref = ask(walk).ref if known else uuid4()
    address = f"{page_of(walk)}pertanyaan/{ref}/"
    for send in (Client().get, Client().post):
        answer = send(address)
        assert answer.headers["Location"] == page_of(walk)
        assert not answer.content


def test_the_officer_sees_that_it_waits(client: Client) -> None:
    walk = in_examination()
    ask(walk)
    login(client, "examiner")
    page = client.get(case_page(walk.again())).content.decode()
    assert "Pertanyaan, menunggu jawaban" in page
    assert "Jawaban pelapor" in page


def test_who_is_late_may_still_answer() -> None:
    walk = in_examination()
    ask(walk)
    last_day(walk, days=-2)
    page = holder(walk).get(page_of(walk)).content.decode()
    assert "Masih boleh dijawab." in page
