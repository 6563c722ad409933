"""A question to us: asked on one page, answered behind its number and code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from complaints.domain import events
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import Case
from complaints.models.choices import Channel, Secrecy
from complaints.services import consulting
from complaints.views.sentences import SENTENCES
from journal.errors import InFlight
from journal.models import Delivery, Entry
from tests.codes import tracking_code
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import calendar, renewed
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db
PAGE = "/konsultasi/"
QUESTION = "Apakah sekolah boleh menahan ijazah karena iuran?"


@pytest.fixture(autouse=True)
def _offices() -> None:
    calendar()
    office("00"), office("64")
    ProvinceFactory(code="99")


def form(**more: Any) -> dict[str, Any]:
    asked = {"key": str(uuid4()), "story": QUESTION, "channel": "none"}
    return asked | {"language": "id", **more}


def test_a_question_gets_a_number_a_code_and_a_day() -> None:
    reader = Client()
    answer = reader.post(PAGE, form(region_code="99", name="Rahmi Contoh"))
    page = answer.content.decode()
    assert answer.status_code == 200
    case = Case.objects.get()
    assert (case.state, case.channel) == (State.CONSULT, Channel.WEB)
    assert case.secrecy == Secrecy.CONFIDENTIAL
    assert case.office == office("64")
    (clock,) = case.deadlines.all()
    assert clock.kind == TermKind.CONSULT_ANSWER
    assert case.locator in page
    assert Entry.objects.get().kind == events.CONSULTATION_ASKED
    opened = Client()
    opened.post("/lacak/", {"number": case.locator, "code": tracking_code(page)})
    shown = opened.get(f"/lacak/{case.locator}/").content.decode()
    assert QUESTION in shown
    assert "Pertanyaan Anda kami terima" in shown
    assert "Kami menyiapkan jawaban" in page


def test_the_answer_is_read_where_it_was_asked() -> None:
    reader = Client()
    page = reader.post(PAGE, form(region_code="99")).content.decode()
    case = Case.objects.get()
    consulting.answer_consultation(
        ref=case.ref,
        version=case.version,
        text="Tidak boleh. Laporkan kepada dinas pendidikan.",
        actor=actor("intake"),
        now=timezone.now(),
    )
    reader.post("/lacak/", {"number": case.locator, "code": tracking_code(page)})
    shown = reader.get(f"/lacak/{case.locator}/").content.decode()
    assert "Laporkan kepada dinas pendidikan" in shown


def test_it_reaches_us_once_however_often_it_is_sent() -> None:
    sent = form()
    first = Client().post(PAGE, sent).content.decode()
    again = Client().post(PAGE, sent).content.decode()
    assert tracking_code(first) == tracking_code(again)
    assert Case.objects.count() == 1
    other = Client().post(PAGE, sent | {"story": "Yang lain sama sekali."})
    assert other.status_code == 409
    page = other.content.decode()
    assert "Yang lain sama sekali." in page
    assert str(SENTENCES["sent_already"]) in page
    assert Case.objects.count() == 1
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    anew = form(story="Yang lain sama sekali.", key=found.group(1))
    assert Client().post(PAGE, anew).status_code == 200
    assert Case.objects.count() == 2


def test_a_code_that_was_replaced_since_is_not_shown_again() -> None:
    sent = form()
    page = Client().post(PAGE, sent).content.decode()
    renewed(Case.objects.get())
    again = Client().post(PAGE, sent)
    assert again.status_code == 409
    assert tracking_code(page) not in again.content.decode()
    assert str(SENTENCES["code_replaced"]) in again.content.decode()
    assert QUESTION in again.content.decode()


def test_who_asks_need_not_say_who_he_is_and_is_told_where_he_wants() -> None:
    Client().post(PAGE, form(email="rahmi@contoh.test", channel="email"))
    Client().post(PAGE, form())
    assert Case.objects.count() == 2
    assert Case.objects.filter(contact_marks__email="given").count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"story": ""}, "Tuliskan pertanyaan Anda."),
        ({"email": "bukan"}, "Tuliskan email, contoh nama@contoh.id."),
        ({"channel": "sms"}, "Tuliskan nomor ponsel, atau pilih cara lain."),
        ({"region_code": "77"}, "region_code_error"),
        ({"site": "x"}, "Kosongkan kolom"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    sent: dict[str, str], says: str
) -> None:
    answer = Client().post(PAGE, form(name="Rahmi Contoh", **sent))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Rahmi Contoh" in page
    assert ("story" in sent) != (QUESTION in page)
    assert not Case.objects.exists()


def test_after_many_from_one_network_a_machine_is_asked_to_work(
    settings: Settings,
) -> None:
    settings.REPORTS_PER_NETWORK = 1
    assert Client().post(PAGE, form()).status_code == 200
    Client().post(PAGE, form())
    asked = Client().post(PAGE, form())
    page = asked.content.decode()
    assert asked.status_code == 429
    assert int(asked.headers["Retry-After"]) > 0
    assert QUESTION in page
    assert 'name="question"' in page
    summary = page[page.index('class="errsum"') : page.index("<h1>")]
    assert "Pertanyaan Anda belum terkirim" in summary
    assert "Kirim sekali lagi" in summary
    assert "<title>Belum terkirim:" in page
    assert "Ada yang perlu dilengkapi" not in page
    assert "Laporan Anda tersimpan" not in page


def test_an_officer_writes_down_what_somebody_asks(client: Client) -> None:
    login(client, "intake")
    page = "/kerja/terima/konsultasi/"
    asked = client.get(page).content.decode()
    assert "Lewat apa pertanyaan ini datang?" in asked
    assert 'value="surat"' not in asked
    assert "Lebih suka ditelepon?" not in asked
    assert "Lebih suka ditelepon?" in Client().get(PAGE).content.decode()
    assert client.post(page, form()).status_code == 422
    shown = client.post(page, form(taken="telepon")).content.decode()
    case = Case.objects.get()
    assert (case.channel, case.filed_by_id) == (Channel.TELEPHONE, None)
    assert Entry.objects.get().actor_id == person("intake").pk
    assert "Lihat pertanyaan saya" not in shown
    assert "hapus-jejak" not in shown


def test_nobody_else_chooses_the_channel(client: Client) -> None:
    login(client, "head")
    assert client.get("/kerja/terima/konsultasi/").status_code == 404
    assert "Lewat apa pertanyaan" not in Client().get(PAGE).content.decode()
    Client().post(PAGE, form(taken="telepon"))
    assert Case.objects.get().channel == Channel.WEB


def test_an_officer_sees_the_code_again_for_ten_minutes_and_no_other_one_ever(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    login(client, "intake")
    page, sent = "/kerja/terima/konsultasi/", form(taken="loket")
    code = tracking_code(client.post(page, sent).content.decode())
    assert tracking_code(client.post(page, sent).content.decode()) == code
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("ombudsman.clock.now", lambda: later)
    again = client.post(page, sent)
    assert again.status_code == 409
    assert code not in again.content.decode()
    assert QUESTION in again.content.decode()
    assert Case.objects.count() == 1


def test_a_double_click_is_told_to_press_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_args: object, **_more: object) -> None:
        raise InFlight("file")

    monkeypatch.setattr("complaints.services.filing.once", busy)
    answer = Client().post(PAGE, form())
    assert answer.status_code == 409
    assert "sekali lagi" in answer.content.decode()
    assert QUESTION in answer.content.decode()


def test_a_question_sends_no_letter_to_an_address_that_nobody_proved() -> None:
    Client().post(PAGE, form(email="korban@contoh.test", channel="email"))
    assert not Delivery.objects.filter(subscriber="reporter_news").exists()
