"""The e-mail says that there is news, where to read it, and nothing else (R74)."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from pytest_django import Settings

from journal import registry, relay
from journal.mail import News, message_id, send, send_news
from journal.models import Delivery, DeliveryState, Entry
from journal.record import JSON, record
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)


class Server(BaseEmailBackend):
    """A mail server that fails as it is told to, before or after the letter."""

    refuse: Exception | None = None
    away = False

    def open(self) -> bool:
        if Server.away:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: object) -> int:
        if Server.refuse is not None:
            raise Server.refuse
        return 1


@pytest.fixture
def server(settings: Settings) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.refuse, Server.away = None, False
    return Server


def told(to: str, language: str = "id", news: News = News.REPORT) -> Delivery:
    def handler(delivery: Delivery, entry: Entry) -> None:
        send_news(delivery=delivery, to=to, language=language, news=news)

    registry.subscribe(
        "test.told", "news", handler, lambda entry: ["case:1"], outside=True
    )
    with transaction.atomic():
        data: dict[str, JSON] = {"agency": 64, "code": "ABCD"}
        record("test.told", actor=OFFICER, subject=Dossier(1), data=data, now=NOW)
    relay.run_once()
    return Delivery.objects.get()


def test_the_letter_has_news_and_a_link_and_no_particulars(
    settings: Settings,
) -> None:
    settings.BASE_URL = "https://lapor.example"
    delivery = told("budi@contoh.id")
    (letter,) = mail.outbox
    assert delivery.state == DeliveryState.SENT
    assert letter.to == ["budi@contoh.id"]
    assert letter.subject == "Ada kabar tentang laporan Anda"
    assert "https://lapor.example/lacak/" in letter.body
    raw = letter.message().as_string()
    for particular in ("ABCD", "case:1", "64"):
        assert particular not in letter.subject + letter.body
    assert "Auto-Submitted: auto-generated" in raw


def test_the_letter_for_an_officer_speaks_of_no_report_of_his() -> None:
    told("petugas@contoh.id", news=News.WORK)
    assert mail.outbox[0].subject == "Ada kabar untuk Anda"


def test_who_chose_english_gets_it_below_the_indonesian() -> None:
    told("budi@contoh.id", language="en")
    first, second = mail.outbox[0].body.split("\n\n---\n\n")
    assert first.startswith("Ada kabar tentang laporan Anda")
    assert "/lacak/" in second


def test_the_message_id_is_the_same_for_every_attempt(server: type[Server]) -> None:
    server.away = True
    delivery = told("budi@contoh.id")
    assert delivery.state == DeliveryState.WAITING
    before = message_id(Delivery.objects.select_related("entry").get())
    server.away = False
    Delivery.objects.update(not_before=NOW)
    relay.run_once()
    after = Delivery.objects.select_related("entry").get()
    assert after.state == DeliveryState.SENT
    assert message_id(after) == before
    assert before.endswith("@localhost>")


@pytest.mark.parametrize(
    "address",
    ["budi@contoh.id\nBcc: all@contoh.id", "budi@contoh.id, x@contoh.id", "", "budi"],
)
def test_what_is_no_single_address_gets_no_letter(address: str) -> None:
    assert told(address).state == DeliveryState.DEAD
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no")}), DeliveryState.DEAD),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"busy")}), DeliveryState.WAITING),
        (smtplib.SMTPDataError(554, b"no"), DeliveryState.DEAD),
        (smtplib.SMTPSenderRefused(451, b"later", "x"), DeliveryState.WAITING),
        (smtplib.SMTPServerDisconnected(), DeliveryState.UNKNOWN),
        (TimeoutError(), DeliveryState.UNKNOWN),
    ],
)
def test_the_servers_answer_decides(
    server: type[Server], answer: Exception, state: DeliveryState
) -> None:
    server.refuse = answer
    assert told("budi@contoh.id").state == state


def test_a_letter_of_its_own_keeps_to_one_line_of_subject() -> None:
    def handler(delivery: Delivery, entry: Entry) -> None:
        subject = "Tautan\nBcc: all@contoh.id" if delivery.recipient else "Tautan"
        send(delivery, mail.EmailMessage(subject, "isi", to=["budi@contoh.id"]))

    recipients = ["", "user:2"]
    registry.subscribe(
        "test.told", "letter", handler, lambda entry: recipients, outside=True
    )
    with transaction.atomic():
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    relay.run_once()
    states = Delivery.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == [DeliveryState.SENT, DeliveryState.DEAD]
    assert [letter.subject for letter in mail.outbox] == ["Tautan"]


def test_the_door_is_a_plain_path() -> None:
    def handler(delivery: Delivery, entry: Entry) -> None:
        send_news(delivery=delivery, to="budi@contoh.id", path="/lacak/?code=ABCD")

    registry.subscribe("test.told", "news", handler, outside=True)
    with transaction.atomic():
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.DEAD
    assert mail.outbox == []
