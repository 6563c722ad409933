"""Whoever's account changes gets a letter, and so does who asked for it (R27-R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts import events, notices
from accounts.roles import Act, Why
from accounts.services import suspend, withdraw_change
from accounts.subscribers import link
from journal.testing import drain
from tests import people
from tests.accounts import test_passkeys as passkeys
from tests.accounts.conftest import SEED, code
from tests.accounts.device import Device
from tests.accounts.test_new_password import NEW, follow
from tests.accounts.test_role_changes import (
    NOW,
    admin,
    decide,
    propose,
    second_admin,
)
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from tests.accounts.conftest import WithPassword

pytestmark = pytest.mark.django_db


def letters() -> dict[str, list[str]]:
    """What left, by address."""
    drain()
    found: dict[str, list[str]] = {}
    for one in mail.outbox:
        found.setdefault(one.to[0], []).append(f"{one.subject}\n{one.body}")
    return found


def says(letter: str, indonesian: str, english: str) -> bool:
    return indonesian in letter and english in letter


def test_a_new_password_is_told_to_its_owner_in_both_languages(
    with_password: WithPassword,
) -> None:
    user = with_password("citizen")
    follow(link(user))
    (letter,) = letters()[user.email]
    assert letter.startswith("Perubahan pada akun Anda / A change to your account\n")
    assert says(letter, "Kata sandi akun Anda diganti.", "The password of your account")
    assert "segera hubungi administrator sistem" in letter
    assert NEW not in letter


def test_an_app_set_up_is_told_without_its_seed(client: Client) -> None:
    user = people.login(client, "examiner", second_factor=False)
    client.get("/masuk/pasang/")
    seed = client.session["mfa.totp.secret"]
    client.post("/masuk/pasang/", {"code": code(seed=seed)})
    (letter,) = letters()[user.email]
    assert says(letter, "Faktor kedua dipasang", "A second factor was set up")
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    assert not any(secret in letter for secret in (seed, *codes))


def test_a_passkey_that_comes_and_goes_is_told(with_app: WithPassword) -> None:
    user = with_app("examiner")
    client = Client()
    people.login(client, user)
    row = passkeys.added(client, Device(), "kunci saku")
    assert row
    client.post(f"/masuk/kunci/{row.pk}/", {"do": "hapus"})
    client.post("/masuk/cadangan/baru/")
    come, gone, codes = letters()[user.email]
    assert says(come, "Kunci sandi ditambahkan", "A passkey was added")
    assert says(gone, "Kunci sandi dihapus", "A passkey was removed")
    assert says(codes, "Kode cadangan akun Anda", "The recovery codes")
    assert all("kunci saku" not in letter for letter in (come, gone, codes))
    assert SEED not in come


@pytest.mark.parametrize("act", [Act.GIVE, Act.END])
def test_a_role_that_changed_is_told_to_its_holder_and_to_who_asked(act: Act) -> None:
    user = UserFactory() if act == Act.GIVE else people.person("examiner")
    change = propose(user, act=act)
    assert letters() == {}
    decide(change, second_admin())
    found = letters()
    proposer = people.person("system_admin").email
    assert found.keys() == {user.email, proposer}
    assert says(found[user.email][0], "Peran Anda", "Your role")
    assert says(found[proposer][0], "sudah diputus", "was decided")
    assert "segera hubungi" not in found[proposer][0]
    for letter in (*found[user.email], *found[proposer]):
        assert "ST-12/2026" not in letter
        assert user.name not in letter
        assert "emeriksa" not in letter


def test_a_refusal_is_told_to_who_asked_only_and_a_withdrawal_to_nobody() -> None:
    user = UserFactory()
    decide(propose(user), second_admin(), approve=False)
    proposer = people.person("system_admin").email
    assert letters().keys() == {proposer}
    mail.outbox.clear()
    withdraw_change(ref=propose(user).ref, actor=admin(), now=NOW)
    assert letters() == {}


def test_a_closed_account_and_its_opening_are_told() -> None:
    user = people.person("examiner")
    suspend(ref=user.ref, why=Why.MISUSE, actor=admin(), now=NOW)
    (closed,) = letters()[user.email]
    assert says(closed, "ditangguhkan", "was suspended")
    assert "misuse" not in closed
    mail.outbox.clear()
    user.refresh_from_db()
    change = propose(user, act=Act.RESTORE, role=None, office=None)
    decide(change, second_admin())
    (opened,) = letters()[user.email]
    assert says(opened, "diaktifkan lagi", "was opened again")


def test_what_the_owner_would_not_hear_of_is_named() -> None:
    """A new event about an account is told, or stands here with its reason."""
    silent = {
        events.PERSON_ADDED: "without a password; the first one is asked for",
        events.OFFICE_ROLE_GIVEN: "told when it is decided",
        events.OFFICE_ROLE_ENDED: "told when it is decided",
        events.AGENCY_ROLE_GIVEN: "told when it is decided",
        events.AGENCY_ROLE_ENDED: "told when it is decided",
        events.RESTORED: "told when it is decided",
        events.ABSENCE_ENTERED: "his deputy is told; he asked, or his head did",
        events.ABSENCE_ENDED: "the page says it, and nothing of his rights changed",
        events.CHANGE_PROPOSED: "nothing has changed yet",
        events.PASSWORD_RESET_ASKED: "the letter with the link",
        events.INVITED: "the letter with the link",
        events.INVITATION_REVOKED: "the link is dead, and says so",
        events.INVITATION_ACCEPTED: "his own act with the link from his mail",
        events.SESSIONS_ENDED: "harmless: somebody has to sign in again",
        events.TOKENS_ENDED: "what ended them is told, or decided, or his own act",
        events.DEVICES_FORGOTTEN: "harmless: a browser counts as new",
        events.CONTACT_PROOF_ASKED: "the message with the digits",
        events.REPORTER_JOINED: "his own act with the digits from his message",
        events.REPORTER_CONTACT_REPLACED: "the contact of before is told",
        events.REPORTER_LEFT: "nothing of the contact is left to tell",
    }
    told = {*notices.HAPPENED, events.CHANGE_DECIDED}
    assert set(events.LABELS) == told | set(silent)
    assert not told & set(silent)
