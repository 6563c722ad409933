"""Passkeys in a real Chromium, with a device that is simulated by the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.virtual_authenticator import (
    Protocol,
    Transport,
    VirtualAuthenticatorOptions,
)
from selenium.webdriver.support.ui import WebDriverWait

from tests import people
from tests.accounts.conftest import PASSWORD, WithPassword, code
from tests.browser.surf import Surf
from tests.browser.test_doors import sit_down_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def device(surf: Surf, settings: Settings) -> Iterator[None]:
    """A device in the laptop that knows its owner's finger; ours is the site."""
    settings.BASE_URL = surf.base
    options = VirtualAuthenticatorOptions()
    options.protocol = Protocol.CTAP2
    options.transport = Transport.INTERNAL
    options.has_resident_key = True
    options.has_user_verification = True
    options.is_user_verified = True
    surf.chrome.add_virtual_authenticator(options)
    yield
    surf.chrome.remove_virtual_authenticator()


def password(surf: Surf, email: str) -> None:
    surf.visit("/masuk/")
    surf.type("login", email)
    surf.type("password", PASSWORD)
    surf.press("Masuk")


def test_a_passkey_is_made_and_opens_the_door_and_the_step_up(
    surf: Surf, device: None, with_app: WithPassword
) -> None:
    user = with_app("system_admin")
    client = Client()
    people.login(client, user)
    sit_down_as(surf, client)
    surf.visit("/masuk/kunci/")
    surf.photograph("passkey-add")
    surf.type("name", "Laptop kantor")
    surf.press("Buat kunci sandi")
    assert "Laptop kantor" in surf.text()
    row = Authenticator.objects.get(type="webauthn")
    assert row.data["sign_count"] >= 0

    surf.forget()
    password(surf, user.email)
    surf.photograph("second-factor-passkey")
    surf.press("Pakai kunci sandi")
    assert "Orang" in surf.text()

    surf.visit("/masuk/ulang/?next=/masuk/akun/")
    surf.press("Pakai kunci sandi")
    assert surf.one("h1").text == "Akun saya"
    surf.photograph("account")


def test_without_a_script_the_code_of_the_app_does_the_same(
    surf: Surf, device: None, with_app: WithPassword
) -> None:
    user = with_app("system_admin")
    client = Client()
    people.login(client, user)
    sit_down_as(surf, client)
    surf.visit("/masuk/kunci/")
    surf.type("name", "Laptop kantor")
    surf.press("Buat kunci sandi")
    surf.forget()
    surf.scripts_off()
    surf.chrome.get(f"{surf.base}/masuk/")
    surf.type("login", user.email)
    surf.type("password", PASSWORD)
    surf.one("main form button").click()
    # Between two documents the driver may lose what it has just found.
    wait = WebDriverWait(surf.chrome, 30, ignored_exceptions=[WebDriverException])
    arrived = wait.until
    arrived(lambda _: surf.all("form[data-passkey]"))
    assert not surf.one("form[data-passkey]").is_displayed()
    surf.type("code", code())
    surf.all("main form button")[-1].click()
    arrived(lambda _: [one.text for one in surf.all("h1")] == ["Orang"])


def test_a_device_that_says_no_is_told_beside_the_button(
    surf: Surf, device: None, with_app: WithPassword
) -> None:
    client = Client()
    people.login(client, with_app("head"))
    sit_down_as(surf, client)
    surf.visit("/masuk/kunci/")
    surf.chrome.set_user_verified(False)
    surf.type("name", "Laptop kantor")
    surf.one("form[data-passkey] button").click()
    failed = surf.one("[data-failed]")
    surf.wait_until(failed.is_displayed)
    assert "Perangkat tidak membuat kunci sandi" in surf.text()
    assert surf.axe() == []
    surf.photograph("passkey-refused")
