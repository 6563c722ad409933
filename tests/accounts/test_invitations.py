"""Invitations: a link once, for seven days, and nothing told about who has an account."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts import events
from accounts.actor import STRANGER
from accounts.actor_of import member
from accounts.errors import (
    AuthorGone,
    NotAllowed,
    Settled,
    StepUpRequired,
    TooManyInvitations,
)
from accounts.models import Invitation, RoleChange, User
from accounts.roles import Decision, Role, Why
from accounts.services import (
    accept_invitation,
    decide_change,
    invite,
    resend_invitation,
    revoke_invitation,
    suspend,
)
from accounts.subscribers import forget_expired
from accounts.wall_clock import wall_now
from journal.errors import NotSent
from journal.models import Delivery, Entry
from journal.testing import drain
from tests import people
from tests.accounts.conftest import PASSWORD, WithPassword
from tests.accounts.test_sign_in import blanked, enter, signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

INVITE = "/kerja/orang/undang/"
LIST = "/kerja/orang/undangan/"
JOIN = "/masuk/undangan/"
NEW = "baru.sekali@contoh.test"


def as_head() -> Client:
    client = Client()
    people.login(client, "head")
    return client


def send(client: Client, email: str = NEW, **more: object) -> Answer:
    body = {
        "email": email,
        "name": "Budi Baru",
        "role": "examiner",
        "office": people.office().pk,
        **more,
    }
    response: Answer = client.post(INVITE, body)
    return response


def link() -> str:
    """The path that the last letter leads to."""
    drain()
    found = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


def follow(path: str, client: Client | None = None) -> Answer:
    response: Answer = (client or Client()).get(path, follow=True)
    return response


def make_account(path: str, password: str = PASSWORD) -> Answer:
    client = Client()
    client.get(path)
    body = {"name": "Budi Baru", "password1": password, "password2": password}
    response: Answer = client.post(JOIN, body)
    return response


class TestInviting:
    def test_a_known_and_an_unknown_address_answer_alike(self) -> None:
        client = as_head()
        pages = []
        for email in (people.person("citizen").email, "tak.ada1@contoh.test"):
            answer = send(client, email)
            assert answer.status_code == 302
            page = blanked(client.get(answer.headers["Location"]))
            pages.append(re.sub(r"[0-9a-f-]{36}", "", page).replace(email, ""))
            Invitation.objects.all().delete()
        assert "Budi Baru" in pages[0]
        assert pages[0] == pages[1]
        assert not RoleChange.objects.exists()
        assert Entry.objects.filter(kind=events.INVITED).count() == 2

    def test_only_the_letter_tells_its_owner_that_there_is_an_account(self) -> None:
        send(as_head(), people.person("citizen").email)
        send(as_head())
        drain()
        told = {letter.to[0]: letter.body for letter in mail.outbox}
        assert "sudah punya akun" in told[people.person("citizen").email]
        assert "membuat akun" in told[NEW]
        assert not User.objects.filter(email=NEW).exists()

    def test_the_database_holds_the_hash_of_the_link_only(self) -> None:
        send(as_head())
        token = link().strip("/").rpartition("/")[2]
        with connection.cursor() as cursor:
            for table in ("accounts_invitation", "journal_entry", "journal_delivery"):
                cursor.execute(f"SELECT t::text FROM {table} t")
                assert all(token not in row[0] for row in cursor.fetchall())

    def test_a_mail_server_that_is_down_is_nobodys_error_page(
        self, settings: Settings
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 9  # nobody listens there
        assert send(as_head()).status_code == 302
        with pytest.raises(NotSent):
            drain()
        assert Delivery.objects.get().state != "done"

    def test_a_head_invites_to_her_own_office_and_to_no_watching_role(self) -> None:
        assert send(as_head(), office=people.office("63").pk).status_code == 422
        assert send(as_head(), role="auditor").status_code == 422
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize("who", ["system_admin", "head"])
    def test_a_liaison_is_invited_for_the_agency_that_was_picked(
        self, who: str
    ) -> None:
        client = Client()
        people.login(client, who)
        agency = people.agency()
        answer = client.post(
            f"{INVITE}?instansi={agency.ref}",
            {"email": NEW, "name": "Eka", "role": "liaison"},
        )
        assert answer.status_code == 302
        assert Invitation.objects.get().agency == agency

    def test_a_head_sees_the_liaisons_she_invited_and_no_others(self) -> None:
        sent = {"email": NEW, "name": "Eka", "role": "liaison"}
        as_head().post(f"{INVITE}?instansi={people.agency().ref}", sent)
        assert NEW in as_head().get(LIST).content.decode()
        other = Client()
        people.login(other, "other_head")
        assert NEW not in other.get(LIST).content.decode()
        made = Invitation.objects.get()
        address = reverse("people:invitation", args=[made.ref])
        assert other.post(address, {"do": "batal"}).status_code == 404
        assert as_head().post(address, {"do": "batal"}).status_code == 302
        made.refresh_from_db()
        assert made.revoked_at is not None

    def test_an_administrator_sees_the_invitations_of_every_office(self) -> None:
        send(as_head())
        admin = Client()
        people.login(admin, "system_admin")
        assert NEW in admin.get(LIST).content.decode()

    def test_an_agency_that_nobody_picked_is_invited_by_nobody(self) -> None:
        assert send(as_head(), role="liaison").status_code == 422
        assert not Invitation.objects.exists()

    def test_thirty_letters_an_hour_are_the_limit(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("accounts.services.invitations.AN_HOUR", 2)
        client = as_head()
        sent = [send(client, f"a{n}@contoh.test").status_code for n in range(3)]
        assert sent == [302, 302, 429]

    def test_without_a_step_up_nothing_is_sent(self) -> None:
        client = Client()
        people.login(client, "head", minutes_ago=10)
        assert send(client).headers["Location"].startswith("/masuk/ulang/")
        assert not Invitation.objects.exists()


class TestTheLink:
    def test_it_makes_an_account_that_has_no_role_yet(self) -> None:
        send(as_head())
        answer = make_account(link())
        assert answer.headers["Location"] == "/masuk/?next=/masuk/pasang/".replace(
            "next=/masuk/pasang/", "next=%2Fmasuk%2Fpasang%2F"
        )
        user = User.objects.get(email=NEW)
        assert user.check_password(PASSWORD)
        assert member(user, now=wall_now()).roles == {Role.CITIZEN}
        change = RoleChange.objects.get(person=user)
        assert change.proposed_by == people.person("head")
        assert Entry.objects.filter(
            kind=events.INVITATION_ACCEPTED, subject_id=user.pk
        ).exists()

    def test_the_role_works_after_the_second_person_and_the_second_factor(
        self,
    ) -> None:
        send(as_head())
        make_account(link())
        client = Client()
        enter(client, NEW)
        assert client.get("/masuk/pasang/").status_code == 200
        decide_change(
            ref=RoleChange.objects.get().ref,
            approve=True,
            actor=people.actor("system_admin", stepped_up=True),
            now=wall_now(),
        )
        assert client.get("/kerja/antrean/").headers["Location"] == "/masuk/pasang/"

    def test_an_administrator_decides_on_the_liaison_whom_a_head_invited(self) -> None:
        sent = {"email": NEW, "name": "Eka", "role": "liaison"}
        as_head().post(f"{INVITE}?instansi={people.agency().ref}", sent)
        make_account(link())
        change = RoleChange.objects.get()
        head = people.actor("other_head", stepped_up=True)
        with pytest.raises((NotAllowed, RoleChange.DoesNotExist)):
            decide_change(ref=change.ref, approve=True, actor=head, now=wall_now())
        admin = people.actor("system_admin", stepped_up=True)
        decide_change(ref=change.ref, approve=True, actor=admin, now=wall_now())
        user = User.objects.get(email=NEW)
        assert member(user, now=wall_now()).agency_ids == {people.agency().pk}

    def test_it_works_once(self) -> None:
        send(as_head())
        path = link()
        make_account(path)
        again = follow(path)
        assert again.status_code == 410
        assert "Undangan ini tidak berlaku lagi" in again.content.decode()

    def test_two_at_once_make_one_account(self) -> None:
        send(as_head())
        path = link()
        first, second = Client(), Client()
        for client in (first, second):
            client.get(path)
        body = {"name": "Budi", "password1": PASSWORD, "password2": PASSWORD}
        answers = [client.post(JOIN, body).status_code for client in (first, second)]
        assert answers == [302, 410]

    def test_whoever_is_second_at_the_use_case_gets_nothing(self) -> None:
        send(as_head())
        token_hash = Invitation.objects.get().token_hash
        body = {"token_hash": token_hash, "name": "Budi", "password": PASSWORD}
        accept_invitation(**body, actor=STRANGER, now=wall_now())
        with pytest.raises(Settled):
            accept_invitation(**body, actor=STRANGER, now=wall_now())

    def test_after_seven_days_it_is_dead(self) -> None:
        send(as_head())
        path = link()
        later = wall_now() + timedelta(days=7, minutes=1)
        with time_machine.travel(later.timestamp()):
            assert follow(path).status_code == 410

    def test_sent_anew_the_old_one_is_dead_and_revoked_both_are(self) -> None:
        client = as_head()
        send(client)
        old = link()
        address = f"{LIST}{Invitation.objects.get().ref}/"
        client.post(address, {"do": "kirim"})
        new = link()
        assert old != new
        assert follow(old).status_code == 410
        assert follow(new).status_code == 200
        client.post(address, {"do": "batal"})
        assert follow(new).status_code == 410
        assert client.post(address, {"do": "kirim"}, follow=True).status_code == 200
        assert Entry.objects.filter(kind=events.INVITED).count() == 2

    def test_a_letter_revoked_before_it_left_does_not_leave(self) -> None:
        client = as_head()
        send(client)
        client.post(f"{LIST}{Invitation.objects.get().ref}/", {"do": "batal"})
        drain()
        assert mail.outbox == []

    def test_dead_used_and_invented_links_read_the_same(self) -> None:
        send(as_head())
        path = link()
        make_account(path)
        invented = f"{JOIN}{'x' * 43}/"
        assert blanked(follow(path)) == blanked(follow(invented))

    def test_the_address_with_the_secret_is_told_to_no_page(self) -> None:
        send(as_head())
        answer = Client().get(link())
        assert answer.headers["Location"] == JOIN
        assert answer.headers["Referrer-Policy"] == "no-referrer"

    def test_who_has_an_account_signs_in_and_says_yes(
        self, with_password: WithPassword
    ) -> None:
        owner = with_password("citizen")
        send(as_head(), owner.email)
        path = link()
        client = Client()
        assert "sudah punya akun" in follow(path, client).content.decode()
        enter(client, owner.email)
        assert "Terima undangan ini?" in client.get(JOIN).content.decode()
        assert client.post(JOIN).headers["Location"] == "/masuk/akun/"
        assert RoleChange.objects.get().person == owner
        assert owner.check_password(PASSWORD)

    def test_another_account_does_not_take_it(
        self, with_password: WithPassword
    ) -> None:
        send(as_head(), with_password("citizen").email)
        path = link()
        other = Client()
        people.login(other, "other_citizen", second_factor=False)
        follow(path, other)
        other.post(JOIN)
        assert not RoleChange.objects.exists()


class TestPastThePage:
    """The use cases themselves, as somebody would call them who got by the pages."""

    @staticmethod
    def invited(
        who: str,
        role: Role = Role.EXAMINER,
        office: str = "64",
        *,
        email: str = NEW,
        fresh: bool = True,
    ) -> Invitation:
        return invite(
            email=email,
            name="Budi",
            role=role,
            office=people.office(office),
            actor=people.actor(who, stepped_up=fresh),
            now=wall_now(),
        )

    @pytest.mark.parametrize(
        ("who", "role", "office"),
        [
            ("head", Role.EXAMINER, "63"),
            ("head", Role.AUDITOR, "64"),
            ("examiner", Role.EXAMINER, "64"),
        ],
    )
    def test_nobody_invites_where_he_arranges_nothing(
        self, who: str, role: Role, office: str
    ) -> None:
        with pytest.raises(NotAllowed):
            self.invited(who, role, office)

    @pytest.mark.parametrize("act", [resend_invitation, revoke_invitation])
    def test_a_head_touches_no_invitation_to_a_role_that_she_does_not_arrange(
        self, act: Any
    ) -> None:
        beyond = self.invited("system_admin", Role.AUDITOR)
        head = people.actor("head", stepped_up=True)
        with pytest.raises(NotAllowed):
            act(ref=beyond.ref, actor=head, now=wall_now())
        act(ref=self.invited("head").ref, actor=head, now=wall_now())

    def test_each_wants_a_fresh_second_factor(self) -> None:
        with pytest.raises(StepUpRequired):
            self.invited("head", fresh=False)
        made, stale = self.invited("head"), people.actor("head")
        for act in (resend_invitation, revoke_invitation):
            with pytest.raises(StepUpRequired):
                act(ref=made.ref, actor=stale, now=wall_now())

    def test_the_account_of_another_takes_no_role_by_a_link_that_it_found(self) -> None:
        made = self.invited("head", email=people.person("citizen").email)
        now, other = wall_now(), people.actor("other_citizen")
        with pytest.raises(NotAllowed):
            accept_invitation(token_hash=made.token_hash, actor=other, now=now)
        assert not RoleChange.objects.exists()


class TestPassword:
    @pytest.mark.parametrize("weak", ["pendek", "ombudsman123", "password1234"])
    def test_a_weak_one_is_refused_with_the_reason(self, weak: str) -> None:
        send(as_head())
        answer = make_account(link(), weak)
        assert answer.status_code == 422
        assert "errsum" in answer.content.decode()
        assert not User.objects.filter(email=NEW).exists()

    def test_two_different_ones_are_refused(self) -> None:
        send(as_head())
        client = Client()
        client.get(link())
        body = {"name": "Budi", "password1": PASSWORD, "password2": f"{PASSWORD} x"}
        assert client.post(JOIN, body).status_code == 422

    def test_a_megabyte_is_refused_without_hashing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        send(as_head())
        path = link()

        def never(*_: object) -> str:
            raise AssertionError("hashed")

        monkeypatch.setattr(Argon2PasswordHasher, "encode", never)
        assert make_account(path, "x" * 1_000_000).status_code == 422


def test_names_of_ended_invitations_go_after_thirty_days() -> None:
    send(as_head())
    with time_machine.travel((wall_now() + timedelta(days=38)).timestamp()):
        forget_expired(wall_now())
    assert Invitation.objects.get().email == ""
    assert not signed_in(Client())


class TestWhoAsked:
    """What somebody asked for ends with his account, or with his right to ask."""

    @staticmethod
    def invited(who: str = "head", **more: Any) -> Invitation:
        return TestPastThePage.invited(who, **more)

    @staticmethod
    def suspended(who: str = "head") -> None:
        suspend(
            ref=people.person(who).ref,
            why=Why.MISUSE,
            actor=people.actor("system_admin", stepped_up=True),
            now=wall_now(),
        )

    @staticmethod
    def dismissed(who: str = "head") -> None:
        """The role ended; the account stays open."""
        people.person(who).office_memberships.update(valid_to=wall_now())

    def test_the_invitations_of_a_suspended_account_are_dead_at_once(self) -> None:
        send(as_head())
        path = link()
        self.suspended()
        made = Invitation.objects.get()
        assert made.revoked_at is not None
        assert follow(path).status_code == 410
        assert Entry.objects.filter(kind=events.INVITATION_REVOKED).count() == 1
        assert not User.objects.filter(email=NEW).exists()

    @pytest.mark.parametrize("gone", ["suspended", "dismissed"])
    def test_a_link_of_somebody_who_may_invite_no_more_makes_no_account(
        self, gone: str
    ) -> None:
        made = self.invited()
        if gone == "suspended":
            User.objects.filter(pk=made.invited_by_id).update(is_active=False)
        else:
            self.dismissed()
        with pytest.raises(Settled):
            accept_invitation(
                token_hash=made.token_hash,
                name="Budi",
                password=PASSWORD,
                actor=STRANGER,
                now=wall_now(),
            )
        assert not User.objects.filter(email=NEW).exists()

    def test_nobody_sends_anew_what_its_author_could_not_ask_any_more(self) -> None:
        made = self.invited()
        self.dismissed()
        admin = people.actor("system_admin", stepped_up=True)
        with pytest.raises(AuthorGone):
            resend_invitation(ref=made.ref, actor=admin, now=wall_now())
        revoke_invitation(ref=made.ref, actor=admin, now=wall_now())

    def test_what_a_suspended_account_proposed_is_taken_back(self) -> None:
        made = self.invited()
        person = accept_invitation(
            token_hash=made.token_hash,
            name="Budi",
            password=PASSWORD,
            actor=STRANGER,
            now=wall_now(),
        )
        self.suspended()
        change = RoleChange.objects.get(person=person)
        assert change.decision == Decision.WITHDRAWN
        assert change.decided_by == people.person("system_admin")
        assert Entry.objects.filter(kind=events.CHANGE_DECIDED).count() == 1

    def test_what_is_about_whoever_suspends_is_left_to_another_to_refuse(self) -> None:
        admin = people.person("system_admin")
        change = RoleChange.objects.create(
            person=admin,
            act="give",
            role=Role.EXAMINER,
            office=people.office(),
            reason="x",
            proposed_by=people.person("head"),
            proposed_at=wall_now(),
        )
        self.suspended()
        change.refresh_from_db()
        assert change.decision == ""

    def test_an_address_that_was_blanked_gets_no_new_link(self) -> None:
        made = self.invited()
        Invitation.objects.update(email="", name="")
        head = people.actor("head", stepped_up=True)
        with pytest.raises(Settled):
            resend_invitation(ref=made.ref, actor=head, now=wall_now())

    def test_links_sent_anew_count_like_first_ones(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("accounts.services.invitations.AN_HOUR", 2)
        made, head = self.invited(), people.actor("head", stepped_up=True)
        resend_invitation(ref=made.ref, actor=head, now=wall_now())
        with pytest.raises(TooManyInvitations):
            resend_invitation(ref=made.ref, actor=head, now=wall_now())
        client = as_head()
        said = client.post(f"{LIST}{made.ref}/", {"do": "kirim"}, follow=True)
        assert "Terlalu banyak undangan dalam satu jam." in said.content.decode()
        made.refresh_from_db()
        assert made.sent == 2
