"""The pages about people, invitations and the locked screen, looked at in Chromium."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, StoredSession, User
from journal.testing import drain
from tests import people
from tests.accounts.conftest import PASSWORD, WithPassword, code
from tests.browser.surf import Surf
from tests.browser.test_doors import sit_down_as

pytestmark = pytest.mark.django_db(transaction=True)


def sit_as(surf: Surf, key: str, user: User | None = None) -> None:
    client = Client()
    people.login(client, user or key)
    sit_down_as(surf, client)


def link() -> str:
    drain()
    found = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_a_person_and_what_is_empty_have_no_fault(
    surf: Surf, language: str
) -> None:
    people.everybody()
    people.agency()
    sit_as(surf, "system_admin")
    surf.width(320)
    surf.visit(f"/kerja/orang/?bahasa={language}")
    assert not surf.scrolls_sideways()
    surf.photograph(f"people-{language}")
    surf.visit("/kerja/orang/?q=tidak+ada+orangnya")
    surf.visit("/kerja/orang/usulan/")
    surf.visit("/kerja/orang/undangan/")
    surf.photograph(f"invitations-empty-{language}")
    surf.visit("/kerja/orang/undang/?cari=kota")
    surf.photograph(f"invite-{language}")
    surf.dark(on=True)
    assert surf.axe() == []
    surf.dark(on=False)
    surf.visit(f"/kerja/orang/{people.person('examiner').ref}/")
    surf.photograph(f"person-{language}")


def test_a_role_goes_from_the_head_to_the_administrator_and_takes_effect(
    surf: Surf,
) -> None:
    people.everybody()
    who = people.person("resmon")
    sit_as(surf, "head")
    surf.visit(f"/kerja/orang/{who.ref}/")
    surf.press("Usulkan peran")
    surf.press("Usulkan", status=422)
    assert "Ada yang perlu dilengkapi" in surf.text()
    surf.photograph("propose-refused")
    surf.choose_option("role", "intake")
    surf.choose_option("office", str(people.office().pk))
    surf.type("reason", "ST-12/2026")
    surf.press("Usulkan")
    assert "bukan Anda yang memutus" in surf.text()
    surf.photograph("change-proposer")
    address = urlsplit(surf.chrome.current_url).path
    surf.forget()
    sit_as(surf, "system_admin")
    surf.visit(address)
    surf.photograph("change-second-person")
    surf.press("Setujui")
    assert "Disetujui" in surf.text()
    surf.visit(f"/kerja/orang/{who.ref}/")
    assert "Asisten penerimaan dan verifikasi" in surf.text()
    surf.press("Tangguhkan akun sekarang")
    surf.photograph("suspend")
    surf.choose("why", "misuse")
    surf.press("Tangguhkan sekarang")
    assert "ditangguhkan" in surf.text()
    surf.photograph("person-suspended")


def test_somebody_invited_makes_an_account_and_reads_calm_sentences(
    surf: Surf,
) -> None:
    sit_as(surf, "head")
    surf.visit("/kerja/orang/undang/")
    surf.type("email", "baru@contoh.test")
    surf.type("name", "Budi Baru")
    surf.choose_option("role", "examiner")
    surf.press("Kirim undangan")
    assert "Undangan dikirim" in surf.text()
    surf.photograph("invitations")
    path = link()
    surf.forget()
    surf.visit(path)
    surf.photograph("join")
    surf.type("password1", "pendek")
    surf.type("password2", "pendek")
    surf.press("Buat akun", status=422)
    surf.type("password1", PASSWORD)
    surf.type("password2", PASSWORD)
    surf.press("Buat akun")
    assert "Akun Anda siap" in surf.text()
    surf.visit(path, status=410)
    surf.photograph("join-dead")
    assert Invitation.objects.get().accepted_by == User.objects.get(name="Budi Baru")


def test_the_locked_screen_gives_back_what_was_typed(
    surf: Surf, with_app: WithPassword
) -> None:
    sit_as(surf, "head", with_app("head"))
    surf.visit("/kerja/orang/undang/")
    surf.type("email", "baru@contoh.test")
    surf.type("name", "Budi Baru")
    StoredSession.objects.update(used_at=timezone.now() - timedelta(minutes=40))
    surf.press("Kirim undangan", status=403)
    assert "Layar terkunci" in surf.text()
    assert "Budi" not in surf.text()
    surf.photograph("locked")
    surf.type("code", code())
    surf.press("Lanjut")
    assert "Terbuka lagi" in surf.text()
    surf.photograph("unlocked")
    surf.press("Kirim sekarang", status=422)
    assert surf.one("[name=name]").get_attribute("value") == "Budi Baru"
