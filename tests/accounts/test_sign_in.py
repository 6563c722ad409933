"""The front door: e-mail, password, second factor (R27-R29, R32, R45)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from accounts import events
from accounts.models import StoredSession, User
from accounts.session_store import hashed
from accounts.wall_clock import wall_now
from journal.models import Entry
from tests import people
from tests.accounts.conftest import PASSWORD, SEED, WithPassword, code

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

SIGN_IN = "/masuk/"
CODE = "/masuk/kode/"
SET_UP = "/masuk/pasang/"


def enter(
    client: Client,
    email: str,
    password: str = PASSWORD,
    *,
    address: str = "203.0.113.9",
) -> Answer:
    response: Answer = client.post(
        SIGN_IN, {"login": email, "password": password}, REMOTE_ADDR=address
    )
    return response


def show_code(client: Client, value: str) -> Answer:
    response: Answer = client.post(CODE, {"code": value})
    return response


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def blanked(response: Answer) -> str:
    """The page without what differs each time by design."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r'value="[^"]*@[^"]*"', "", text)


class TestPassword:
    def test_a_citizen_enters_with_password_alone(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        response = enter(client, user.email.upper())
        assert response.status_code == 302
        assert response.headers["Location"] == "/laporan-saya/"
        assert signed_in(client)

    def test_signing_in_changes_the_session(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        session = client.session
        session["planted"] = 1
        session.save()
        planted = session.session_key
        enter(client, user.email)
        assert client.session.session_key != planted
        assert not StoredSession.objects.filter(pk=hashed(str(planted))).exists()

    def test_a_wrong_password_and_an_unknown_address_answer_alike(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        with time_machine.travel(wall_now().timestamp(), tick=False):
            wrong = enter(client, user.email, "salah sama sekali")
            unknown = enter(client, "tak.ada@contoh.test", "salah sama sekali")
        assert wrong.status_code == unknown.status_code == 200
        assert blanked(wrong) == blanked(unknown)
        assert "Email, nomor, atau kata sandi tidak cocok." in blanked(wrong)

    def test_an_unknown_address_costs_the_same_hash(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hashed = []
        encode = Argon2PasswordHasher.encode

        def counted(self: Argon2PasswordHasher, password: str, salt: str) -> str:
            hashed.append(password)
            return str(encode(self, password, salt))

        monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
        enter(client, "tak.ada@contoh.test", "salah sama sekali")
        assert hashed == ["salah sama sekali"]

    def test_a_megabyte_is_refused_without_hashing(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def never(*_: object) -> str:
            raise AssertionError("hashed")

        monkeypatch.setattr(Argon2PasswordHasher, "encode", never)
        response = enter(client, "tak.ada@contoh.test", "x" * 1_000_000)
        assert response.status_code == 200
        assert not signed_in(client)

    def test_an_inactive_account_does_not_enter(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        User.objects.filter(pk=user.pk).update(is_active=False)
        response = enter(client, user.email)
        assert response.headers["Location"] == reverse("account_inactive")
        assert client.get(response.headers["Location"]).status_code == 200
        assert not signed_in(client)

    def test_the_form_is_guarded_against_foreign_sites(
        self, with_password: WithPassword
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        assert enter(client, with_password("citizen").email).status_code == 403

    def test_there_is_nowhere_to_open_an_account(self, client: Client) -> None:
        assert client.get("/masuk/daftar/").status_code == 404
        assert "signup" not in client.get(SIGN_IN).content.decode()

    def test_somebody_who_is_in_is_sent_to_his_room(self, client: Client) -> None:
        people.login(client, "examiner")
        assert client.get(SIGN_IN).headers["Location"] == settings.HOME_OF_STAFF
        people.login(client, "liaison")
        assert client.get(SIGN_IN).headers["Location"] == settings.HOME_OF_LIAISONS

    def test_a_redirect_to_another_site_is_not_followed(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        response = client.post(
            SIGN_IN,
            {"login": user.email, "password": PASSWORD, "next": "//evil.test/"},
        )
        assert response.headers["Location"] == "/laporan-saya/"


class TestLimit:
    def test_after_five_failures_even_the_right_password_waits(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        for _ in range(5):
            enter(client, user.email, "salah sama sekali")
        assert "Terlalu banyak percobaan" in blanked(enter(client, user.email))
        assert not signed_in(client)

    def test_guessing_from_elsewhere_does_not_lock_the_owner_out(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        for _ in range(6):
            enter(Client(), user.email, "salah sama sekali", address="198.51.100.1")
        enter(client, user.email, address="203.0.113.9")
        assert signed_in(client)

    def test_a_forged_header_gives_no_fresh_tries(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        for n in range(6):
            client.post(
                SIGN_IN,
                {"login": user.email, "password": "salah sama sekali"},
                headers={"X-Forwarded-For": f"10.0.0.{n}"},
            )
        enter(client, user.email, address="127.0.0.1")
        assert not signed_in(client)


class TestSecondFactor:
    def test_staff_are_not_in_before_the_code(
        self, client: Client, with_app: WithPassword
    ) -> None:
        response = enter(client, with_app("examiner").email)
        assert response.headers["Location"] == CODE
        assert not signed_in(client)
        assert client.get(CODE).status_code == 200

    def test_the_code_opens_the_room_of_staff(
        self, client: Client, with_app: WithPassword
    ) -> None:
        enter(client, with_app("examiner").email)
        response = show_code(client, code())
        assert response.headers["Location"] == settings.HOME_OF_STAFF
        assert signed_in(client)

    def test_a_code_without_a_password_opens_nothing(self, client: Client) -> None:
        response = show_code(client, code())
        assert response.headers["Location"] == SIGN_IN

    def test_a_wrong_code_is_refused_and_five_are_the_limit(
        self, client: Client, with_app: WithPassword
    ) -> None:
        enter(client, with_app("examiner").email)
        for _ in range(5):
            assert "Kode tidak cocok" in blanked(show_code(client, "000000"))
        assert "Terlalu banyak percobaan" in blanked(show_code(client, code()))
        assert not signed_in(client)

    @pytest.mark.parametrize(
        "spelling", ["{0}", " {0} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"]
    )
    def test_a_code_seen_over_a_shoulder_is_dead(
        self, spelling: str, client: Client, with_app: WithPassword
    ) -> None:
        user = with_app("examiner")
        enter(client, user.email)
        seen = code()
        show_code(client, seen)
        assert signed_in(client)
        thief = Client()
        enter(thief, user.email)
        show_code(thief, spelling.format(seen))
        assert not signed_in(thief)

    def test_the_next_code_still_works_for_the_thiefs_victim(
        self, client: Client, with_app: WithPassword
    ) -> None:
        user = with_app("examiner")
        enter(client, user.email)
        show_code(client, code())
        other = Client()
        enter(other, user.email)
        show_code(other, code(1))
        assert signed_in(other)

    def test_a_recovery_code_works_once(
        self, client: Client, with_app: WithPassword
    ) -> None:
        user = with_app("examiner")
        stored = Authenticator.objects.get(
            user=user, type=Authenticator.Type.RECOVERY_CODES
        )
        spare = stored.wrap().get_unused_codes()[0]
        enter(client, user.email)
        show_code(client, spare)
        assert signed_in(client)
        other = Client()
        enter(other, user.email)
        show_code(other, spare)
        assert not signed_in(other)

    def test_the_database_holds_no_seed(self, with_app: WithPassword) -> None:
        with_app("examiner")
        stored = [str(row.data) for row in Authenticator.objects.all()]
        assert len(stored) == 2
        assert not any(SEED in text for text in stored)

    def test_a_flag_in_somebody_elses_session_is_not_taken_over(
        self, client: Client, with_app: WithPassword
    ) -> None:
        people.login(client, "head")
        with_app("examiner")
        client.post("/masuk/keluar/")
        enter(client, people.person("examiner").email)
        assert not signed_in(client)


class TestSetUp:
    def test_staff_without_an_app_can_go_nowhere_else(
        self, client: Client, with_password: WithPassword
    ) -> None:
        enter(client, with_password("liaison").email)
        assert signed_in(client)
        for address in ("/", "/kerahasiaan/", "/masuk/ulang/", "/masuk/cadangan/"):
            assert client.get(address).headers["Location"] == SET_UP
        assert client.get(SET_UP).status_code == 200

    @pytest.mark.parametrize(
        "key", [key for key in people.KEYS if people.described(key).roles]
    )
    def test_before_the_second_factor_every_role_is_sent_to_the_set_up(
        self, key: str, client: Client
    ) -> None:
        """R29, per role; per route it is a column of the matrix."""
        people.login(client, key, second_factor=False)
        assert client.get("/").headers["Location"] == SET_UP

    def test_the_first_code_lets_them_in_and_shows_the_recovery_codes_once(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("liaison")
        enter(client, user.email)
        page = client.get(SET_UP)
        seed = client.session["mfa.totp.secret"]
        assert seed in page.content.decode()
        assert "<svg" in page.content.decode()
        shown = code(seed=seed)
        before = client.session.session_key
        response = client.post(SET_UP, {"code": shown})
        assert response.headers["Location"] == "/masuk/cadangan/"
        assert client.session.session_key != before
        first = client.get("/masuk/cadangan/").content.decode()
        again = client.get("/masuk/cadangan/").content.decode()
        spare = Authenticator.objects.get(type="recovery_codes").wrap()
        assert spare.get_unused_codes()[0] in first
        assert spare.get_unused_codes()[0] not in again
        assert Entry.objects.filter(
            kind=events.SECOND_FACTOR_ADDED, subject_id=user.pk
        ).exists()
        client.post("/masuk/keluar/")
        enter(client, user.email)
        show_code(client, shown)
        assert not signed_in(client), "the code of the set-up is used up"

    def test_a_wrong_first_code_sets_nothing_up(
        self, client: Client, with_password: WithPassword
    ) -> None:
        enter(client, with_password("liaison").email)
        client.get(SET_UP)
        assert client.post(SET_UP, {"code": "000000"}).status_code == 200
        assert not Authenticator.objects.exists()

    def test_a_session_that_skipped_the_code_starts_over(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner", second_factor=False)
        assert client.get("/").headers["Location"] == SET_UP
        assert client.get(SET_UP).headers["Location"] == SIGN_IN
        assert not signed_in(client)

    def test_who_has_an_app_sets_up_no_second_one(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner")
        assert client.get(SET_UP).status_code == 404

    def test_a_citizen_may_have_a_second_factor_too(
        self, client: Client, with_password: WithPassword
    ) -> None:
        user = with_password("citizen")
        enter(client, user.email)
        client.get(SET_UP)
        shown = code(seed=client.session["mfa.totp.secret"])
        client.post(SET_UP, {"code": shown})
        client.post("/masuk/keluar/")
        assert enter(client, user.email).headers["Location"] == CODE

    def test_new_recovery_codes_kill_the_old_ones(
        self, client: Client, with_app: WithPassword
    ) -> None:
        user = with_app("examiner")
        people.login(client, "examiner")
        old = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
        assert client.get("/masuk/cadangan/baru/").status_code == 200
        client.post("/masuk/cadangan/baru/")
        new = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
        assert set(old).isdisjoint(new)
        assert Entry.objects.filter(
            kind=events.RECOVERY_CODES_RENEWED, subject_id=user.pk
        ).exists()

    def test_recovery_codes_ask_for_a_step_up(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner", minutes_ago=6)
        response = client.get("/masuk/cadangan/")
        assert response.headers["Location"].startswith("/masuk/ulang/?next=")


class TestStepUp:
    def test_a_fresh_code_steps_up_and_leads_back(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner", minutes_ago=30)
        before = client.session.session_key
        assert client.get("/masuk/ulang/?next=/kerahasiaan/").status_code == 200
        response = client.post(
            "/masuk/ulang/", {"code": code(), "next": "/kerahasiaan/"}
        )
        assert response.headers["Location"] == "/kerahasiaan/"
        assert client.session.session_key != before
        assert client.get("/masuk/cadangan/").status_code == 200

    def test_a_wrong_code_does_not(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner", minutes_ago=30)
        assert client.post("/masuk/ulang/", {"code": "000000"}).status_code == 200
        assert client.get("/masuk/cadangan/").status_code == 302

    def test_it_leads_to_no_other_site(
        self, client: Client, with_app: WithPassword
    ) -> None:
        with_app("examiner")
        people.login(client, "examiner", minutes_ago=30)
        body = {"code": code(), "next": "https://evil.test/"}
        where = client.post("/masuk/ulang/", body).headers["Location"]
        assert where == settings.HOME_OF_STAFF

    def test_who_has_no_second_factor_finds_nothing(self, client: Client) -> None:
        people.login(client, "citizen", second_factor=False)
        assert client.get("/masuk/ulang/").status_code == 404


class TestWayOut:
    def test_an_old_cookie_opens_nothing_after_signing_out(
        self, client: Client
    ) -> None:
        people.login(client, "examiner")
        stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert client.get("/masuk/keluar/").status_code == 200
        assert signed_in(client), "a link alone signs nobody out"
        client.post("/masuk/keluar/")
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
        assert not signed_in(thief)
        assert thief.get("/masuk/ulang/").headers["Location"].startswith(SIGN_IN)
