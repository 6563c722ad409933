"""A lost code and another contact, in a real browser, with and without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core import mail

from complaints.models import Case
from complaints.vault import Contact
from journal import relay
from ombudsman import clock
from tests import people
from tests.browser.test_following import MOMENT
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import case_page
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints.services.filing import Receipt
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)

MAIL, NEW = "kenari.peramban@contoh.test", "kenari.pindah@contoh.test"
ASK, OPEN = "/lacak/kode-baru/", "/lacak/kode-baru/buka/"
Filed = tuple[Case, "Receipt"]


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Filed]:
    """Files a report whose mailbox was checked."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    contact = Contact(
        email=MAIL,
        phone="+6281299990051",
        channel="email",
        email_verified=MOMENT.isoformat(),
    )
    return lambda: file_one(contact=contact, now=MOMENT)


def post(to: str, pattern: str) -> str:
    """What the last letter to this address says."""
    while relay.run_once():
        pass
    letters = [str(one.body) for one in mail.outbox if to in one.to]
    (found,) = [word for one in letters for word in re.findall(pattern, one)]
    return str(found)


def track(surf: Surf, filed: Filed) -> str:
    home = f"/lacak/{filed[0].locator}/"
    surf.visit(home)
    surf.type("code", filed[1].code or "")
    surf.press("Lihat laporan")
    return home


def test_a_lost_code_comes_back_by_the_link_of_the_letter(
    surf: Surf, file: Callable[[], Filed]
) -> None:
    filed = file()
    look(surf, "lost", ASK)
    surf.width(1280)
    surf.visit("/")
    surf.press("Nomor atau kode hilang")
    surf.press("Kirim tautan", status=422)
    surf.photograph("lost-invalid")
    surf.type("contact", MAIL)
    surf.press("Kirim tautan")
    surf.photograph("lost-asked")
    code = post(MAIL, rf"{OPEN}#(\S+)")
    surf.visit(f"{OPEN}#{code}")
    assert (
        code not in surf.chrome.current_url
    )  # moved into the form, out of the address
    assert surf.one("[name=code]").get_attribute("value") == code
    surf.press("Tampilkan kode baru")
    surf.photograph("lost-new-code")
    shown = surf.all(".receipt .no")[1].text
    surf.width(1280)
    surf.press("Buka laporan")
    surf.type("code", shown)
    surf.press("Lihat laporan")
    assert filed[0].title in surf.text()
    surf.visit(OPEN)
    surf.type("code", code)
    surf.press("Tampilkan kode baru", status=422)
    surf.photograph("lost-used")


def test_without_javascript_the_link_is_pasted_and_reports_are_told_by_number(
    surf: Surf, file: Callable[[], Filed]
) -> None:
    first, second = file(), file()
    surf.scripts_off()
    surf.chrome.get(f"{surf.base}{ASK}")
    surf.type("contact", MAIL)
    surf.press("Kirim tautan", checked=False)
    link = post(MAIL, rf"(\S*{OPEN}#\S+)")
    surf.chrome.get(f"{surf.base}{OPEN}")
    surf.type("code", link)
    surf.press("Tampilkan kode baru", checked=False)
    for case, _ in (first, second):
        assert case.locator in surf.text()
        assert case.title not in surf.text()
    surf.photograph("lost-which")
    surf.press("Tampilkan kode baru", status=422, checked=False)
    assert "Pilih sedikitnya satu laporan." in surf.text()
    surf.console()  # that it was refused, which is meant
    surf.choose("numbers", second[0].locator)
    surf.press("Tampilkan kode baru", checked=False)
    assert second[0].locator in surf.text()
    assert first[0].locator not in surf.text()


def test_another_contact_is_proved_and_one_is_removed(
    surf: Surf, file: Callable[[], Filed]
) -> None:
    filed = file()
    home = track(surf, filed)
    surf.photograph("track-news")
    surf.width(1280)
    surf.press("Ganti kontak atau cara kabar")
    look(surf, "contact", f"{home}kontak/")
    surf.width(1280)
    surf.type("contact", "bukan kontak")
    surf.press("Lanjut", status=422)
    surf.photograph("contact-invalid")
    surf.type("contact", NEW)
    surf.press("Lanjut")
    surf.type("code", "000000")
    surf.press("Pastikan dan ganti", status=422)
    surf.photograph("contact-wrong")
    surf.type("code", post(NEW, r"\b\d{6}\b"))
    surf.press("Pastikan dan ganti")
    surf.photograph("contact-changed")
    surf.width(1280)
    surf.press("Hapus")
    look(surf, "contact-remove", f"{home}kontak/hapus/phone/")
    surf.press("Ya, hapus")
    look(surf, "contact-remove-last", f"{home}kontak/hapus/email/")
    surf.press("Ya, hapus")
    surf.photograph("contact-none")


def test_both_sides_read_that_news_does_not_arrive(
    surf: Surf, file: Callable[[], Filed]
) -> None:
    filed = file()
    while relay.run_once():
        pass
    case = filed[0]
    case.contact_marks = (case.contact_marks or {}) | {"email_failed": "2026-03-09"}
    case.save(update_fields=["contact_marks"])
    people.everybody()
    home = track(surf, filed)
    look(surf, "track-unreached", home)
    look(surf, "contact-unreached", f"{home}kontak/")
    look(surf, "lost-en", f"{ASK}?bahasa=en")
    surf.forget()
    sit_down(surf, "intake")
    look(surf, "office-case-unreached", case_page(case))
