"""The pages of tokens, looked at in Chromium: empty, refused, made, listed, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import ApiToken
from accounts.wall_clock import wall_now
from tests import people, tokens
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as

pytestmark = pytest.mark.django_db(transaction=True)
MINE, NEW = reverse("account_tokens"), reverse("account_token_new")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_token_is_made_and_copied_without_a_script(surf: Surf, language: str) -> None:
    people.everybody()
    people.agency()
    sit_as(surf, "examiner")
    surf.visit(f"{MINE}?bahasa={language}")
    surf.photograph(f"tokens-empty-{language}")
    surf.visit(NEW)
    surf.photograph(f"token-new-{language}")
    surf.click(surf.one("main form button"))
    surf.check(status=422)
    surf.photograph(f"token-refused-{language}")
    surf.type("name", "Rekap mingguan")
    surf.choose("scopes", "cases:read")
    surf.choose("scopes", "actions:read")
    surf.click(surf.one("main form button"))
    surf.check()
    surf.photograph(f"token-made-{language}")
    shown = str(surf.one("#token").get_attribute("value"))
    assert tokens.asked("me/", shown).status_code == 401  # his app is not set up yet
    long_ago = wall_now() - timedelta(days=90)
    tokens.made(
        people.person("examiner"),
        name="Yang sudah habis",
        created_at=long_ago,
        expires_at=long_ago + timedelta(days=30),
    )
    assert tokens.asked("me/", shown).status_code == 200
    surf.visit(MINE)
    surf.photograph(f"tokens-{language}")
    surf.visit(reverse("account"))
    surf.photograph(f"tokens-account-{language}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_administrator_finds_and_revokes_it(surf: Surf, language: str) -> None:
    people.everybody()
    people.agency()
    address = reverse("people:tokens")
    sit_as(surf, "system_admin")
    surf.visit(f"{address}?bahasa={language}")
    surf.photograph(f"tokens-nobody-{language}")
    for key, name in (("liaison", "Sistem layanan kota"), ("examiner", "Rekap")):
        tokens.made(people.person(key), name=name, kind="machine")
    surf.visit(address)
    surf.photograph(f"tokens-everybody-{language}")
    token = ApiToken.objects.get(name="Rekap")
    surf.visit(reverse("account_token", args=[token.ref]))
    surf.photograph(f"token-revoke-{language}")
    surf.click(surf.one("main form button"))
    surf.check()
    surf.photograph(f"token-revoked-{language}")
    token.refresh_from_db()
    assert token.revoked_at is not None
    surf.visit(reverse("account_token", args=[token.ref]))
    surf.dark(on=True)
    assert surf.axe() == []
    surf.dark(on=False)
