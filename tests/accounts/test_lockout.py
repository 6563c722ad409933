"""R28: guessing closes the door to who guesses, longer each time, never to the owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from accounts import devices
from accounts.models import FailedTries, KnownDevice, User
from accounts.subscribers import forget_expired
from accounts.wall_clock import wall_now
from tests import reporters
from tests.accounts.conftest import PASSWORD, WithPassword
from tests.accounts.test_sign_in import SIGN_IN, blanked, enter, signed_in
from tests.proof import sized
from tests.reporters import reporter

pytestmark = pytest.mark.django_db

WRONG = "salah sama sekali"
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.1"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hash is not what these tests are about; returns the passwords looked at."""
    looked: list[str] = []

    def check(self: User, password: str) -> bool:
        looked.append(password)
        return password == PASSWORD

    monkeypatch.setattr(User, "check_password", check)
    monkeypatch.setattr(User, "set_password", lambda *_: None)
    return looked


def guess(times: int, email: str, address: str = HERE) -> None:
    for _ in range(times):
        enter(Client(), email, WRONG, address=address)


def known_browser(email: str) -> Client:
    """A browser in which the owner has signed in, and out again."""
    client = Client()
    enter(client, email, address=HERE)
    assert signed_in(client)
    client.post("/masuk/keluar/")
    return client


def wait_after(failures: int) -> timedelta:
    row = FailedTries.objects.get(count=failures)
    return row.closed_until - wall_now()


def test_the_wait_doubles_with_every_further_failure(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    start = wall_now()
    with time_machine.travel(start, tick=False):
        guess(5, user.email)
        assert wait_after(5) == timedelta(minutes=5)
    with time_machine.travel(start + timedelta(minutes=6), tick=False):
        guess(1, user.email)
        assert wait_after(6) == timedelta(minutes=10)
    with time_machine.travel(start + timedelta(minutes=12), tick=False):
        guess(3, user.email)
        assert FailedTries.objects.get().count == 6, "a closed door counts nothing"


def test_five_wrong_passwords_at_the_step_up_close_it_for_longer_each_time() -> None:
    reporter()
    start, client = wall_now(), reporters.enter(Client())

    def show(password: str) -> bool:
        answer = client.post("/masuk/ulang/", {"password": password})
        return answer.status_code == 302

    with time_machine.travel(start, tick=False):
        for _ in range(5):
            assert not show(WRONG)
        assert not show(reporters.PASSWORD), "closed, also for the right one"
        assert wait_after(5) == timedelta(minutes=5)
    with time_machine.travel(start + timedelta(minutes=6), tick=False):
        assert not show(WRONG)
        assert wait_after(6) == timedelta(minutes=10)
        assert not show(reporters.PASSWORD)
    with time_machine.travel(start + timedelta(minutes=17), tick=False):
        assert show(reporters.PASSWORD)
    assert not FailedTries.objects.exists()


def test_behind_a_closed_door_no_password_is_looked_at(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    guess(5, user.email)
    quick.clear()
    assert "Terlalu banyak percobaan" in blanked(enter(Client(), user.email))
    assert quick == []


def test_after_the_wait_the_owner_comes_in_and_all_is_forgotten(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    guess(5, user.email)
    client = Client()
    with time_machine.travel(wall_now() + timedelta(minutes=6)):
        enter(client, user.email)
        assert signed_in(client)
    assert not FailedTries.objects.exists()


def test_a_thousand_guesses_from_his_own_network_do_not_lock_out_the_owner(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    owner = known_browser(user.email)
    guess(40, user.email)
    stranger = Client()
    enter(stranger, user.email)
    assert not signed_in(stranger), "an unknown browser waits"
    enter(owner, user.email)
    assert signed_in(owner)


def test_a_known_browser_is_counted_too_by_itself(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    owner = known_browser(user.email)
    for _ in range(5):
        enter(owner, user.email, WRONG)
    enter(owner, user.email)
    assert not signed_in(owner)
    elsewhere = Client()
    enter(elsewhere, user.email, address=ELSEWHERE)
    assert signed_in(elsewhere)


def test_the_cookie_of_a_browser_is_no_credential(
    with_password: WithPassword, with_app: WithPassword
) -> None:
    user = with_app("examiner")
    client = Client()
    response = HttpResponse()
    devices.remember(RequestFactory().get("/"), response, user)
    cookie = response.cookies[settings.DEVICE_COOKIE_NAME]
    client.cookies[settings.DEVICE_COOKIE_NAME] = cookie.value
    assert client.get("/kerja/antrean/").status_code == 302
    enter(client, user.email, WRONG)
    assert not signed_in(client)
    assert enter(client, user.email).headers["Location"] == "/masuk/kode/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_browser_of_one_helps_nobody_else(
    with_password: WithPassword, quick: list[str]
) -> None:
    owner, other = with_password("citizen"), with_password("other_citizen")
    client = known_browser(owner.email)
    guess(5, other.email)
    enter(client, other.email)
    assert not signed_in(client)


def test_a_forged_or_forgotten_browser_is_an_unknown_one(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    client = known_browser(user.email)
    forged = Client()
    forged.cookies[settings.DEVICE_COOKIE_NAME] = f'{{"{user.pk}":"x"}}'
    guess(5, user.email)
    enter(forged, user.email)
    assert not signed_in(forged)
    assert devices.forget_all(user) == 1
    enter(client, user.email)
    assert not signed_in(client)


def test_the_table_of_browsers_holds_hashes(
    with_password: WithPassword, quick: list[str]
) -> None:
    client = known_browser(with_password("citizen").email)
    cookie = client.cookies[settings.DEVICE_COOKIE_NAME].value
    assert KnownDevice.objects.get().key_hash not in cookie


@pytest.mark.parametrize("proxies", [0, 1])
def test_forged_headers_give_five_tries_however_many(
    proxies: int, with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    client = Client()
    with override_settings(TRUSTED_PROXY_COUNT=proxies):
        for n in range(sized(60, 500)):
            forged = f"10.{n % 250}.{n // 250}.1, 192.0.2.{n % 250}"
            seen = f"{forged}, {HERE}" if proxies else forged
            client.post(
                SIGN_IN,
                {"login": user.email, "password": WRONG},
                headers={"X-Forwarded-For": seen},
                REMOTE_ADDR=HERE,
            )
    assert len(quick) == 5


def test_one_network_tries_thirty_accounts_a_minute(
    with_password: WithPassword, quick: list[str]
) -> None:
    user = with_password("citizen")
    with time_machine.travel(wall_now(), tick=False):
        for n in range(30):
            enter(Client(), f"tak.ada{n}@contoh.test", WRONG)
        client = Client()
        enter(client, user.email)
        assert not signed_in(client)


def test_what_is_over_is_forgotten(
    with_password: WithPassword, quick: list[str]
) -> None:
    guess(1, with_password("citizen").email)
    with time_machine.travel(wall_now() + timedelta(days=3)):
        forget_expired(wall_now())
    assert not FailedTries.objects.exists()
