"""The pages of a closed report, the head's answer, and a code given anew."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.domain.states import Reason, State
from complaints.models import Case
from complaints.services import closing, reopening
from journal.record import record
from tests.codes import tracking_code
from tests.complaints.views.pages import act_page, case_page, in_correction
from tests.complaints.views.pages import in_examination as examined
from tests.people import login

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    """A closed report."""
    told = examined()
    told.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    told.again()
    return told


@pytest.fixture
def at(walk: Walk) -> Iterator[list[datetime]]:
    """The moment at which the pages are asked for; a test may move it."""
    moment = [walk.now]
    with patch("ombudsman.clock.now", lambda: moment[0]):
        yield moment


def signed_in(who: str, *, minutes_ago: float = 0) -> Client:
    client = Client()
    login(client, who, minutes_ago=minutes_ago)
    return client


def holder(walk: Walk) -> Client:
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", told).status_code == 302
    return client


def page(client: Client, walk: Walk, part: str = "") -> str:
    return client.get(f"/lacak/{walk.case.locator}/{part}").content.decode()


def test_after_closing_the_page_asks_one_question_and_shows_the_way_back(
    walk: Walk, at: list[datetime]
) -> None:
    text = page(holder(walk), walk)
    assert "bagaimana kami melayani Anda?" in text
    assert "Minta dibuka kembali" in text
    # A year after Monday 9 March 2026.
    assert "Selasa, 9 Maret 2027" in text


def test_the_rating_is_kept_thanked_for_and_read_by_the_office(
    walk: Walk, at: list[datetime]
) -> None:
    client = holder(walk)
    address = f"/lacak/{walk.case.locator}/nilai/"
    told = {"stars": "2", "because": ["slow"], "text": "Tujuh bulan."}
    response = client.post(address, told, follow=True)
    assert "Terima kasih. Jawaban Anda kami simpan." in response.content.decode()
    assert client.get(address).status_code == 302  # asked once
    office = signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert "Terlalu lama" in office
    assert "Tujuh bulan." in office


def test_without_a_choice_the_form_comes_back_with_what_was_typed(
    walk: Walk, at: list[datetime]
) -> None:
    response = holder(walk).post(
        f"/lacak/{walk.case.locator}/nilai/", {"text": "Lama sekali."}
    )
    assert response.status_code == 422
    assert "Nilai untuk layanan kami belum diisi." in response.content.decode()
    assert "Lama sekali." in response.content.decode()


def test_four_weeks_later_it_asks_whether_it_is_solved(
    walk: Walk, at: list[datetime]
) -> None:
    client = holder(walk)
    client.post(f"/lacak/{walk.case.locator}/nilai/", {"stars": "5"})
    assert "Apakah masalah Anda selesai?" not in page(client, walk)
    at[0] += timedelta(days=28)
    client = holder(walk)
    assert "Apakah masalah Anda selesai?" in page(client, walk)
    address = f"/lacak/{walk.case.locator}/nilai/"
    assert client.post(address, {"solved": "no", "text": "Belum."}).status_code == 302
    assert walk.case.opinions.get(question="result").solved == "no"


def test_who_asks_back_reads_that_it_is_read_and_by_when(
    walk: Walk, at: list[datetime]
) -> None:
    client = holder(walk)
    address = f"/lacak/{walk.case.locator}/buka-kembali/"
    assert "Minta laporan dibuka kembali" in client.get(address).content.decode()
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "Surat baru."}).status_code == 302
    text = page(client, walk)
    assert "Kami membaca permintaan Anda untuk membuka kembali laporan" in text
    assert "Senin, 23 Maret 2026" in text
    assert "Giliran siapa" in text
    assert client.get(address).status_code == 302  # one waits already
    again = client.post(address, {"text": "Surat baru."})
    assert again.status_code == 422
    assert "tidak bisa dibuka kembali, atau sudah diminta" in again.content.decode()


def requested(walk: Walk) -> None:
    reopening.ask_reopening(
        ref=walk.case.ref,
        text="Suratnya dicabut lagi.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


@pytest.mark.parametrize(("decision", "state"), [("grant", "exam"), ("refuse", "")])
def test_the_head_answers_on_the_case_and_the_reporter_reads_it(
    walk: Walk, at: list[datetime], decision: str, state: str
) -> None:
    requested(walk)
    head = signed_in("head")
    queue = head.get("/kerja/antrean/?view=back").content.decode()
    assert walk.again().title in queue
    assert "Suratnya dicabut lagi." in head.get(case_page(walk.case)).content.decode()
    told = {
        "version": walk.case.version,
        "decision": decision,
        "answer": "Kami membaca surat Anda.",
    }
    answer = head.post(act_page(walk.case, "jawab-permintaan"), told)
    assert answer.status_code == 302
    assert walk.again().state == (state or State.CLOSED)
    assert "Kami membaca surat Anda." in page(holder(walk), walk)


def test_an_examiner_may_not_answer_it(walk: Walk, at: list[datetime]) -> None:
    requested(walk)
    told = {"version": walk.again().version, "decision": "grant", "answer": "Ya."}
    address = act_page(walk.case, "jawab-permintaan")
    assert signed_in("examiner").post(address, told).status_code in {403, 409}
    assert walk.again().state == State.CLOSED


def test_what_the_agency_must_still_do_stands_on_a_closed_report(
    at: list[datetime],
) -> None:
    told = in_correction()
    # As it stands after a closing that accepted a part.
    Case.objects.filter(pk=told.case.pk).update(
        state=State.CLOSED,
        closing_reason=Reason.TK_SEBAGIAN_DITERIMA,
        closed_from=State.CORRECTIVE,
        closed_at=told.now,
    )
    told.case.deadlines.update(dropped_at=told.now)
    text = page(holder(told), told)
    assert "Instansi masih harus:" in text
    assert "Pasang papan waktu." in text


class TestANewCode:
    def give(self, walk: Walk, who: str = "intake", **told: str) -> Client:
        client = signed_in(who)
        self.response = client.get(self.address(walk))
        found = re.search(r'name="key" value="([^"]+)"', self.response.content.decode())
        key = found[1] if found else ""
        self.response = client.post(
            self.address(walk), {"proof": "card", "key": key} | told
        )
        return client

    def address(self, walk: Walk) -> str:
        return f"/kerja/perkara/{walk.case.ref}/kode/"

    def shown(self) -> str:
        return tracking_code(self.response.content.decode())

    def test_the_old_code_dies_with_all_that_it_opened(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        before = holder(walk)
        assert "Giliran siapa" in page(before, walk)
        at[0] += timedelta(minutes=1)
        self.give(walk, "examiner")
        assert self.response.status_code == 200
        code = self.shown()
        assert "Giliran siapa" not in page(before, walk)
        told = {"number": walk.receipt.locator, "code": walk.receipt.code}
        assert Client().post("/lacak/", told).status_code == 422
        assert Client().post("/lacak/", told | {"code": code}).status_code == 302

    def test_it_is_on_the_record_with_how_and_without_the_code(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        self.give(walk, "examiner", proof="call_back")
        assert walk.kinds()[-1] == events.CODE_RENEWED
        history = signed_in("head").get(f"/kerja/perkara/{walk.case.ref}/riwayat/")
        assert "Ditelepon kembali ke nomor yang tercatat" in history.content.decode()
        assert self.shown() not in history.content.decode()

    def test_the_same_form_sent_again_shows_the_same_code(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        key = "7d9c2e5a-0000-4000-8000-000000000001"
        codes = set()
        for _ in range(2):
            self.give(walk, "examiner", key=key)
            codes.add(self.shown())
        assert len(codes) == 1
        assert walk.kinds().count(events.CODE_RENEWED) == 1

    def test_without_a_fresh_second_factor_the_door_comes_first(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        answer = signed_in("examiner", minutes_ago=10).get(self.address(walk))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/masuk/")

    def test_who_does_not_hold_the_case_gives_none(self, at: list[datetime]) -> None:
        walk = examined()
        client = signed_in("other_examiner")
        assert client.post(self.address(walk), {}).status_code == 403

    def test_the_page_says_that_the_contact_is_to_be_proved_again(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        Case.objects.filter(pk=walk.case.pk).update(contact_marks={"email": "verified"})
        self.give(walk, "examiner")
        words = "memastikan kontaknya lagi"
        assert words in self.response.content.decode()
        Case.objects.filter(pk=walk.case.pk).update(contact_marks=None)
        self.give(walk, "examiner")
        assert words not in self.response.content.decode()

    def test_a_call_to_a_contact_that_was_just_changed_is_refused_in_words(
        self, at: list[datetime]
    ) -> None:
        walk = examined()
        who = reporter_of(walk.case.pk)
        with transaction.atomic():
            case = Case.objects.locked_by_id(walk.case.pk)
            record(
                events.CONTACT_CHANGED,
                actor=who,
                subject=case,
                data={"change": None, "told": [], "kind": "phone"},
                now=at[0],
            )
        self.give(walk, "examiner", proof="call_back")
        page = self.response.content.decode()
        assert self.response.status_code == 409
        assert "tidak membuktikan apa-apa" in page
        assert 'value="call_back"' in page
        assert walk.kinds()[-1] != events.CODE_RENEWED

    def test_without_a_proof_there_is_no_code(self, at: list[datetime]) -> None:
        walk = examined()
        self.give(walk, "examiner", proof="")
        assert self.response.status_code == 422
        assert walk.kinds()[-1] != events.CODE_RENEWED
