"""Another contact counts when its owner showed the code; the old one is told."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.digits import TRIES, TooManyCodes, WrongDigits, same_digits
from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.models import BlindIndex, Case, ContactChange, Recovery
from complaints.models.choices import ContactKind, NewsChannel
from complaints.selectors.merging import report_locked
from complaints.services import contact_change, contact_check, gate, splitting
from complaints.services.contact_change import ask, choose, confirm, remove
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady
from complaints.services.recovering import cases_of
from complaints.services.rewrapping import rewrap_contact_changes
from complaints.vault import Contact, VaultError
from journal.errors import NotRecorded
from journal.messages import Line
from journal.models import Entry
from journal.record import record
from tests.canary import tables_with
from tests.complaints.contacts import Memory, deliver, remembering
from tests.database import as_owner, until_one_waits
from tests.factories.complaints import FILED, confidential_one, file_one
from tests.people import actor
from tests.refused import refused

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "kenari.lama@contoh.test", "kenari.baru@contoh.test"
PHONE, NEW_PHONE = "+6281299990021", "+6281299990022"
NET = "192.0.2.0/24"
AT = datetime(2031, 1, 6, tzinfo=UTC)  # the first moment of a minute


gateway = pytest.fixture(autouse=True)(remembering)


def filed(**contact: str) -> Case:
    told = {"email": OLD, "phone": PHONE, "channel": "email", **contact}
    case, _ = file_one(contact=Contact(**told))
    deliver()
    mail.outbox.clear()
    Memory.sent.clear()
    return case


def asked(
    case: Case,
    value: str = NEW,
    kind: ContactKind = ContactKind.EMAIL,
    channel: NewsChannel = NewsChannel.EMAIL,
    network: str = NET,
) -> ContactChange:
    return ask(
        ref=case.ref,
        kind=kind,
        value=value,
        channel=channel,
        language="id",
        network=network,
        actor=reporter_of(case.pk),
        now=FILED,
    )


def confirmed(case: Case, code: str) -> None:
    confirm(ref=case.ref, code=code, actor=reporter_of(case.pk), now=FILED)


def changed(case: Case, *what: Any, **more: Any) -> None:
    confirmed(case, contact_change.code_of(asked(case, *what, **more)))


def removed(case: Case, kind: ContactKind) -> None:
    remove(ref=case.ref, kind=kind, actor=reporter_of(case.pk), now=FILED)


def digits(text: str) -> str:
    (found,) = re.findall(r"\b\d{6}\b", text)
    return str(found)


def contact(case: Case) -> Contact:
    """What the vault holds now."""
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        data = {"purpose": "notify"}
        entry = record(
            events.CONTACT_OPENED, actor=SYSTEM, subject=locked, data=data, now=FILED
        )
    return vault.open_contact(case.pk, entry.pk)


def marks(case: Case) -> dict[str, str]:
    return Case.objects.get(pk=case.pk).contact_marks or {}


def test_the_digits_that_came_to_the_new_mailbox_put_it_in_place_of_the_old() -> None:
    case = filed()
    asked(case)
    deliver()
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert contact(case).email == OLD  # until it is proved
    confirmed(case, digits(str(letter.body)))
    assert contact(case) == Contact(
        email=NEW, phone=PHONE, channel="email", email_verified=FILED.isoformat()
    )
    assert marks(case) == {"email": "verified", "phone": "given", "news": "email"}
    kept = BlindIndex.objects.filter(case=case, kind__in=["email", "phone"])
    assert {row.kind: bytes(row.digest) for row in kept} == {
        "email": vault.blind_index("email", NEW),
        "phone": vault.blind_index("phone", PHONE),
    }


def test_the_old_contacts_are_told_and_of_no_report() -> None:
    case = filed()
    changed(case)
    mail.outbox.clear()
    deliver()
    letters = {tuple(letter.to): letter for letter in mail.outbox}
    told = letters[OLD,]
    assert told.subject == "Kontak Anda di Ombudsman RI diganti"
    (message,) = Memory.sent
    assert message.to == PHONE
    for words in (f"{told.subject} {told.body}", message.text):
        assert NEW not in words
        assert case.locator not in words
        assert case.title not in words


def test_the_change_is_on_the_record_without_the_address() -> None:
    case = filed()
    changed(case)
    kinds = [
        events.CONTACT_CHANGE_ASKED,
        events.CONTACT_CONFIRMED,
        events.CONTACT_CHANGED,
    ]
    found = Entry.objects.filter(subject_kind="case", kind__in=kinds).order_by("pk")
    assert [entry.kind for entry in found] == kinds
    assert {entry.actor_kind for entry in found} == {"reporter"}
    assert set(found[2].data) == {"change", "told", "kind"}


def test_news_goes_to_the_new_contact() -> None:
    case = filed()
    changed(case, NEW_PHONE, ContactKind.PHONE, NewsChannel.WHATSAPP)
    deliver()
    mail.outbox.clear()
    Memory.sent.clear()
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        record(events.MESSAGE_SENT, actor=SYSTEM, subject=locked, data={}, now=FILED)
    deliver()
    (message,) = Memory.sent
    assert (message.line, message.to) == (Line.WHATSAPP, NEW_PHONE)
    assert mail.outbox == []


def test_wrong_digits_change_nothing_and_keep_what_was_typed() -> None:
    case = filed()
    right = contact_change.code_of(asked(case))
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(TRIES):
        with pytest.raises(WrongDigits):
            confirmed(case, wrong)
    with pytest.raises(WrongDigits):
        confirmed(case, right)  # the sixth try, though it is the right one
    assert contact(case).email == OLD
    assert contact_change.wish_of(ContactChange.objects.get()).value == NEW


def test_after_ten_minutes_the_digits_are_none_and_what_was_typed_stays() -> None:
    case = filed()
    row = asked(case)
    assert row.expires_at - row.sent_at == timedelta(minutes=10)
    ContactChange.objects.update(expires_at=wall_now())
    with pytest.raises(WrongDigits):
        confirmed(case, contact_change.code_of(row))
    assert contact_change.wish_of(ContactChange.objects.get()).value == NEW


def test_a_newer_wish_ends_the_older_one() -> None:
    case = filed()
    first = contact_change.code_of(asked(case))
    second = contact_change.code_of(asked(case, "lain@contoh.test"))
    if first != second:
        with pytest.raises(WrongDigits):
            confirmed(case, first)
    confirmed(case, second)
    assert contact(case).email == "lain@contoh.test"


def test_digits_prove_a_change_once() -> None:
    case = filed()
    code = contact_change.code_of(asked(case))
    confirmed(case, code)
    with pytest.raises(WrongDigits):
        confirmed(case, code)


@pytest.mark.parametrize(
    ("kind", "left", "news"),
    [
        (ContactKind.EMAIL, {"phone": "given", "news": "sms"}, "sms"),
        (ContactKind.PHONE, {"email": "given", "news": "email"}, "email"),
    ],
)
def test_news_goes_on_by_what_is_left(
    kind: ContactKind, left: dict[str, str], news: str
) -> None:
    case = filed()
    removed(case, kind)
    assert marks(case) == left
    assert contact(case).channel == news


def test_nothing_may_be_left_and_then_there_is_no_news() -> None:
    case = filed()
    removed(case, ContactKind.PHONE)
    removed(case, ContactKind.EMAIL)
    assert marks(case) == {"news": "none"}
    assert contact(case) == Contact(channel="none")
    assert not BlindIndex.objects.filter(
        case=case, kind__in=["email", "phone"]
    ).exists()
    with pytest.raises(NotReady):
        removed(case, ContactKind.EMAIL)


def test_a_landline_that_is_left_hears_of_no_news() -> None:
    case = filed(phone="+62542123456")
    removed(case, ContactKind.EMAIL)
    assert marks(case) == {"phone": "given", "news": "none"}


def test_a_way_without_its_contact_is_refused() -> None:
    case = filed(email="", phone="+62542123456", channel="")
    who = reporter_of(case.pk)
    for channel in (NewsChannel.EMAIL, NewsChannel.SMS, NewsChannel.WHATSAPP):
        with pytest.raises(NotReady, match="not_reachable_so"):
            choose(ref=case.ref, channel=channel, actor=who, now=FILED)
    choose(ref=case.ref, channel=NewsChannel.NONE, actor=who, now=FILED)
    assert marks(case)["news"] == "none"


def test_another_way_alone_tells_no_contact_that_it_was_replaced() -> None:
    case = filed(channel="sms")
    who = reporter_of(case.pk)
    choose(ref=case.ref, channel=NewsChannel.EMAIL, actor=who, now=FILED)
    deliver()
    assert (mail.outbox, Memory.sent) == ([], [])
    assert contact(case).email == OLD
    with pytest.raises(NotReady, match="same_contact"):
        choose(ref=case.ref, channel=NewsChannel.EMAIL, actor=who, now=FILED)


def test_a_line_that_takes_no_messages_cannot_be_proved() -> None:
    with pytest.raises(NotReady):
        asked(filed(), "+62542123456", ContactKind.PHONE, NewsChannel.EMAIL)


def test_asking_for_drafts_takes_no_digits_from_who_changes_a_contact() -> None:
    """Whoever knows the address cannot keep its owner from putting it in place."""
    digest = vault.blind_index("email", NEW)
    for n in range(9):
        contact_check.within(uuid4(), network=f"203.0.{n}.0/24", digest=digest)
    asked(filed())
    deliver()
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_an_address_that_was_asked_for_too_often_costs_the_same_statements() -> None:
    found: list[list[str]] = []
    other, many, few = filed(), filed(), filed()
    with time_machine.travel(AT, tick=False):
        asked(other, network="203.0.1.0/24")
        deliver()
    mail.outbox.clear()
    for case, value in ((many, NEW), (few, "lain@contoh.test")):
        with (
            time_machine.travel(AT, tick=False),
            CaptureQueriesContext(connection) as captured,
        ):
            asked(case, value)
        found.append(
            [re.sub(r"'[^']*'|\d+|true|false", "?", each["sql"]) for each in captured]
        )
    assert found[0] == found[1]
    with time_machine.travel(AT, tick=False):
        deliver()
    assert [letter.to for letter in mail.outbox] == [["lain@contoh.test"]]


def test_digits_that_are_sent_twice_at_once_replace_once() -> None:
    case = filed()
    code = contact_change.code_of(asked(case))
    both, same = Barrier(2), same_digits

    def together(right: str, typed: str) -> bool:
        both.wait(timeout=5)
        return same(right, typed)

    def prove(_n: int) -> bool:
        try:
            confirmed(case, code)
        except WrongDigits:
            return False
        finally:
            connections.close_all()
        return True

    with (
        patch.object(contact_change, "same_digits", together),
        ThreadPoolExecutor(2) as pool,
    ):
        assert sorted(pool.map(prove, range(2))) == [False, True]
    assert Entry.objects.filter(kind=events.CONTACT_CHANGED).count() == 1


def test_one_report_asks_for_digits_five_times_an_hour() -> None:
    case = filed()
    for _ in range(contact_check.PER_DRAFT):
        asked(case)
    with pytest.raises(TooManyCodes):
        asked(case)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (
            ask,
            {
                "kind": ContactKind.EMAIL,
                "value": NEW,
                "channel": NewsChannel.EMAIL,
                "language": "id",
                "network": NET,
            },
        ),
        (confirm, {}),
        (choose, {"channel": NewsChannel.NONE}),
        (remove, {"kind": ContactKind.EMAIL}),
    ],
)
def test_nobody_but_the_reporter_changes_it(
    act: Callable[..., Any], told: dict[str, Any]
) -> None:
    case = filed()
    code = contact_change.code_of(asked(case))
    told = {"code": code} if act is confirm else told
    before = Entry.objects.count()
    with pytest.raises(Case.DoesNotExist):
        act(ref=case.ref, actor=STRANGER, now=FILED, **told)
    with pytest.raises(NotAllowed, match="party"):
        act(ref=case.ref, actor=actor("intake"), now=FILED, **told)
    assert Entry.objects.count() == before
    assert contact(case).email == OLD


def test_a_way_whose_contact_goes_at_that_moment_is_not_chosen() -> None:
    case = filed(channel="sms")
    made = contact_change._made

    def in_between(*what: Any, **more: Any) -> ContactChange:
        change = made(*what, **more)
        if change.channel:
            removed(case, ContactKind.EMAIL)
        return change

    with (
        patch.object(contact_change, "_made", in_between),
        pytest.raises(NotReady, match="not_reachable_so"),
    ):
        choose(
            ref=case.ref,
            channel=NewsChannel.EMAIL,
            actor=reporter_of(case.pk),
            now=FILED,
        )
    assert marks(case) == {"phone": "given", "news": "sms"}
    assert contact(case).channel == "sms"


@pytest.mark.parametrize("erased", [False, True])
def test_a_change_that_came_later_and_was_faster_is_told_from_an_erased_report(
    *, erased: bool
) -> None:
    case = filed(channel="sms")
    tell, done = gate.tell, list[str]()

    def faster() -> None:
        if not erased:
            removed(case, ContactKind.EMAIL)
            return
        Case.objects.filter(pk=case.pk).update(
            state="closed", closing_reason="dicabut", closed_at=FILED
        )
        erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=FILED)

    def telling(*what: Any, **more: Any) -> Entry:
        if not done:
            done.append(what[1])
            transaction.on_commit(faster)
        return tell(*what, **more)

    with (
        patch.object(contact_change, "tell", telling),
        pytest.raises(NotReady, match="no_vault" if erased else "overtaken"),
    ):
        choose(
            ref=case.ref,
            channel=NewsChannel.WHATSAPP,
            actor=reporter_of(case.pk),
            now=FILED,
        )
    assert erased or marks(case) == {"phone": "given", "news": "sms"}
    assert done == [events.CONTACT_CONFIRMED]


def test_a_mailbox_in_capitals_spends_the_purse_of_the_same_mailbox() -> None:
    other, case = filed(), filed()
    with time_machine.travel(AT, tick=False):
        asked(other, network="203.0.1.0/24")
        deliver()
        mail.outbox.clear()
        asked(case, NEW.upper())
        deliver()
    assert mail.outbox == []


def test_who_asks_again_at_once_keeps_the_digits_that_are_on_their_way() -> None:
    case = filed()
    with time_machine.travel(AT, tick=False):
        first = asked(case)
        assert asked(case).pk == first.pk
        confirmed(case, contact_change.code_of(first))
    assert contact(case).email == NEW


def test_what_nobody_was_sent_is_right_for_nobody() -> None:
    other, case = filed(), filed()
    with time_machine.travel(AT, tick=False):
        asked(other, network="203.0.1.0/24")
        unsent = asked(case)
        with pytest.raises(WrongDigits):
            confirmed(case, contact_change.code_of(unsent))
    assert contact(case).email == OLD


def test_a_confidential_reporter_changes_it_too_and_nobody_reads_it() -> None:
    case, _ = confidential_one(contact=Contact(email=OLD, channel="email"))
    changed(case)
    assert contact(case).email == NEW
    assert tables_with(NEW) == tables_with(OLD) == set()


def test_an_erased_report_keeps_neither_the_former_contact_nor_a_wish() -> None:
    case = filed()
    changed(case)
    asked(case, "lain@contoh.test")
    Case.objects.filter(pk=case.pk).update(
        state="closed", closing_reason="dicabut", closed_at=FILED
    )
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=FILED)
    assert not ContactChange.objects.exists()
    deliver()
    assert OLD not in [to for letter in mail.outbox for to in letter.to]


def test_a_former_contact_is_forgotten_after_a_week() -> None:
    changed(filed())
    contact_change.purge()
    assert ContactChange.objects.count() == 1
    ContactChange.objects.update(sent_at=wall_now() - timedelta(days=8))
    contact_change.purge()
    assert not ContactChange.objects.exists()


def test_what_is_sealed_here_moves_to_the_newest_key(settings: Any) -> None:
    case = filed()
    row = asked(case)
    older = settings.VAULT_KEYS
    version = max(int(part.split(":")[0]) for part in older.split(",")) + 1
    fresh = older.split(",")[0].split(":")[1]
    settings.VAULT_KEYS = f"{version}:{fresh},{older}"
    assert rewrap_contact_changes() == 1
    assert rewrap_contact_changes() == 0
    row.refresh_from_db()
    assert row.key_version == version
    assert contact_change.wish_of(row).value == NEW


@pytest.mark.parametrize("refuse", [1, 2])
def test_what_cannot_be_put_on_record_changes_no_contact(refuse: int) -> None:
    """R53; the second entry comes after a commit, so it is tried here."""
    case = filed()
    before = marks(case)
    with pytest.raises(NotRecorded), refused(refuse):
        removed(case, ContactKind.EMAIL)
    assert contact(case).email == OLD
    assert marks(case) == before
    assert not ContactChange.objects.exists()


class TestTheVault:
    """What the database itself demands of who replaces a contact."""

    def entry(
        self, case: Case, who: Any = None, kind: str = events.CONTACT_CONFIRMED
    ) -> Entry:
        with transaction.atomic():
            locked = Case.objects.locked_by_id(case.pk)
            return record(
                kind,
                actor=who or reporter_of(case.pk),
                subject=locked,
                data={},
                now=FILED,
            )

    def turned_away(self, case: Case, entry: Entry) -> None:
        with pytest.raises(VaultError):
            vault.replace_contact(case.pk, entry.pk, Contact(email=NEW))
        assert contact(case).email == OLD

    def test_an_entry_of_its_own_transaction_is_none(self) -> None:
        case = filed()
        with transaction.atomic():
            locked = Case.objects.locked_by_id(case.pk)
            entry = record(
                events.CONTACT_CONFIRMED,
                actor=reporter_of(case.pk),
                subject=locked,
                data={},
                now=FILED,
            )
            with pytest.raises(VaultError):
                vault.replace_contact(case.pk, entry.pk, Contact(email=NEW))

    @pytest.mark.parametrize("kind", [events.CONTACT_OPENED, events.CONTACT_CHANGED])
    def test_another_event_is_none(self, kind: str) -> None:
        case = filed()
        with transaction.atomic():
            locked = Case.objects.locked_by_id(case.pk)
            entry = record(
                kind,
                actor=reporter_of(case.pk),
                subject=locked,
                data={"told": [], "purpose": "notify"},
                now=FILED,
            )
        self.turned_away(case, entry)

    def test_an_officers_entry_and_that_of_another_report_are_none(self) -> None:
        case, other = filed(), filed()
        self.turned_away(case, self.entry(case, actor("examiner")))
        self.turned_away(case, self.entry(case, reporter_of(other.pk)))
        self.turned_away(case, self.entry(other))

    def test_an_entry_serves_once_and_opens_the_contact_alone(self) -> None:
        case = filed()
        entry = self.entry(case)
        assert vault.open_contact(case.pk, entry.pk).email == OLD
        with pytest.raises(VaultError):
            vault.open_identity(case.pk, entry.pk)
        vault.replace_contact(case.pk, entry.pk, Contact(email=NEW))
        with pytest.raises(VaultError):
            vault.replace_contact(case.pk, entry.pk, Contact(email="c@contoh.test"))
        with pytest.raises(VaultError):
            vault.open_contact(case.pk, entry.pk)
        assert contact(case).email == NEW

    def test_an_entry_that_two_use_at_once_serves_one(self) -> None:
        case = filed()
        entry = self.entry(case)

        def use(value: str) -> bool:
            try:
                vault.replace_contact(case.pk, entry.pk, Contact(email=value))
            except VaultError:
                return False
            finally:
                connections.close_all()
            return True

        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                vault.replace_contact(case.pk, entry.pk, Contact(email=NEW))
                second = pool.submit(use, "c@contoh.test")
                until_one_waits()
            assert second.result() is False
        assert contact(case).email == NEW

    def test_after_a_quarter_of_an_hour_an_entry_is_none(self) -> None:
        case = filed()
        entry = self.entry(case)
        with as_owner() as cursor:
            cursor.execute(
                "ALTER TABLE journal_entry DISABLE TRIGGER USER;"
                "UPDATE journal_entry SET recorded_at = recorded_at - interval '16 minutes'"
                f" WHERE id = {int(entry.pk)};"
                "ALTER TABLE journal_entry ENABLE TRIGGER USER"
            )
        self.turned_away(case, entry)

    def test_the_runtime_role_cannot_write_the_row_itself(self) -> None:
        filed()
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE complaints_vaultrow SET entry = 1")


class TestOfAReportThatWasSplit:
    """Each case keeps its contact; one that was put away opens no other any more."""

    @pytest.fixture
    def cases(self) -> list[Case]:
        proved = FILED.isoformat()
        case = filed(email_verified=proved, phone_verified=proved)
        Case.objects.filter(pk=case.pk).update(story="Satu.\nDua.")
        for _ in range(2):
            splitting.split(
                ref=case.ref,
                version=Case.objects.get(pk=case.pk).version,
                title="Dua",
                parts=[1],
                file_refs=[],
                actor=actor("intake"),
                now=FILED,
            )
        return report_locked_once(case)

    @pytest.mark.parametrize("which", [0, 1])
    def test_a_contact_that_was_removed_in_one_recovers_no_code_of_another(
        self, cases: list[Case], which: int
    ) -> None:
        removed(cases[which], ContactKind.EMAIL)
        assert behind(OLD) == []
        for other in cases:
            if other != cases[which]:
                assert contact(other).email == OLD
                assert marks(other)["email"] == "given"
                assert marks(other)["phone"] == "verified"
        assert behind(PHONE) == cases

    def test_nor_does_one_that_was_replaced(self, cases: list[Case]) -> None:
        changed(cases[1])
        assert behind(OLD) == []
        assert behind(NEW) == [cases[1]]
        # What the others had of their own stays theirs.
        changed(cases[2], "kenari.lain@contoh.test")
        assert behind(NEW) == [cases[1]]

    def test_another_way_of_hearing_takes_nothing_from_the_others(
        self, cases: list[Case]
    ) -> None:
        choose(
            ref=cases[0].ref,
            channel=NewsChannel.SMS,
            actor=reporter_of(cases[0].pk),
            now=FILED,
        )
        assert behind(OLD) == cases


def report_locked_once(case: Case) -> list[Case]:
    with transaction.atomic():
        return report_locked(case.ref)


def behind(value: str) -> list[Case]:
    """The reports whose codes this contact recovers."""
    kind = vault.kind_of(value)
    asking = Recovery(kind=kind, digest=vault.blind_index(kind, value))
    return sorted(cases_of(asking), key=lambda case: case.pk)
