"""What became of the news stands on the case, and a contact that takes none is marked."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from accounts.actor import SYSTEM, reporter_of
from complaints.domain import events
from complaints.models import Case
from complaints.models.choices import ContactKind, NewsChannel
from complaints.selectors.reaching import contacts_of, last_news
from complaints.services import contact_change
from complaints.vault import Contact
from journal.errors import NobodyThere, NotSent, Undeliverable
from journal.leases import put_back
from journal.messages import Gateway, Message
from journal.models import Delivery, DeliveryState, Entry
from journal.record import record
from tests.complaints.contacts import deliver
from tests.factories.complaints import FILED, file_one

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)

MAIL, PHONE = "kenari.jauh@contoh.test", "+6281299990031"


class Line(Gateway):
    """A gateway that says what the test wants."""

    says: ClassVar[list[Exception]] = []

    def send(self, message: Message) -> None:
        if self.says:
            raise self.says[0]


@pytest.fixture(autouse=True)
def gateway(settings: Any) -> None:
    Line.says.clear()
    settings.MESSAGES_GATEWAY = f"{Line.__module__}.Line"


@pytest.fixture
def server() -> Iterator[list[Exception]]:
    """A mail server that refuses with the first of these, or takes everything."""
    says: list[Exception] = []
    takes = EmailBackend.send_messages

    def send(self: EmailBackend, messages: Any) -> int:
        if says:
            raise says[0]
        return takes(self, messages)

    with patch.object(EmailBackend, "send_messages", send):
        yield says


def refused(code: int, text: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({MAIL: (code, text)})


def filed(**contact: str) -> Case:
    told = {"email": MAIL, "phone": PHONE, "channel": "email", **contact}
    case, _ = file_one(contact=Contact(**told))
    deliver()
    return again(case)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def news(case: Case) -> None:
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        record(events.MESSAGE_SENT, actor=SYSTEM, subject=locked, data={}, now=FILED)
    deliver()


def replace_mailbox(case: Case) -> None:
    who = reporter_of(case.pk)
    asked = contact_change.ask(
        ref=case.ref,
        kind=ContactKind.EMAIL,
        value="kenari.baru@contoh.test",
        channel=NewsChannel.EMAIL,
        language="id",
        network="192.0.2.0/24",
        actor=who,
        now=FILED,
    )
    code = contact_change.code_of(asked)
    contact_change.confirm(ref=case.ref, code=code, actor=who, now=FILED)


def states(case: Case) -> dict[str, DeliveryState]:
    return {one.line: one.state for one in last_news(case)}


def test_news_that_was_handed_over_says_by_which_way(server: list[Exception]) -> None:
    assert states(filed()) == {"email": DeliveryState.SENT}
    assert states(filed(channel="whatsapp")) == {"whatsapp": DeliveryState.SENT}


def test_who_wants_no_news_has_no_last_news(server: list[Exception]) -> None:
    case = filed(channel="none")
    assert Delivery.objects.filter(state="sent").exists()
    assert states(case) == {}


def test_a_server_that_knows_no_such_mailbox_marks_the_contact(
    server: list[Exception],
) -> None:
    server.append(refused(550, b"5.1.1 no such user"))
    case = filed()
    assert states(case) == {"email": DeliveryState.DEAD}
    (known,) = [one for one in contacts_of(case) if one.kind == "email"]
    assert known.failed_since == FILED.date()
    entry = Entry.objects.get(kind=events.CONTACT_UNREACHABLE)
    assert (entry.subject_id, entry.actor_kind) == (case.pk, "system")
    assert set(entry.data) == {"kind", "entry"}
    assert Delivery.objects.get(subscriber="reporter_news").error == "NobodyThere"


def test_it_is_marked_once_with_the_first_day(server: list[Exception]) -> None:
    server.append(refused(550, b"5.1.1 no such user"))
    case = filed()
    version = case.version
    news(case)
    assert Entry.objects.filter(kind=events.CONTACT_UNREACHABLE).count() == 1
    assert again(case).version == version  # no officer's form is stale because of it


@pytest.mark.parametrize(
    "error",
    [
        refused(450, b"4.2.2 mailbox full"),
        refused(550, b"5.7.1 your network is blocked"),
        smtplib.SMTPSenderRefused(553, b"5.1.8 bad sender", "us"),
        smtplib.SMTPDataError(554, b"5.6.0 content"),
        OSError("line is gone"),
    ],
)
def test_what_is_about_us_or_only_for_now_marks_nothing(
    server: list[Exception], error: Exception
) -> None:
    server.append(error)
    case = filed()
    assert [one.failed_since for one in contacts_of(case)] == [None, None]
    assert not Entry.objects.filter(kind=events.CONTACT_UNREACHABLE).exists()


def test_news_that_waits_is_told_as_waiting(server: list[Exception]) -> None:
    server.append(refused(450, b"4.2.2 mailbox full"))
    (told,) = last_news(filed())
    assert (told.line, told.state, told.tried) == ("email", "waiting", True)


@pytest.mark.parametrize(
    ("error", "marked"),
    [(NobodyThere(), True), (Undeliverable(), False), (NotSent(), False)],
)
def test_a_gateway_says_whether_it_is_the_number(
    error: Exception,
    marked: bool,
) -> None:
    Line.says.append(error)
    case = filed(channel="sms")
    (known,) = [one for one in contacts_of(case) if one.kind == "phone"]
    assert (known.failed_since is not None) is marked


def test_news_that_arrives_takes_the_mark_away(server: list[Exception]) -> None:
    server.append(refused(550, b"5.1.1 no such user"))
    case = filed()
    server.clear()
    put_back(Delivery.objects.values_list("pk", flat=True), even_unknown=False)
    deliver()
    assert [one.failed_since for one in contacts_of(again(case))] == [None, None]
    assert Entry.objects.filter(kind=events.CONTACT_REACHED).count() == 1
    assert len(mail.outbox) == 1


def test_the_mark_goes_with_the_address_and_stays_with_another_change(
    server: list[Exception],
) -> None:
    server.append(refused(550, b"5.1.1 no such user"))
    case = filed()
    who = reporter_of(case.pk)
    contact_change.remove(ref=case.ref, kind=ContactKind.PHONE, actor=who, now=FILED)
    assert "email_failed" in (again(case).contact_marks or {})
    contact_change.remove(ref=case.ref, kind=ContactKind.EMAIL, actor=who, now=FILED)
    assert "email_failed" not in (again(case).contact_marks or {})


@pytest.mark.parametrize("another", [True, False])
def test_news_that_was_on_its_way_to_an_old_address_marks_no_new_one(
    server: list[Exception], another: bool
) -> None:
    case = filed()
    left = [another]

    def meanwhile(*_args: object) -> int:
        if left and left.pop():
            replace_mailbox(case)
        raise refused(550, b"5.1.1 no such user")

    with patch.object(EmailBackend, "send_messages", meanwhile):
        news(case)
    assert ("email_failed" in (again(case).contact_marks or {})) is not another


def test_a_new_code_marks_the_contact_that_it_did_not_reach_and_no_other() -> None:
    case = filed(channel="none")
    Line.says.append(NobodyThere())
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        record(events.CODE_RENEWED, actor=SYSTEM, subject=locked, data={}, now=FILED)
    deliver()
    marks = again(case).contact_marks or {}
    assert "phone_failed" in marks
    assert "email_failed" not in marks


def test_the_ledger_holds_a_way_and_no_address(server: list[Exception]) -> None:
    filed()
    for row in Delivery.objects.values():
        assert MAIL not in str(row)
        assert row["line"] in {"", "email"}
