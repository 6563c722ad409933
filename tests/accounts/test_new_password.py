"""A forgotten password: nobody learns who has an account, no factor is bypassed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts import events
from accounts.models import StoredSession, User
from accounts.subscribers import link
from accounts.wall_clock import wall_now
from journal.models import Delivery, Entry
from journal.testing import drain
from tests import people
from tests.accounts.conftest import WithPassword
from tests.accounts.test_sign_in import blanked, enter, signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

ASK = "/masuk/sandi/"
NEW = "nasi goreng tanpa kecap"


def ask(email: str, **headers: str) -> Answer:
    response: Answer = Client(headers=headers).post(ASK, {"email": email})
    return response


def follow(address: str, password: str = NEW) -> Answer:
    """Open the link like a person does and save a password."""
    client = Client()
    response: Answer = client.get(urlsplit(address).path, follow=True)
    if "password1" not in response.content.decode():
        return response
    path = response.request["PATH_INFO"]
    saved: Answer = client.post(path, {"password1": password, "password2": password})
    return saved


def test_a_known_and_an_unknown_address_answer_alike(
    with_password: WithPassword,
) -> None:
    known = ask(with_password("citizen").email)
    unknown = ask("tak.ada@contoh.test")
    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"]
    page = Client().get(known.headers["Location"])
    assert page.status_code == 200
    assert "@" not in blanked(page)


def test_no_mail_leaves_within_the_request(with_password: WithPassword) -> None:
    user = with_password("citizen")
    ask(user.email)
    assert mail.outbox == []
    assert Entry.objects.get(kind=events.PASSWORD_RESET_ASKED).subject_id == user.pk
    assert Delivery.objects.get().subscriber == "accounts.reset_link"
    drain()
    [letter] = mail.outbox
    assert letter.to == [user.email]
    assert settings.BASE_URL in letter.body


def test_the_link_sets_a_password_and_ends_every_session(
    client: Client, with_password: WithPassword
) -> None:
    user = with_password("citizen")
    people.login(client, user)
    response = follow(link(user))
    assert response.status_code == 302
    assert Client().get(response.headers["Location"]).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get("/masuk/ulang/").headers["Location"].startswith("/masuk/?")
    assert Entry.objects.filter(kind=events.PASSWORD_CHANGED).exists()


def test_the_address_with_the_secret_is_told_to_no_page(
    with_password: WithPassword,
) -> None:
    answer = Client().get(urlsplit(link(with_password("citizen"))).path)
    assert answer.status_code == 302
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    form = Client()
    form.get(urlsplit(link(with_password("citizen"))).path)
    page = form.get(answer.headers["Location"])
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_link_works_once(with_password: WithPassword) -> None:
    user = with_password("citizen")
    address = link(user)
    follow(address)
    again = follow(address, "kata sandi yang lain lagi")
    assert "Tautan ini tidak berlaku lagi" in again.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_link_dies_after_thirty_minutes(with_password: WithPassword) -> None:
    address = link(with_password("citizen"))
    # As a number: an aware moment would also move the local zone to UTC.
    later = (wall_now() + timedelta(minutes=31)).timestamp()
    with time_machine.travel(later):
        assert "tidak berlaku lagi" in follow(address).content.decode()


def test_the_link_dies_when_the_address_changes(with_password: WithPassword) -> None:
    user = with_password("citizen")
    address = link(user)
    User.objects.filter(pk=user.pk).update(email="pindah@contoh.test")
    user.emailaddress_set.update(email="pindah@contoh.test")
    assert "tidak berlaku lagi" in follow(address).content.decode()


def test_a_made_up_link_opens_nothing() -> None:
    assert "tidak berlaku lagi" in follow("/masuk/sandi/1-aaa-bbb/").content.decode()


def test_a_new_password_does_not_replace_the_second_factor(
    client: Client, with_app: WithPassword
) -> None:
    user = with_app("examiner")
    follow(link(user))
    assert enter(client, user.email, NEW).headers["Location"] == "/masuk/kode/"
    assert not signed_in(client)


def test_a_weak_password_is_refused_with_the_reason(
    with_password: WithPassword,
) -> None:
    user = with_password("citizen")
    response = follow(link(user), "pendek")
    assert response.status_code == 200
    user.refresh_from_db()
    assert not user.check_password("pendek")


def test_an_overlong_password_is_refused_before_hashing(
    with_password: WithPassword,
) -> None:
    user = with_password("citizen")
    assert follow(link(user), "x" * 200).status_code == 200


def test_a_forged_host_is_refused_and_never_in_the_link(
    with_password: WithPassword,
) -> None:
    user = with_password("citizen")
    assert ask(user.email, host="evil.test").status_code == 400
    assert not Entry.objects.filter(kind=events.PASSWORD_RESET_ASKED).exists()
    assert link(user).startswith(settings.BASE_URL)


def test_the_same_address_is_mailed_three_times_an_hour_at_most(
    with_password: WithPassword,
) -> None:
    user = with_password("citizen")
    assert [ask(user.email).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert [ask("tak.ada@contoh.test").status_code for _ in range(4)][-1] == 429
    assert Entry.objects.filter(kind=events.PASSWORD_RESET_ASKED).count() == 3


def test_an_account_closed_meanwhile_gets_no_mail(with_password: WithPassword) -> None:
    user = with_password("citizen")
    ask(user.email)
    User.objects.filter(pk=user.pk).update(is_active=False)
    drain()
    assert mail.outbox == []
    assert not StoredSession.objects.exists()
