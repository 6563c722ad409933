"""A passkey of a reporter opens his account alone; no other passkey does."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts import lockout
from accounts.models import ReporterAccount, User
from accounts.wall_clock import wall_now
from tests import people
from tests.accounts.device import Device
from tests.factories.accounts import OfficeMembershipFactory
from tests.reporters import MAIL, deliver, digits_in, enter, is_in, reporter, sent_to

if TYPE_CHECKING:
    from tests.accounts.conftest import WithPassword

pytestmark = pytest.mark.django_db

JOIN, ENTER, ADD = "/akun/baru/", "/masuk/?kunci=1", "/masuk/kunci/"


def options(client: Client, address: str) -> dict[str, Any]:
    page = client.get(address).content.decode()
    (found,) = re.findall(r'data-options="([^"]+)"', page)
    told: dict[str, Any] = json.loads(html.unescape(found))
    return told


def joined(device: Device) -> Client:
    """An account that a passkey opens, and no password."""
    client = Client()
    client.post(JOIN, {"act": "ask", "contact": MAIL})
    deliver()
    client.post(JOIN, {"act": "prove", "code": digits_in(sent_to(MAIL)[-1])})
    asked = options(client, JOIN)
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["user"]["name"] == "ke•••@contoh.test"
    client.post(JOIN, {"credential": device.register(asked)})
    return client


def shown(device: Device, client: Client | None = None) -> Client:
    client = client or Client()
    answer = device.show(options(client, ENTER))
    client.post("/masuk/", {"credential": answer})
    return client


def test_it_opens_the_account_alone_and_counts_as_shown_just_now() -> None:
    device = Device()
    first = joined(device)
    assert is_in(first)
    assert first.get("/masuk/cadangan/").status_code == 200
    again = shown(device)
    assert is_in(again)
    assert again.get("/akun/kontak/").status_code == 200
    user = User.objects.get(reporter__isnull=False)
    assert not user.has_usable_password()


def test_the_way_on_is_kept() -> None:
    device = Device()
    joined(device)
    client = Client()
    answer = device.show(options(client, f"{ENTER}&next=/lacak/"))
    done = client.post("/masuk/", {"credential": answer, "next": "/lacak/"})
    assert done.headers["Location"] == "/lacak/"


def test_the_passkey_of_staff_does_not_open_alone(
    with_app: WithPassword,
) -> None:
    device, client = Device(), Client()
    people.login(client, with_app("examiner"))
    client.post(
        ADD, {"name": "laptop", "credential": device.register(options(client, ADD))}
    )
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    assert not is_in(shown(device))


@pytest.mark.parametrize("ended", [False, True])
def test_whoever_has_or_had_a_role_does_not_open_alone(ended: bool) -> None:
    device = Device()
    joined(device)
    user = User.objects.get(reporter__isnull=False)
    ends = {"valid_to": wall_now()} if ended else {}
    OfficeMembershipFactory(user=user, **ends)
    assert not is_in(shown(device))


def test_an_unknown_one_and_one_of_staff_are_refused_alike(
    with_app: WithPassword,
) -> None:
    device, client = Device(), Client()
    people.login(client, with_app("examiner"))
    client.post(
        ADD, {"name": "laptop", "credential": device.register(options(client, ADD))}
    )
    pages = []
    for one in (device, Device(credential_id=b"u" * 32)):
        stranger = Client()
        answer = stranger.post(
            "/masuk/", {"credential": one.show(options(stranger, ENTER))}
        )
        page = answer.content.decode()
        page = re.sub(r'(csrfmiddlewaretoken" value|data-options)="[^"]+"', "", page)
        pages.append(page)
    assert pages[0] == pages[1]
    assert "Kunci sandi tidak diterima" in pages[0]


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.test"},
        {"site": "evil.test"},
        {"verified": False},
        {"cross_origin": True},
        {"key": Device().key},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_a_device_that_lies_opens_nothing(lie: dict[str, Any]) -> None:
    device = Device()
    joined(device)
    for name, value in lie.items():
        setattr(device, name, value)
    assert not is_in(shown(device))


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", "nul", '{"id": 1}'])
def test_rubbish_opens_nothing_and_breaks_nothing(rubbish: str) -> None:
    client = Client()
    options(client, ENTER)
    assert client.post("/masuk/", {"credential": rubbish}).status_code == 200
    assert not is_in(client)


def test_a_challenge_serves_once_in_its_browser_for_five_minutes() -> None:
    device = Device()
    joined(device)
    client = Client()
    asked = options(client, ENTER)
    good = device.show(asked)
    client.post("/masuk/", {"credential": "{}"})
    client.post("/masuk/", {"credential": good})
    assert not is_in(client)
    other = Client()
    options(other, ENTER)
    other.post("/masuk/", {"credential": device.show(options(Client(), ENTER))})
    assert not is_in(other)
    late = Client()
    answer = device.show(options(late, ENTER))
    with time_machine.travel((wall_now() + timedelta(minutes=6)).timestamp()):
        late.post("/masuk/", {"credential": answer})
    assert not is_in(late)


def test_guesses_of_one_network_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device()
    joined(device)
    monkeypatch.setattr(lockout, "PER_NETWORK", 1)
    client = Client()
    client.post("/masuk/", {"credential": "{}"})
    assert not is_in(shown(device, client))


def test_an_account_that_was_closed_is_opened_by_nothing() -> None:
    device = Device()
    client = joined(device)
    client.post("/laporan-saya/hapus-akun/")
    assert not is_in(client)
    assert not Authenticator.objects.exists()
    assert not is_in(shown(device))
    assert ReporterAccount.objects.get().sealed == ""


def test_only_the_page_that_takes_one_has_a_script() -> None:
    client = Client()
    assert "<script" not in client.get("/masuk/").content.decode()
    policy = client.get("/masuk/").headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "script-src 'self'" in client.get(ENTER).headers["Content-Security-Policy"]


def test_beside_a_password_it_may_be_removed_again() -> None:
    reporter()
    device, client = Device(), enter(Client())
    client.post(
        ADD, {"name": "ponsel", "credential": device.register(options(client, ADD))}
    )
    assert is_in(shown(device))
    row = Authenticator.objects.get(type="webauthn")
    answer = client.post(f"{ADD}{row.pk}/", {"do": "hapus"})
    assert answer.status_code == 302
    assert not is_in(shown(device))


def test_the_last_way_in_is_not_removed() -> None:
    device = Device()
    client = joined(device)
    row = Authenticator.objects.get(type="webauthn")
    assert client.post(f"{ADD}{row.pk}/", {"do": "hapus"}).status_code == 409
    assert is_in(shown(device))
