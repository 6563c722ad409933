"""Accounts of reporters: opened by a contact that was proved, silent about who has one."""

from __future__ import annotations

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import digits, events
from accounts.actor import STRANGER
from accounts.actor_of import member
from accounts.digits import TooManyCodes, WrongDigits
from accounts.errors import (
    AlreadyThere,
    ProofOver,
    StepUpRequired,
)
from accounts.models import ContactProof, KnownDevice, ReporterAccount, User
from accounts.pseudonym import contact_of, opened
from accounts.reporters import contact_for
from accounts.services import reporters
from accounts.subscribers import forget_expired
from accounts.wall_clock import wall_now
from journal.ids import uuid7
from journal.models import Entry
from tests import people
from tests.canary import tables_with
from tests.reporters import (
    MAIL,
    NET,
    NUMBER,
    PASSWORD,
    PHONE,
    Memory,
    again,
    deliver,
    digits_in,
    enter,
    is_in,
    proved,
    reporter,
    sent_to,
)

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)

JOIN, SIGN_IN, RESET = "/akun/baru/", "/masuk/", "/masuk/sandi/"
ACCOUNT, CONTACT, OWN_PASSWORD = "/masuk/akun/", "/akun/kontak/", "/akun/sandi/"
OTHER = "lain.lagi@contoh.test"


