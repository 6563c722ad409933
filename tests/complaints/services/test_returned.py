"""Letters that a mail server took and sent back later, through the pipe of the command."""

from __future__ import annotations

import io
import sys
from datetime import date
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from pytest_django import Settings

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.models import Case
from complaints.models.choices import ContactKind
from complaints.selectors.reaching import contacts_of
from complaints.services import contact_change
from journal.bounces import envelope_sender
from journal.models import Delivery, Entry
from tests.complaints.services.test_reaching import (
    again,
    filed,
    news,
    replace_mailbox,
)
from tests.factories.complaints import FILED
from tests.journal.returns import report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mailbox(settings: Settings) -> None:
    settings.MAIL_RETURN_PATH = "kembali@lapor.example"


def comes_back(envelope: str) -> None:
    with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(envelope)))):
        call_command("take_bounce")


def marked(case: Case) -> list[ContactKind]:
    return [one.kind for one in contacts_of(again(case)) if one.failed_since]


def unreachable() -> int:
    return Entry.objects.filter(kind=events.CONTACT_UNREACHABLE).count()


def test_the_contact_is_marked_once_however_often_it_is_told() -> None:
    case = filed()
    (letter,) = mail.outbox
    assert letter.from_email.startswith("kembali+")
    assert letter.extra_headers["From"] == "Ombudsman RI <noreply@localhost>"
    assert marked(case) == []
    comes_back(letter.from_email)
    comes_back(letter.from_email)
    assert marked(case) == [ContactKind.EMAIL]
    assert unreachable() == 1


def test_a_server_that_takes_the_next_one_proves_nothing_any_more() -> None:
    case = filed()
    comes_back(mail.outbox[0].from_email)
    news(case)
    assert len(mail.outbox) == 2
    assert marked(case) == [ContactKind.EMAIL]
    assert not Entry.objects.filter(kind=events.CONTACT_REACHED).exists()


def test_the_mark_goes_with_the_address_and_stays_with_another_change() -> None:
    case = filed()
    comes_back(mail.outbox[0].from_email)
    who = reporter_of(case.pk)
    contact_change.remove(ref=case.ref, kind=ContactKind.PHONE, actor=who, now=FILED)
    news(case)
    assert marked(case) == [ContactKind.EMAIL]
    replace_mailbox(case)
    news(case)
    assert marked(case) == []


def test_a_letter_to_a_former_address_marks_no_new_one() -> None:
    case = filed()
    late = mail.outbox[0].from_email
    replace_mailbox(case)
    comes_back(late)
    assert marked(case) == []
    assert unreachable() == 0


def test_what_was_already_marked_at_the_door_keeps_its_first_day() -> None:
    case = filed()
    letter = mail.outbox[0].from_email
    Case.objects.filter(pk=case.pk).update(
        contact_marks=(again(case).contact_marks or {}) | {"email_failed": "2026-01-02"}
    )
    comes_back(letter)
    since = [one.failed_since for one in contacts_of(again(case)) if one.failed_since]
    assert since == [date(2026, 1, 2)]
    assert unreachable() == 0
    news(case)
    assert marked(case) == [ContactKind.EMAIL]


def test_after_erasure_nothing_is_marked() -> None:
    case = filed()
    Case.objects.filter(pk=case.pk).update(contact_marks=None)
    comes_back(mail.outbox[0].from_email)
    assert again(case).contact_marks is None


def test_letters_to_others_than_a_reporter_mark_no_case() -> None:
    case = filed()
    row = Delivery.objects.get(line="email")
    Delivery.objects.filter(pk=row.pk).update(subscriber="officer_news")
    comes_back(envelope_sender(row.pk))
    comes_back(envelope_sender(row.pk + 1000))
    assert marked(case) == []
