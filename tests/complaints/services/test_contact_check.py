"""Six digits show that a contact is the writer's; nobody is kept from going on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import STRANGER
from accounts.actor_of import member
from accounts.digits import A_DAY, TRIES, TooManyCodes, WrongDigits, may_go
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.models import Case, ContactCheck
from complaints.models.choices import ContactKind
from complaints.services import contact_check, drafting
from complaints.services.contact_check import ask, prove
from complaints.services.errors import NotReady
from complaints.services.leaving import send_link
from complaints.vault import Contact
from journal.messages import Line
from journal.models import Delivery, Entry
from tests.canary import tables_with
from tests.complaints.contacts import Memory, deliver, remembering
from tests.factories.complaints import FILED, file_one, report, written_by
from tests.reporters import reporter

if TYPE_CHECKING:
    from complaints.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)

MAIL, PHONE = "kenari.cek@contoh.test", "+6281299990000"
NET = "192.0.2.0/24"
AT = datetime(2031, 1, 6, tzinfo=UTC)  # the first moment of a minute, hour and day
DIGEST = bytes(range(32))


gateway = pytest.fixture(autouse=True)(remembering)


def draft(**contact: str) -> Draft:
    known = Contact(**{"email": MAIL, "phone": PHONE, **contact})
    person = drafting.Person(Identity(name="Kenari Cek"), known)
    one = drafting.start(actor=STRANGER, now=FILED)
    return written_by(one, person)


def asked(
    one: Draft, kind: ContactKind = ContactKind.EMAIL, network: str = NET
) -> None:
    ask(ref=one.ref, kind=kind, network=network, actor=STRANGER, now=FILED)


def proved(one: Draft, code: str, kind: ContactKind = ContactKind.EMAIL) -> None:
    prove(ref=one.ref, kind=kind, code=code, actor=STRANGER, now=FILED)


def digits(text: str) -> str:
    (found,) = re.findall(r"\b\d{6}\b", text)
    return str(found)


def marks(one: Draft) -> dict[str, str]:
    person = drafting.person_of(type(one).objects.get(pk=one.pk))
    assert person
    return person.contact.marks()


def test_the_code_of_a_letter_checks_the_mailbox_once() -> None:
    one = draft()
    asked(one)
    deliver()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([MAIL], "Kode Anda dari Ombudsman RI")
    proved(one, digits(str(letter.body)))
    assert marks(one) == {"email": "verified", "phone": "given"}
    assert not ContactCheck.objects.exists()


@pytest.mark.parametrize(
    ("channel", "line"),
    [("", Line.SMS), ("sms", Line.SMS), ("whatsapp", Line.WHATSAPP)],
)
def test_the_code_of_a_message_checks_the_telephone(channel: str, line: Line) -> None:
    one = draft(channel=channel)
    asked(one, ContactKind.PHONE)
    deliver()
    (message,) = Memory.sent
    assert (message.line, message.to) == (line, PHONE)
    proved(one, f" {digits(message.text)} ", ContactKind.PHONE)
    assert marks(one)["phone"] == "verified"


def test_code_and_contact_stand_in_no_table_and_in_no_entry() -> None:
    one = draft()
    asked(one)
    deliver()
    (letter,) = mail.outbox
    code = digits(str(letter.body))
    for word in (MAIL, MAIL.partition("@")[0], PHONE, PHONE[3:]):
        assert tables_with(word) == set()
    entry = Entry.objects.get(kind=events.CONTACT_CODE_ASKED)
    assert set(entry.data) == {"check", "heard"}
    assert code not in str(entry.data)


def test_no_entry_of_a_draft_names_the_account_of_who_writes_it() -> None:
    one, user = draft(), reporter()
    me = member(user, now=FILED)
    kind = ContactKind.EMAIL
    ask(ref=one.ref, kind=kind, network=NET, actor=me, now=FILED)
    proved(one, contact_check.code_of(ContactCheck.objects.get()))
    send_link(ref=one.ref, kind=kind, actor=me, now=FILED)
    told = Entry.objects.filter(
        kind__in=[events.CONTACT_CODE_ASKED, events.DRAFT_LINK_ASKED]
    )
    assert [one.actor_kind for one in told] == ["stranger"] * 2
    assert not Entry.objects.filter(actor_kind="user", actor_id=user.pk).exists()


def test_five_tries_and_no_sixth_not_even_the_right_one() -> None:
    one = draft()
    asked(one)
    right = contact_check.code_of(ContactCheck.objects.get())
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(WrongDigits):
            proved(one, wrong)
    with pytest.raises(WrongDigits):
        proved(one, right)
    assert marks(one)["email"] == "given"


@pytest.mark.parametrize("typed", ["١٢٣٤٥٦", "１２３４５６", "12345६", "abc", "½", ""])
def test_what_is_no_digit_of_ours_is_a_wrong_code_and_no_failure(typed: str) -> None:
    one = draft()
    asked(one)
    with pytest.raises(WrongDigits):
        proved(one, typed)
    proved(one, contact_check.code_of(ContactCheck.objects.get()))


def test_after_ten_minutes_the_code_is_none() -> None:
    one = draft()
    asked(one)
    check = ContactCheck.objects.get()
    assert check.expires_at - check.sent_at == timedelta(minutes=10)
    ContactCheck.objects.update(expires_at=check.sent_at)
    with pytest.raises(WrongDigits):
        proved(one, contact_check.code_of(check))


def test_a_new_code_ends_the_old_one_and_a_code_of_others_is_none() -> None:
    one, other = draft(), draft()
    asked(one)
    asked(other)
    theirs = contact_check.code_of(ContactCheck.objects.get(draft=other))
    old = contact_check.code_of(ContactCheck.objects.get(draft=one))
    asked(one)
    new = contact_check.code_of(ContactCheck.objects.get(draft=one))
    for code in {theirs, old} - {new}:
        with pytest.raises(WrongDigits):
            proved(one, code)
    proved(one, new)


def test_a_code_says_nothing_of_another_contact() -> None:
    one = draft()
    asked(one)
    code = contact_check.code_of(ContactCheck.objects.get())
    person = drafting.Person(
        Identity(name="Kenari Cek"), Contact(email="lain@contoh.test")
    )
    written_by(one, person)
    deliver()
    assert mail.outbox == []
    with pytest.raises(WrongDigits):
        proved(one, code)


def test_one_draft_asks_five_times_in_an_hour_and_one_network_twenty_times() -> None:
    one = draft()
    for _ in range(5):
        asked(one)
    with pytest.raises(TooManyCodes):
        asked(one)
    for n in range(15):
        asked(draft(email=f"a{n}@contoh.test"))
    with pytest.raises(TooManyCodes):
        asked(draft(email="b@contoh.test"))
    asked(draft(email="b@contoh.test"), network="198.51.100.0/24")


def test_a_contact_that_others_asked_about_too_often_looks_like_any_other() -> None:
    one = draft()
    with time_machine.travel(AT, tick=False):
        asked(draft(), network="203.0.1.0/24")
        asked(one, network="203.0.99.0/24")
    assert not ContactCheck.objects.get(draft=one).heard
    with time_machine.travel(AT, tick=False):
        deliver()
    assert len(mail.outbox) == 1


def test_what_nobody_was_sent_is_right_for_nobody() -> None:
    one = draft()
    with time_machine.travel(AT, tick=False):
        asked(draft(), network="203.0.1.0/24")
        asked(one)
        with pytest.raises(WrongDigits) as wrong:
            proved(one, contact_check.code_of(ContactCheck.objects.get(draft=one)))
    assert "4 kali lagi" in str(wrong.value.sentence)  # as of any wrong ones


def test_who_asks_again_at_once_keeps_the_digits_that_are_on_their_way() -> None:
    one = draft()
    with time_machine.travel(AT, tick=False):
        asked(one)
        asked(one)
        deliver()
        (letter,) = mail.outbox
        proved(one, digits(str(letter.body)))
    assert marks(one)["email"] == "verified"


def test_a_stranger_spends_his_own_share_and_not_the_owners() -> None:
    """A whole day of askings from one network, and its owner still gets digits."""
    for hour in range(24):
        for minute in range(0, 60, 6):
            moment = AT + timedelta(hours=hour, minutes=minute)
            with time_machine.travel(moment, tick=False):
                may_go("code-to", DIGEST, network="203.0.1.0/24", moment=moment)
    # In the very minute of an asking that was beyond the stranger's share.
    assert may_go("code-to", DIGEST, network=NET, moment=moment)


def test_a_telephone_gets_one_code_a_minute_and_thirty_a_day_whoever_asks() -> None:
    sent = 0
    for n in range(0, 24 * 60 * 60, 900):
        moment = AT + timedelta(seconds=n)
        for who in range(3):
            sent += may_go("x", DIGEST, network=f"203.{n}.{who}.0/24", moment=moment)
    assert sent == A_DAY
    next_day = AT + timedelta(days=1)
    got = [
        may_go("x", DIGEST, network=f"203.9.{who}.0/24", moment=next_day)
        for who in range(3)
    ]
    assert got == [True, False, False]


def test_the_page_says_how_many_tries_are_left_and_what_happens_then() -> None:
    one = draft()
    asked(one)
    right = contact_check.code_of(ContactCheck.objects.get())
    wrong = f"{(int(right) + 1) % 10**6:06}"
    said = []
    for _ in range(TRIES + 1):
        with pytest.raises(WrongDigits) as error:
            proved(one, wrong)
        said.append(str(error.value.sentence))
    for left, sentence in zip((4, 3, 2, 1), said, strict=False):
        assert f"{left} kali lagi; sesudah itu minta kode baru" in sentence
    assert said[-2] == said[-1]
    assert "Minta kode baru" in said[-1]


def test_a_contact_that_was_asked_about_too_often_costs_the_same_statements() -> None:
    """Who measures time does not learn whether others asked for the same contact."""
    many, few = draft(), draft(email="kenari.lain@contoh.test")
    found: list[list[str]] = []
    with time_machine.travel(AT, tick=False):
        asked(draft(), network="203.0.1.0/24")
    for one in (many, few):
        before = Entry.objects.filter(kind=events.CONTACT_CODE_ASKED).count()
        with (
            time_machine.travel(AT, tick=False),
            CaptureQueriesContext(connection) as captured,
        ):
            asked(one, network="203.0.99.0/24")
        found.append(
            [re.sub(r"'[^']*'|\d+|true|false", "?", each["sql"]) for each in captured]
        )
        after = Entry.objects.filter(kind=events.CONTACT_CODE_ASKED).count()
        assert after - before == 1
    assert found[0] == found[1]
    with time_machine.travel(AT, tick=False):
        deliver()
    assert len([one for one in mail.outbox if one.to == [MAIL]]) == 1


def test_a_line_that_takes_no_messages_gets_no_code() -> None:
    with pytest.raises(NotReady):
        asked(draft(phone="+62542123456"), ContactKind.PHONE)
    with pytest.raises(NotReady):
        asked(draft(email=""))


def test_a_draft_that_goes_takes_its_checks_along() -> None:
    one = draft()
    asked(one)
    drafting.forget(ref=one.ref, actor=STRANGER, now=FILED)
    assert not ContactCheck.objects.exists()
    deliver()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("channel", "mails", "lines"),
    [
        ("", 1, []),
        ("email", 1, []),
        ("sms", 0, [Line.SMS]),
        ("whatsapp", 0, [Line.WHATSAPP]),
        ("none", 0, []),
    ],
)
def test_news_goes_the_way_that_the_reporter_chose(
    channel: str, mails: int, lines: list[Line]
) -> None:
    file_one(contact=Contact(email=MAIL, phone=PHONE, channel=channel, language="en"))
    deliver()
    assert len(mail.outbox) == mails
    assert [message.line for message in Memory.sent] == lines
    case = Case.objects.get()
    for message in Memory.sent:
        assert message.to == PHONE
        assert message.text.startswith("There is news about your complaint")
        assert message.text.endswith(f"/lacak/{case.locator}/")
    opened = Entry.objects.filter(kind=events.CONTACT_OPENED).count()
    assert opened == (0 if channel == "none" else 1)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_report_that_says_nothing_new_has_the_bytes_that_it_had_before() -> None:
    """Sent before an update and again after it, it is the same report."""
    body = report().body().decode()
    for name in ("kitas", "represented_name", "happened_precision", "email_verified"):
        assert name not in body
    assert (
        "represented_name"
        in report(identity=Identity(name="A", represented_name="B")).body().decode()
    )