@pytest.fixture(autouse=True)
def gateway(settings: Any) -> None:
    Memory.sent.clear()
    settings.MESSAGES_GATEWAY = f"{Memory.__module__}.Memory"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def blanked(answer: Any) -> str:
    """Without what is different on every page (settled.md 20), and what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text_of(answer))
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page)
    return re.sub(r"[\w.]+@[\w.]+|\+?\d{9,}", "", page)


def asked(client: Client, contact: str = MAIL) -> Answer:
    client.post(JOIN, {"act": "ask", "contact": contact})
    answer: Answer = client.get(JOIN)
    return answer


#: The first moment of a minute, an hour and a day.
AT = datetime(2031, 1, 6, tzinfo=UTC)


def asking(network: str) -> ContactProof:
    return reporters.ask(
        contact=contact_of(MAIL),
        language="id",
        network=network,
        actor=STRANGER,
        now=wall_now(),
    )


def joined(client: Client, contact: str, sent: str = "", **first: str) -> Answer:
    """The whole way: contact, digits from the message, password."""
    client.post(JOIN, {"act": "ask", "contact": contact, **first})
    deliver()
    code = digits_in(sent_to(sent or contact)[-1])
    client.post(JOIN, {"act": "prove", "code": code})
    both = {"password1": PASSWORD, "password2": PASSWORD}
    answer: Answer = client.post(JOIN, {"act": "password", **both})
    return answer


class TestOpening:
    @pytest.mark.parametrize(("typed", "kept"), [(MAIL, MAIL), (PHONE, NUMBER)])
    def test_a_mailbox_or_a_telephone_opens_an_account(
        self, client: Client, typed: str, kept: str
    ) -> None:
        answer = joined(client, typed, kept)
        assert answer.headers["Location"] == "/laporan-saya/"
        assert is_in(client)
        client.post("/masuk/keluar/")
        assert is_in(enter(client, typed))
        assert Entry.objects.filter(kind=events.REPORTER_JOINED).count() == 1

    @committed
    def test_a_dump_holds_no_plain_contact_of_an_account(self, client: Client) -> None:
        joined(client, MAIL)
        joined(Client(), PHONE, NUMBER)
        enter(Client(), MAIL, "salah sama sekali")
        Client().post(RESET, {"email": PHONE})
        Client().post(JOIN, {"act": "ask", "contact": OTHER})
        deliver()
        for word in ("kenari.biru", "81255550101", "lain.lagi"):
            assert tables_with(word) == set()

    def test_the_name_of_the_account_is_made_under_a_key_for_this_alone(
        self, settings: Any
    ) -> None:
        user = reporter()
        assert user.name == ""
        assert re.fullmatch(r"[0-9a-f]{64}@pelapor\.invalid", user.email)
        settings.BLIND_INDEX_KEY = "x" * 43 + "="
        assert contact_of(MAIL).pseudonym != user.email

    def test_a_code_sent_to_one_contact_does_not_open_for_another(self) -> None:
        first, second = Client(), Client()
        asked(first)
        asked(second, OTHER)
        deliver()
        code = digits_in(sent_to(MAIL)[-1])
        answer = second.post(JOIN, {"act": "prove", "code": code})
        assert answer.status_code == 422
        assert first.post(JOIN, {"act": "prove", "code": code}).status_code == 302

    def test_five_wrong_tries_end_a_code(self, client: Client) -> None:
        asked(client)
        right = reporters.code_of(ContactProof.objects.get())
        wrong = f"{(int(right) + 1) % 10**6:06}"
        for _ in range(digits.TRIES):
            answer = client.post(JOIN, {"act": "prove", "code": wrong})
            assert answer.status_code == 422
        answer = client.post(JOIN, {"act": "prove", "code": right})
        assert answer.status_code == 422
        assert "sudah dicoba 5 kali" in text_of(answer)

    @time_machine.travel(AT, tick=False)
    def test_a_code_that_was_not_sent_opens_nothing_even_when_guessed(self) -> None:
        sent, unsent = Client(), Client()
        asked(sent)
        heard = ContactProof.objects.get()
        asked(unsent)
        proof = ContactProof.objects.latest("pk")
        code = reporters.code_of(proof)
        refused = unsent.post(JOIN, {"act": "prove", "code": code})
        proof.refresh_from_db()
        assert proof.proved_at is None
        wrong = f"{(int(reporters.code_of(heard)) + 1) % 10**6:06}"
        answer = sent.post(JOIN, {"act": "prove", "code": wrong})
        pages = [
            re.sub(r'value="\d{6}"', "", blanked(one)) for one in (refused, answer)
        ]
        assert pages[0] == pages[1]
        assert refused.status_code == answer.status_code == 422
        deliver()
        assert len(mail.outbox) == 1

    def test_a_code_lives_ten_minutes_and_serves_once(self) -> None:
        proof = proved()
        with pytest.raises(WrongDigits):
            reporters.prove(pk=proof.pk, code=reporters.code_of(proof))
        late = ContactProof.objects.create(
            kind="email",
            digest=proof.digest,
            nonce=proof.nonce,
            sealed=proof.sealed,
            language="id",
            sent_at=wall_now(),
            expires_at=wall_now() - timedelta(seconds=1),
        )
        with pytest.raises(WrongDigits):
            reporters.prove(pk=late.pk, code=reporters.code_of(late))

    @committed
    def test_two_sign_ups_at_once_for_one_contact_make_one_account(self) -> None:
        proofs, both = [proved(), proved()], Barrier(2)

        def open_one(proof: ContactProof) -> str:
            both.wait(timeout=5)
            try:
                reporters.open_account(
                    proof=proof.pk,
                    ref=uuid7(),
                    password=PASSWORD,
                    actor=STRANGER,
                    now=wall_now(),
                )
            except AlreadyThere:
                return "already"
            finally:
                connections.close_all()
            return "opened"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(open_one, proofs)) == ["already", "opened"]
        assert ReporterAccount.objects.count() == 1

    def test_a_proof_that_was_used_or_never_given_opens_nothing(self) -> None:
        used = proved()
        user = reporters.open_account(
            proof=used.pk,
            ref=uuid7(),
            password=PASSWORD,
            actor=STRANGER,
            now=wall_now(),
        )
        assert user.pk
        fresh = reporters.ask(
            contact=contact_of(OTHER),
            language="id",
            network=NET,
            actor=STRANGER,
            now=wall_now(),
        )
        for proof in (used, fresh):
            with pytest.raises(ProofOver):
                reporters.open_account(
                    proof=proof.pk or 0,
                    ref=uuid7(),
                    password=PASSWORD,
                    actor=STRANGER,
                    now=wall_now(),
                )

    def test_the_session_that_proves_is_not_the_one_that_was_planted(
        self, client: Client
    ) -> None:
        asked(client)
        before = client.session.session_key
        deliver()
        client.post(JOIN, {"act": "prove", "code": digits_in(sent_to(MAIL)[-1])})
        assert client.session.session_key != before

    @pytest.mark.parametrize("weak", ["pendek", "password1234", MAIL, "x" * 200])
    def test_a_weak_password_is_refused_with_the_reason(
        self, client: Client, weak: str
    ) -> None:
        asked(client)
        deliver()
        client.post(JOIN, {"act": "prove", "code": digits_in(sent_to(MAIL)[-1])})
        both = {"password1": weak, "password2": weak}
        answer = client.post(JOIN, {"act": "password", **both})
        assert answer.status_code == 422
        assert not ReporterAccount.objects.exists()

    @pytest.mark.parametrize(
        "typed", ["", "siapa", "a@", "0511 330 1234", f"{'a' * 64}@pelapor.invalid"]
    )
    def test_what_is_no_mailbox_and_no_mobile_gets_a_sentence(
        self, client: Client, typed: str
    ) -> None:
        answer = client.post(JOIN, {"act": "ask", "contact": typed})
        assert answer.status_code == 422
        assert not ContactProof.objects.exists()

    def test_he_goes_on_where_he_came_from_and_nowhere_else(self) -> None:
        answer = joined(Client(), MAIL, next="/lacak/ABCD2345/")
        assert answer.headers["Location"] == "/lacak/ABCD2345/"
        answer = joined(Client(), OTHER, next="https://evil.test/")
        assert answer.headers["Location"] == "/laporan-saya/"

    def test_another_contact_may_be_typed_instead(self, client: Client) -> None:
        asked(client)
        assert 'name="contact"' in text_of(client.post(JOIN, {"act": "other"}))

    def test_many_codes_from_one_network_are_refused(self, client: Client) -> None:
        for n in range(digits.PER_NETWORK):
            asked(client, f"siapa{n}@contoh.test")
        answer = client.post(JOIN, {"act": "ask", "contact": MAIL})
        assert answer.status_code == 429
        assert "Terlalu banyak kode" in text_of(answer)
        with pytest.raises(TooManyCodes):
            reporters.ask(
                contact=contact_of(MAIL),
                language="id",
                network="127.0.0.0/24",
                actor=STRANGER,
                now=wall_now(),
            )

    def test_one_contact_gets_one_code_a_minute_whoever_asks(self) -> None:
        with time_machine.travel(AT, tick=False):
            for n in range(4):
                asking(f"203.0.{n}.0/24")
            deliver()
        assert len(mail.outbox) == 1
        with time_machine.travel(AT + digits.MINUTE, tick=False):
            asking(NET)
            deliver()
        assert len(mail.outbox) == 2

    def test_a_stranger_spends_his_own_askings_and_not_the_owners(self) -> None:
        for n in range(digits.ASKER_HOUR + 3):
            with time_machine.travel(AT + n * digits.MINUTE, tick=False):
                heard = asking("203.0.1.0/24").heard
                assert heard == (n < digits.ASKER_HOUR)
        with time_machine.travel(AT + (n + 1) * digits.MINUTE, tick=False):
            assert asking(NET).heard

    def test_who_asks_again_at_once_keeps_the_digits_that_are_on_their_way(
        self, client: Client
    ) -> None:
        with time_machine.travel(AT, tick=False):
            asked(client)
            client.post(JOIN, {"act": "again"})
            deliver()
            (letter,) = sent_to(MAIL)
            client.post(JOIN, {"act": "prove", "code": digits_in(letter)})
        assert ContactProof.objects.get().proved_at

    def test_what_was_never_used_is_forgotten(self) -> None:
        asked(Client())
        with time_machine.travel((wall_now() + timedelta(days=2)).timestamp()):
            forget_expired(wall_now())
        assert not ContactProof.objects.exists()


class TestSilence:
    """R27: bytes are equal after blanking what settled.md 20 names."""

    def test_sign_up_tells_nobody_whether_a_contact_has_an_account(self) -> None:
        reporter()
        reporter(PHONE)
        people.person("examiner")
        known = (MAIL, PHONE, people.person("examiner").email)
        with time_machine.travel(wall_now().timestamp(), tick=False):
            pages: list[str] = []
            found: list[list[str]] = []
            for contact in (*known, OTHER, "0812 5555 0909"):
                client = Client(REMOTE_ADDR=f"203.0.113.{len(pages) + 1}")
                with CaptureQueriesContext(connections["default"]) as captured:
                    answer = client.post(JOIN, {"act": "ask", "contact": contact})
                assert answer.headers["Location"] == JOIN
                pages.append(blanked(client.get(JOIN)))
                said = [one["sql"] for one in captured]
                found.append([re.sub(r"'[^']*'|\d+", "?", one) for one in said])
        assert len(set(pages)) == 1
        assert all(one == found[0] for one in found)

    def test_only_the_owner_hears_that_there_is_an_account(self) -> None:
        reporter()
        asked(Client())
        deliver()
        assert "sudah punya akun" in sent_to(MAIL)[-1]
        assert not re.findall(r"\b\d{6}\b", sent_to(MAIL)[-1])
        assert "/masuk/sandi/" in sent_to(MAIL)[-1]

    def test_an_account_at_work_gets_no_second_one_by_its_address(self) -> None:
        user = people.person("examiner")
        asked(Client(), user.email)
        deliver()
        assert "sudah punya akun" in sent_to(user.email)[-1]
        with pytest.raises(AlreadyThere):
            reporters.open_account(
                proof=proved(user.email).pk,
                ref=uuid7(),
                password=PASSWORD,
                actor=STRANGER,
                now=wall_now(),
            )

    def test_sign_in_tells_nobody_whether_a_contact_has_an_account(self) -> None:
        reporter()
        reporter(PHONE)
        with time_machine.travel(wall_now().timestamp(), tick=False):
            pages = {
                blanked(
                    Client().post(SIGN_IN, {"login": typed, "password": "salah" * 3})
                )
                for typed in (MAIL, PHONE, OTHER, "0812 5555 0909")
            }
        (page,) = {re.sub(r'value="[^"]*"', "", page) for page in pages}
        assert "kata sandi tidak cocok" in page

    def test_the_pseudonym_itself_opens_nothing(self) -> None:
        user = reporter()
        assert not is_in(enter(Client(), user.email))
        assert is_in(enter(Client()))

    def test_five_wrong_passwords_close_the_door_however_the_number_is_written(
        self,
    ) -> None:
        reporter(PHONE)
        for typed in (PHONE, NUMBER, "0812-5555-0101", "62 812 5555 0101", PHONE):
            enter(Client(), typed, "salah sama sekali")
        assert not is_in(enter(Client(), PHONE))

    def test_reset_tells_nobody_whether_a_contact_has_an_account(self) -> None:
        reporter()
        reporter(PHONE)
        with time_machine.travel(wall_now().timestamp(), tick=False):
            answers = [
                Client().post(RESET, {"email": typed}, follow=True)
                for typed in (MAIL, PHONE, OTHER, "0812 5555 0909")
            ]
        assert len({blanked(one) for one in answers}) == 1
        deliver()
        assert len(sent_to(MAIL)) == len(sent_to(NUMBER)) == 1
        assert sent_to(OTHER) == []

    @pytest.mark.parametrize(("typed", "kept"), [(MAIL, MAIL), (PHONE, NUMBER)])
    def test_the_link_sent_to_the_contact_sets_a_password(
        self, typed: str, kept: str
    ) -> None:
        user = reporter(typed)
        Client().post(RESET, {"email": typed})
        deliver()
        (link,) = re.findall(r"https?://\S+", sent_to(kept)[-1])
        client = Client()
        form = client.get(urlsplit(link).path, follow=True)
        new = "sepeda ontel warna hijau"
        both = {"password1": new, "password2": new}
        client.post(form.request["PATH_INFO"], both)
        user.refresh_from_db()
        assert user.check_password(new)
        assert is_in(enter(Client(), typed, new))


class TestOwnAccount:
    def test_no_page_of_it_shows_the_pseudonym(self, client: Client) -> None:
        user = reporter()
        again(enter(client))
        for address in (
            ACCOUNT,
            CONTACT,
            OWN_PASSWORD,
            "/masuk/kunci/",
            "/masuk/pasang/",
        ):
            page = text_of(client.get(address))
            assert "pelapor.invalid" not in page, address
            assert user.email[:64] not in page, address
        assert "ke•••@contoh.test" in text_of(client.get(ACCOUNT))

    def test_a_contact_is_replaced_after_a_fresh_password_only(self) -> None:
        user = reporter()
        with pytest.raises(StepUpRequired):
            reporters.replace_contact(
                user=user,
                proof=0,
                code="000000",
                actor=member(user, now=wall_now()),
                now=wall_now(),
            )

    def test_changes_ask_for_the_password_when_it_was_shown_long_ago(
        self, client: Client
    ) -> None:
        people.login(client, reporter(), second_factor=False, minutes_ago=10)
        leave = "/laporan-saya/hapus-akun/"
        for address in (
            CONTACT,
            OWN_PASSWORD,
            leave,
            "/masuk/kunci/",
            "/masuk/pasang/",
        ):
            for answer in (client.get(address), client.post(address, {"do": "x"})):
                assert answer.headers["Location"].startswith("/masuk/ulang/"), address
        wrong = client.post("/masuk/ulang/", {"password": "salah", "next": CONTACT})
        assert wrong.status_code == 200
        assert client.get(CONTACT).status_code == 302
        done = client.post("/masuk/ulang/", {"password": PASSWORD, "next": CONTACT})
        assert done.headers["Location"] == CONTACT
        assert client.get(CONTACT).status_code == 200

    def test_a_password_is_no_step_up_for_staff(self, client: Client) -> None:
        user = people.person("examiner")
        user.set_password(PASSWORD)
        user.save()
        people.login(client, user, second_factor=False)
        answer = client.post("/masuk/ulang/", {"password": PASSWORD})
        assert answer.headers["Location"] == "/masuk/pasang/"

    def test_another_password_ends_the_other_sessions(self) -> None:
        reporter()
        here, there = again(enter(Client())), enter(Client())
        new = "sepeda ontel warna hijau"
        both = {"password1": new, "password2": new}
        assert here.post(OWN_PASSWORD, both).headers["Location"] == ACCOUNT
        assert here.get(ACCOUNT).status_code == 200
        assert there.get(ACCOUNT).status_code == 302
        deliver()
        assert "diganti" in sent_to(MAIL)[-1]

    def test_a_reporter_with_a_telephone_hears_of_his_account_there(
        self, client: Client
    ) -> None:
        reporter(PHONE)
        again(enter(client, PHONE))
        new = "sepeda ontel warna hijau"
        client.post(OWN_PASSWORD, {"password1": new, "password2": new})
        deliver()
        assert sent_to(NUMBER)[-1] == (
            "Kata sandi akun Anda diganti. Bukan Anda? Telepon 137."
        )

    def test_a_new_contact_counts_when_proved_and_the_old_one_hears_of_it(
        self, client: Client
    ) -> None:
        user = reporter()
        again(enter(client))
        client.post(CONTACT, {"act": "ask", "contact": PHONE})
        deliver()
        assert is_in(enter(Client()))
        code = digits_in(sent_to(NUMBER)[-1])
        wrong = f"{(int(code) + 1) % 10**6:06}"
        refused = client.post(CONTACT, {"act": "prove", "code": wrong})
        assert refused.status_code == 422
        done = client.post(CONTACT, {"act": "prove", "code": code})
        assert done.headers["Location"] == ACCOUNT
        deliver()
        assert "sudah diganti" in sent_to(MAIL)[-1]
        user.refresh_from_db()
        contact = contact_for(user)
        assert contact is not None
        assert contact.value == NUMBER
        assert is_in(enter(Client(), PHONE))
        assert not is_in(enter(Client(), MAIL))
        assert not ContactProof.objects.exists()

    def test_a_new_contact_asks_again_and_is_limited(self, client: Client) -> None:
        reporter()
        again(enter(client))
        client.post(CONTACT, {"act": "ask", "contact": PHONE})
        for _ in range(digits.PER_NETWORK):
            answer = client.post(CONTACT, {"act": "again"})
        assert answer.status_code == 429
        assert ContactProof.objects.filter(user__isnull=False).count() == 1
        assert client.post(CONTACT, {"act": "ask", "contact": ""}).status_code == 422

    def test_a_contact_that_became_somebodys_meanwhile_is_refused(self) -> None:
        user, actor = reporter(), people.actor("citizen", stepped_up=True)
        proof = reporters.ask(
            contact=contact_of(PHONE),
            language="id",
            network=NET,
            user=user,
            actor=actor,
            now=wall_now(),
        )
        reporter(PHONE)
        code = reporters.code_of(proof)
        with pytest.raises(AlreadyThere):
            reporters.replace_contact(
                user=user, proof=proof.pk, code=code, actor=actor, now=wall_now()
            )
        user.refresh_from_db()
        assert user.email == contact_of(MAIL).pseudonym

    def test_nobody_proves_a_contact_for_the_account_of_another(self) -> None:
        user, actor = reporter(), people.actor("citizen", stepped_up=True)
        proof = reporters.ask(
            contact=contact_of(PHONE),
            language="id",
            network=NET,
            user=reporter(OTHER),
            actor=actor,
            now=wall_now(),
        )
        with pytest.raises(WrongDigits):
            reporters.replace_contact(
                user=user,
                proof=proof.pk,
                code=reporters.code_of(proof),
                actor=actor,
                now=wall_now(),
            )

    def test_a_sealed_contact_moved_to_another_account_reaches_nobody(self) -> None:
        first, second = reporter(), reporter(OTHER)
        account = ReporterAccount.objects.get(user=second)
        ReporterAccount.objects.filter(user=first).update(sealed=account.sealed)
        assert contact_for(first) is None
        Client().post(RESET, {"email": MAIL})
        deliver()
        assert sent_to(MAIL) == sent_to(OTHER) == []

    def test_staff_have_none_of_these_pages(self, client: Client) -> None:
        people.login(client, "examiner")
        for address in (CONTACT, OWN_PASSWORD, "/laporan-saya/hapus-akun/"):
            assert client.get(address).status_code == 404
        assert client.get(JOIN).status_code == 302


def test_a_contact_opens_without_the_old_key_after_it_was_turned(
    settings: Any,
) -> None:
    user, proof = reporter(), proved(OTHER)
    new = base64.urlsafe_b64encode(b"n" * 32).decode()
    settings.VAULT_KEYS = f"2:{new},{settings.VAULT_KEYS}"
    call_command("reseal_seeds", stdout=StringIO())
    settings.VAULT_KEYS = f"2:{new}"
    contact = contact_for(user)
    assert contact is not None
    assert contact.value == MAIL
    proof.refresh_from_db()
    assert opened(proof.sealed).value == OTHER


class TestLeaving:
    @committed
    def test_after_deletion_nothing_of_the_contact_is_left(self) -> None:
        user = reporter()
        name = user.email
        client = enter(Client())
        asked(Client())  # digits on their way meanwhile
        actor = people.actor("citizen", stepped_up=True)
        KnownDevice.objects.get(user=user)
        reporters.close_account(user=user, actor=actor, now=wall_now())
        deliver()
        assert client.get(ACCOUNT).status_code == 302
        for word in (name.partition("@")[0], "kenari.biru"):
            assert tables_with(word) == set()
        user.refresh_from_db()
        assert (user.is_active, user.has_usable_password()) == (False, False)
        for model in (ContactProof, Authenticator, EmailAddress, KnownDevice):
            assert not model.objects.filter(user=user).exists()
        assert not ContactProof.objects.exists()
        assert sent_to(MAIL) == []
        assert not is_in(enter(Client()))
        assert Entry.objects.filter(kind=events.REPORTER_LEFT).count() == 1

    @committed
    def test_the_former_contact_hears_of_it_though_the_account_is_closed_at_once(
        self,
    ) -> None:
        user, actor = reporter(), people.actor("citizen", stepped_up=True)
        proof = reporters.ask(
            contact=contact_of(PHONE),
            language="id",
            network=NET,
            user=user,
            actor=actor,
            now=wall_now(),
        )
        reporters.replace_contact(
            user=user,
            proof=proof.pk,
            code=reporters.code_of(proof),
            actor=actor,
            now=wall_now(),
        )
        waiting: dict[str, Any] = {"user": user, "actor": actor, "now": wall_now()}
        reporters.ask(contact=contact_of(OTHER), language="id", network=NET, **waiting)
        reporters.close_account(**waiting)
        assert list(ContactProof.objects.values_list("pk", flat=True)) == [proof.pk]
        deliver()
        assert "sudah diganti" in sent_to(MAIL)[-1]
        assert sent_to(NUMBER) == sent_to(OTHER) == []
        assert not ContactProof.objects.exists()
        for word in ("kenari.biru", "81255550101"):
            assert tables_with(word) == set()

    def test_the_same_contact_may_open_another_account_afterwards(self) -> None:
        user = reporter()
        actor = people.actor("citizen", stepped_up=True)
        reporters.close_account(user=user, actor=actor, now=wall_now())
        assert reporter().pk != user.pk

    def test_it_needs_a_step_up(self) -> None:
        with pytest.raises(StepUpRequired):
            reporters.close_account(
                user=reporter(), actor=people.actor("citizen"), now=wall_now()
            )

    def test_the_database_keeps_contact_and_closing_together(self) -> None:
        rows = ReporterAccount.objects.filter(user=reporter())
        for change in ({"sealed": ""}, {"closed_at": wall_now()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)


def test_administrators_lists_hold_no_reporter() -> None:
    user = reporter()
    for key in ("system_admin", "head"):
        seen = User.objects.visible_to(people.actor(key))
        assert user.pk not in seen.values_list("pk", flat=True)
    client = Client()
    people.login(client, "system_admin")
    assert "pelapor.invalid" not in text_of(client.get("/kerja/orang/"))
    assert client.get(f"/kerja/orang/{user.ref}/").status_code == 404
