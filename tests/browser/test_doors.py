"""The doors as a person sees them: sign-in, set-up, step-up, and the demonstration."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests import people
from tests.accounts.conftest import PASSWORD
from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def sit_down_as(surf: Surf, client: Client) -> None:
    """Give the browser the session of a test client."""
    surf.visit("/masuk/")
    surf.chrome.add_cookie(
        {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "path": "/",
        }
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_demonstration_page_fits_and_has_no_fault(
    surf: Surf, language: str
) -> None:
    people.everybody()
    surf.width(320)
    surf.visit(f"/demo/?bahasa={language}")
    assert not surf.scrolls_sideways()
    surf.dark(on=True)
    assert surf.axe() == []
    surf.dark(on=False)
    surf.photograph(f"demo-{language}")


def test_a_refused_sign_in_says_why_and_has_no_fault(surf: Surf) -> None:
    surf.visit("/masuk/")
    surf.type("login", "tak.ada@contoh.test")
    surf.type("password", PASSWORD)
    surf.press("Masuk")
    assert "Email, nomor, atau kata sandi tidak cocok." in surf.text()
    surf.photograph("sign-in-refused")


def test_setting_up_the_second_factor_has_no_fault(surf: Surf) -> None:
    client = Client()
    people.login(client, "liaison", second_factor=False)
    sit_down_as(surf, client)
    surf.visit("/masuk/pasang/")
    surf.photograph("second-factor-set-up")
