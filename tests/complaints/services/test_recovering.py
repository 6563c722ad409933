"""Number or code lost: the checked contact gets a link, and a stranger learns nothing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts import work
from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.limits import allow
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events, numbering
from complaints.models import Case, Recovery
from complaints.models.choices import ContactKind, NewsChannel
from complaints.services import contact_change, drafting, recovering
from complaints.services.admitting import Proof
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady, TooManyAsked, TooManyTries, WrongCode
from complaints.services.recovering import HOUR, ask, give_codes, reports_behind
from complaints.services.renewing import renew_code, replace_code
from complaints.services.tracking import open_with_code
from complaints.vault import Contact
from journal import registry
from journal.messages import Line
from journal.models import Delivery, Entry
from journal.record import record
from journal.sweeps import run_due
from tests.canary import tables_with
from tests.complaints.contacts import Memory, checked, deliver, remembering
from tests.database import as_owner, until_one_waits
from tests.factories.complaints import FILED, confidential_one, file_one
from tests.people import actor

if TYPE_CHECKING:
    from complaints.services.filing import Receipt

pytestmark = pytest.mark.django_db(transaction=True)

MAIL, PHONE = "kenari.hilang@contoh.test", "+6281299990011"
CHECKED = checked(MAIL, PHONE)
NET = "192.0.2.0/24"
NEWS = "complaints.subscribers"


gateway = pytest.fixture(autouse=True)(remembering)


def filed(contact: Contact = CHECKED, **more: Any) -> tuple[Case, Receipt]:
    case, receipt = file_one(contact=contact, **more)
    deliver()
    mail.outbox.clear()
    Memory.sent.clear()
    return case, receipt


def asked(contact: str = MAIL, network: str = NET, proof: Proof | None = None) -> None:
    ask(
        contact=contact,
        network=network,
        proof=proof or Proof(),
        actor=STRANGER,
        now=FILED,
    )
    deliver()


def link_in(words: str) -> str:
    (code,) = re.findall(r"/lacak/kode-baru/buka/#([0-9A-Z]{8}-[0-9A-Z]{8})", words)
    return str(code)


def sent_code() -> str:
    (letter,) = mail.outbox
    return link_in(str(letter.body))


def answered() -> Proof:
    """A proof of work, done."""
    question = recovering.question()
    _, _, salt, print_ = question.rpartition(":")[0].split(".")
    found = (n for n in range(work.MOST) if work.fingerprint(salt, n) == print_)
    return Proof(question=question, answer=str(next(found)))


def given(code: str, *numbers: str, key: Any = None) -> list[recovering.Given]:
    return give_codes(code=code, numbers=numbers, key=key or uuid4(), now=FILED)


def test_the_link_gives_a_new_code_and_the_old_one_dies() -> None:
    case, receipt = filed()
    asked(f" {MAIL.upper()} ".strip())
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([MAIL], "Tautan Anda dari Ombudsman RI")
    assert case.locator not in f"{letter.subject} {letter.body}"
    (one,) = given(sent_code(), case.locator)
    assert open_with_code(
        locator=case.locator, code=one.secret.code, network=NET, now=FILED
    )
    with pytest.raises(WrongCode):
        open_with_code(
            locator=case.locator, code=receipt.code or "", network=NET, now=FILED
        )
    case.refresh_from_db()
    assert case.code_since == FILED
    entry = Entry.objects.get(kind=events.CODE_RECOVERED)
    assert (entry.subject_id, entry.actor_kind, entry.data) == (case.pk, "reporter", {})


def test_the_owner_of_the_contact_hears_that_the_code_was_replaced() -> None:
    case, _ = filed()
    asked()
    given(sent_code(), case.locator)
    mail.outbox.clear()
    deliver()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([MAIL], "Ada kabar tentang laporan Anda")
    assert [message.to for message in Memory.sent] == [PHONE]


def test_a_telephone_gets_the_link_by_message() -> None:
    case, _ = filed()
    asked("0812 9999 0011")
    (message,) = Memory.sent
    assert (message.line, message.to) == (Line.SMS, PHONE)
    assert [one.case.pk for one in given(link_in(message.text), case.locator)] == [
        case.pk
    ]


def test_the_link_is_used_once_and_its_sisters_go_with_it() -> None:
    case, _ = filed()
    asked()
    first = sent_code()
    mail.outbox.clear()
    asked()
    second = sent_code()
    assert first != second
    given(first, case.locator)
    for code in (first, second):
        with pytest.raises(NotReady, match="wrong_link"):
            given(code, case.locator)
        with pytest.raises(NotReady, match="wrong_link"):
            reports_behind(code=code, key=uuid4(), network=NET)


def test_the_same_form_sent_again_shows_the_same_code_while_the_link_lives() -> None:
    case, _ = filed()
    asked()
    code, key = sent_code(), uuid4()
    (one,) = given(code, case.locator, key=key)
    assert reports_behind(code=code, key=key, network=NET)
    (again,) = given(code, case.locator, key=key)
    assert one.secret == again.secret
    assert Entry.objects.filter(kind=events.CODE_RECOVERED).count() == 1
    Recovery.objects.update(expires_at=wall_now())
    with pytest.raises(NotReady, match="wrong_link"):
        given(code, case.locator, key=key)


def test_of_two_who_use_the_link_at_once_one_gets_a_code() -> None:
    case, _ = filed()
    asked()
    code = sent_code()

    def use(_n: int) -> int:
        try:
            return len(given(code, case.locator))
        except NotReady:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [0, 1]
    assert Entry.objects.filter(kind=events.CODE_RECOVERED).count() == 1


def test_of_two_links_that_are_used_at_once_one_gives_a_code() -> None:
    """Each ends the other: without one order of locks both would wait for ever."""
    case, _ = filed()
    codes = []
    for _n in range(2):
        mail.outbox.clear()
        asked()
        codes.append(sent_code())
    both, found = Barrier(2), recovering.cases_of

    def together(row: Recovery) -> Any:
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)
        return found(row)

    def use(code: str) -> int:
        try:
            return len(given(code, case.locator))
        except NotReady:
            return 0
        finally:
            connections.close_all()

    with (
        patch.object(recovering, "cases_of", together),
        ThreadPoolExecutor(2) as pool,
    ):
        assert sorted(pool.map(use, codes)) == [0, 1]


def test_a_contact_that_is_replaced_at_that_moment_gives_no_code() -> None:
    case, _ = filed()
    asked()
    code = sent_code()
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        who = reporter_of(case.pk)
        entry = record(
            events.CONTACT_CONFIRMED, actor=who, subject=locked, data={}, now=FILED
        )

    def use() -> int:
        try:
            return len(given(code, case.locator))
        except NotReady:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Case.objects.locked_by_id(case.pk)
            late = pool.submit(use)
            until_one_waits()
            new = Contact(email="baru@contoh.test", email_verified=FILED.isoformat())
            vault.replace_contact(case.pk, entry.pk, new)
        assert late.result() == 0
    case.refresh_from_db()
    assert case.code_since is None


def test_the_same_form_sent_again_shows_no_code_that_was_replaced_since() -> None:
    first, second = filed()[0], filed()[0]
    asked()
    code, key = sent_code(), uuid4()
    given(code, first.locator, second.locator, key=key)
    officer = actor("intake", stepped_up=True)
    again = numbering.derive(b"k" * 32, b"another")
    with transaction.atomic():
        replace_code(
            Case.objects.locked_by_id(first.pk), again, actor=officer, now=FILED
        )
    (one,) = given(code, first.locator, second.locator, key=key)
    assert one.case.pk == second.pk
    with pytest.raises(NotReady, match="wrong_link"):
        given(code, first.locator, key=key)
    renew_code(ref=second.ref, proof="card", key=uuid4(), actor=officer, now=FILED)
    with pytest.raises(NotReady, match="wrong_link"):
        given(code, second.locator, key=key)


def test_after_thirty_minutes_the_link_opens_nothing() -> None:
    case, _ = filed()
    asked()
    row = Recovery.objects.get()
    assert row.expires_at - row.asked_at == timedelta(minutes=30)
    Recovery.objects.update(expires_at=wall_now())
    with pytest.raises(NotReady, match="wrong_link"):
        given(sent_code(), case.locator)


def test_looking_uses_nothing_up_and_offers_the_reports_of_the_contact_alone() -> None:
    mine = [filed()[0], filed()[0]]
    filed(Contact(email="lain@contoh.test", email_verified="x"))
    asked()
    code = sent_code()
    for _ in range(3):
        found = reports_behind(code=code, key=None, network=NET)
        assert {case.pk for case in found} == {case.pk for case in mine}
    with pytest.raises(NotReady, match="nothing_chosen"):
        given(code, Case.objects.exclude(pk__in=[c.pk for c in mine]).get().locator)
    (one,) = given(code, mine[0].locator)
    assert one.case.pk == mine[0].pk
    mine[1].refresh_from_db()
    assert mine[1].code_since is None


def test_several_reports_at_one_contact_get_one_letter() -> None:
    filed()
    filed()
    asked()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "contact",
    [
        "siapa.saja@contoh.test",  # of nobody
        "0812 7777 0000",
        "belum@contoh.test",  # given and never checked
    ],
)
def test_a_contact_that_nobody_checked_gets_nothing(contact: str) -> None:
    filed(Contact(email="belum@contoh.test", channel=NewsChannel.EMAIL))
    asked(contact)
    assert (mail.outbox, Memory.sent) == ([], [])
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_the_same_statements_run_and_the_same_rows_stand_whatever_is_there() -> None:
    """A stranger who measures time measures the same work (settled.md 36)."""
    filed()
    found: list[list[str]] = []
    for contact in (MAIL, "siapa.saja@contoh.test"):
        before = Entry.objects.count(), Recovery.objects.count()
        with CaptureQueriesContext(connection) as captured:
            ask(
                contact=contact,
                network=NET,
                proof=Proof(),
                actor=STRANGER,
                now=FILED,
            )
        found.append([re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in captured])
        after = Entry.objects.count(), Recovery.objects.count()
        assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
    assert found[0] == found[1]


def test_an_address_that_only_looks_the_same_gets_nothing() -> None:
    """Not even where the index takes it for the same: the vault holds another."""
    alike = MAIL.replace("i", "ı")
    case, _ = filed()
    digest = vault.blind_index("email", alike)
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE complaints_blindindex SET digest = %s"
            " WHERE case_id = %s AND kind = 'email'",
            [digest, case.pk],
        )
    mail.outbox.clear()
    asked(alike)
    deliver()
    assert mail.outbox == []
    opened = Entry.objects.filter(kind=events.CONTACT_OPENED).order_by("pk")
    assert [entry.data["purpose"] for entry in opened][-1] == "recover"


def test_a_confidential_reporter_comes_back_the_same_way() -> None:
    """The letter goes where his news goes, says nothing of it, and nobody opens a name."""
    case, _ = confidential_one(contact=CHECKED)
    deliver()
    mail.outbox.clear()
    asked()
    assert [one.case.pk for one in given(sent_code(), case.locator)] == [case.pk]
    opened = Entry.objects.filter(kind=events.CONTACT_OPENED).latest("pk")
    assert (opened.actor_kind, opened.data["purpose"]) == ("system", "recover")
    assert not Entry.objects.filter(kind=events.IDENTITY_OPENED).exists()


def test_an_imported_report_has_no_contact_and_an_erased_one_none_any_more() -> None:
    case, _ = filed()
    asked()
    code = sent_code()
    Case.objects.filter(pk=case.pk).update(
        state="closed", closing_reason="dicabut", closed_at=FILED
    )
    # Closed, its reporter still reads it: the link opens it.
    assert reports_behind(code=code, key=None, network=NET)
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=FILED)
    with pytest.raises(NotReady, match="wrong_link"):
        reports_behind(code=code, key=None, network=NET)
    mail.outbox.clear()
    asked()
    assert mail.outbox == []


def test_a_link_to_a_contact_that_was_replaced_meanwhile_opens_nothing() -> None:
    case, _ = filed()
    asked()
    code = sent_code()
    contact_change.remove(
        ref=case.ref, kind=ContactKind.EMAIL, actor=reporter_of(case.pk), now=FILED
    )
    with pytest.raises(NotReady, match="wrong_link"):
        reports_behind(code=code, key=None, network=NET)
    with pytest.raises(NotReady, match="nothing_chosen"):
        given(code, case.locator)


def test_after_five_askings_a_network_pays_with_work_or_waits() -> None:
    for n in range(5):
        asked(f"a{n}@contoh.test")
    asked("b@contoh.test")  # one in ten minutes goes unasked
    with pytest.raises(TooManyAsked) as refused:
        asked("c@contoh.test")
    assert 0 < refused.value.seconds <= 600
    assert refused.value.payable
    proof = answered()
    asked("d@contoh.test", proof=proof)
    with pytest.raises(TooManyAsked):  # the work was for one asking
        asked("e@contoh.test", proof=proof)
    asked("f@contoh.test", network="198.51.100.0/24")


def test_sixty_askings_an_hour_are_the_most_of_a_network_work_or_not() -> None:
    """Work costs a machine little; the ledgers grow with every asking."""
    proof = answered()
    allow(f"recover-most:{NET}", 60, HOUR, wall_now(), weight=59)
    asked("a@contoh.test", proof=proof)
    with pytest.raises(TooManyAsked) as refused:
        asked("b@contoh.test", proof=answered())
    assert 0 < refused.value.seconds <= 3600
    assert not refused.value.payable
    asked("c@contoh.test", network="198.51.100.0/24")


def test_a_contact_that_was_asked_about_too_often_costs_the_same_statements() -> None:
    filed()
    for n in range(3):
        asked(network=f"203.0.{n}.0/24")
    found: list[list[str]] = []
    for contact in (MAIL, "siapa.saja@contoh.test"):
        before = Entry.objects.filter(kind=events.RECOVERY_ASKED).count()
        with CaptureQueriesContext(connection) as captured:
            ask(
                contact=contact,
                network=NET,
                proof=Proof(),
                actor=STRANGER,
                now=FILED,
            )
        found.append([re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in captured])
        after = Entry.objects.filter(kind=events.RECOVERY_ASKED).count()
        assert after - before == 1
    assert found[0] == found[1]
    deliver()
    assert len(mail.outbox) == 3


def test_letters_are_counted_for_as_long_as_a_link_lives() -> None:
    """So that who asks for another's contact leaves its owner a link that lives."""
    filed()
    spans = []

    def counted(key: str, limit: int, window: timedelta, *rest: Any) -> bool:
        spans.append((key.partition(":")[0], limit, window))
        return True

    with patch.object(recovering, "allow", counted):
        asked()
    row = Recovery.objects.get()
    assert ("recover-to", 3, row.expires_at - row.asked_at) in spans


