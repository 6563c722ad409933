"""Who reports, a checked contact, another device, and a line that is cut."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from complaints.models import Draft
from journal import relay
from tests.browser.surf import Surf
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "Saya mengurus akta sejak Maret. Semua syarat lengkap."


def _tell(surf: Surf) -> None:
    surf.visit("/lapor/kejadian/")
    surf.type("story", STORY)
    surf.type("title", "Akta kelahiran belum terbit")
    surf.choose_option("happened_month", "3")
    surf.type("happened_year", "2026")
    surf.type("hope", "Akta terbit")
    surf.press("Lanjut ke instansi")


def _say_who(surf: Surf) -> None:
    surf.visit("/lapor/data-diri/")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh, Kota Contoh")
    surf.choose_option("sex", "male")
    surf.choose("on_behalf", "yes")
    surf.type("number", "9971014101900000")
    surf.press("Lanjut ke kerahasiaan")
    assert "Jenis kelamin tidak sama" in surf.text()
    surf.photograph("file-person-doubt")
    surf.press("Lanjut ke orang yang diwakili")
    surf.press("Lanjut ke kerahasiaan", status=422)
    surf.photograph("file-behalf-fault")
    surf.type("represented_name", "Kasih Diwakili")
    surf.choose("represented_relation", "wali")
    surf.press("Lanjut ke kerahasiaan")
    surf.choose("secrecy", "open")
    surf.press("Lanjut ke kontak")


def _check_the_mailbox(surf: Surf) -> None:
    surf.type("email", "rahmi@contoh.test")
    surf.choose("channel", "sms")
    surf.press("Lanjut ke pemeriksaan", status=422)
    surf.photograph("file-contact-fault")
    surf.choose("channel", "email")
    surf.press("Lanjut ke pemeriksaan")
    surf.photograph("file-code-offer")
    assert "Lanjut tanpa kode" in surf.text()
    surf.press("Kirim kode lewat email")
    surf.type("code", "000000")
    relay.run_once()
    (letter,) = mail.outbox
    found = re.search(r"\b\d{6}\b", str(letter.body))
    assert found
    surf.type("code", "1" if found.group() == "000000" else "000000")
    surf.press("Pastikan", status=422)
    surf.photograph("file-code-fault")
    surf.type("code", found.group())
    surf.press("Pastikan")
    assert "Terverifikasi" in surf.text()
    surf.photograph("file-code-checked")


def test_who_reports_for_another_checks_a_mailbox_and_goes_on_elsewhere(
    surf: Surf,
) -> None:
    calendar()
    _tell(surf)
    _say_who(surf)
    _check_the_mailbox(surf)
    surf.press("Lanjut ke pemeriksaan")
    for words in ("sekitar Maret 2026", "Kasih Diwakili", "terverifikasi"):
        assert words in surf.text()
    surf.photograph("file-check-behalf")
    surf.visit("/lapor/disimpan/")
    surf.press("Beri saya kode dan tautan")
    surf.photograph("file-left-link")
    link = surf.one("#link").get_attribute("value") or ""
    secret = link.partition("#")[2]
    surf.forget()
    surf.visit(f"/lapor/lanjutkan/#{secret}")
    assert surf.one("[name=code]").get_attribute("value") == secret
    assert secret not in surf.chrome.current_url
    surf.photograph("file-resume")
    surf.press("Lanjutkan")
    assert surf.chrome.current_url.endswith("/lapor/instansi/")  # still open
    surf.visit("/lapor/kejadian/")
    assert surf.one("[name=story]").get_attribute("value") == STORY
    surf.visit("/lapor/kontak/?bahasa=en")
    assert "How do we reach you?" in surf.text()
    for page in ("kejadian", "data-diri", "mewakili", "kerahasiaan", "kontak"):
        surf.visit(f"/lapor/{page}/")
    surf.visit("/lapor/kontak/kode/")


def _line(surf: Surf, *, cut: bool) -> None:
    surf.chrome.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {
            "offline": cut,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        },
    )


def _kept(surf: Surf) -> str | None:
    found: str | None = surf.chrome.execute_script(
        "return localStorage.getItem('story')"
    )
    return found


def test_a_line_that_is_cut_takes_nothing_that_was_typed(surf: Surf) -> None:
    surf.visit("/lapor/kejadian/")
    surf.chrome.execute_cdp_cmd("Network.enable", {})
    surf.type("story", STORY)
    surf.type("title", "Akta kelahiran belum terbit")
    surf.type("hope", "Akta terbit")
    _line(surf, cut=True)
    button = surf.one("main form[data-line] .actions .btn")
    surf.chrome.execute_script("arguments[0].click()", button)
    surf.wait_until(lambda: surf.one("#line").is_displayed())
    assert "Sambungan terputus" in surf.text()
    assert surf.one("[name=story]").get_attribute("value") == STORY
    assert not Draft.objects.exists()
    assert surf.axe() == []
    surf.photograph("file-line-lost")
    _line(surf, cut=False)
    surf.wait_until(lambda: "Sambungan kembali" in surf.text())
    surf.press("Coba lagi")
    assert surf.chrome.current_url.endswith("/lapor/instansi/")
    assert Draft.objects.get().answers["story"] == STORY


def test_a_copy_of_the_story_stays_on_the_device_only_for_whoever_ticks_that(
    surf: Surf,
) -> None:
    surf.visit("/lapor/kejadian/")
    surf.type("story", STORY)
    assert _kept(surf) is None
    surf.one("#device-keep").click()
    surf.type("title", "Judul")
    assert STORY in (_kept(surf) or "")
    assert "Judul" not in (_kept(surf) or "")
    surf.photograph("file-device-kept")
    surf.forget()  # the session is gone, the device is not
    surf.visit("/lapor/kejadian/")
    assert surf.one("[name=story]").get_attribute("value") == ""
    surf.photograph("file-device-offer")
    surf.one("#device-use").click()
    assert surf.one("[name=story]").get_attribute("value") == STORY
    surf.type("title", "Akta kelahiran belum terbit")
    surf.type("hope", "Akta terbit")
    surf.one("a[href='#leave']").click()
    surf.wait_until(lambda: surf.chrome.current_url.endswith("/lapor/disimpan/"))
    surf.press("Hapus jejak")
    assert _kept(surf) is None
    surf.scripts_off()
    surf.chrome.get(f"{surf.base}/lapor/kejadian/")
    assert "Apa yang terjadi?" in surf.text()
    assert "di perangkat saya" not in surf.text()