def test_a_contact_gets_three_letters_in_half_an_hour_however_many_ask() -> None:
    filed()
    for n in range(5):
        asked(network=f"203.0.{n}.0/24")
    assert len(mail.outbox) == 3
    assert Recovery.objects.count() == 5


def test_a_network_tries_twenty_wrong_codes_an_hour_and_right_ones_cost_nothing() -> (
    None
):
    filed()
    asked()
    right = sent_code()
    for _ in range(21):
        assert reports_behind(code=right, key=None, network=NET)
    for _ in range(20):
        with pytest.raises(NotReady):
            reports_behind(code="0" * 16, key=None, network=NET)
    with pytest.raises(TooManyTries):
        reports_behind(code="0" * 16, key=None, network=NET)


def test_contact_link_and_new_code_stand_in_no_table_and_in_no_entry() -> None:
    case, _ = filed()
    asked()
    code = sent_code()
    (one,) = given(code, case.locator)
    words = [MAIL, PHONE, code, code.replace("-", ""), one.secret.code, one.secret.qr]
    for word in (*words, one.secret.code.replace("-", "")):
        assert tables_with(word) == set()


def test_what_nobody_can_use_is_forgotten_after_a_day() -> None:
    asked()
    recovering.purge()
    assert Recovery.objects.count() == 1
    Recovery.objects.update(expires_at=wall_now() - timedelta(days=1, seconds=1))
    recovering.purge()
    assert not Recovery.objects.exists()


def test_askings_are_forgotten_though_a_draft_cannot_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_more: Any) -> None:
        raise OSError

    asked()
    Recovery.objects.update(expires_at=wall_now() - timedelta(days=1, seconds=1))
    ours = [one for one in registry.sweeps() if one.fn.__module__ == NEWS]
    monkeypatch.setattr(registry, "sweeps", lambda: ours)
    monkeypatch.setattr(drafting, "purge", fail)
    done = run_due(wall_now(), regardless=True)
    assert "drafts" not in done
    assert not Recovery.objects.exists()
