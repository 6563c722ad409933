"""A citizen files and follows a report in a real browser, without JavaScript."""

from __future__ import annotations

import pytest

from complaints.models import Case
from tests.browser.surf import Surf
from tests.codes import tracking_code
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db(transaction=True)
#: Who sees what: no column of it is hidden behind an edge.
FITS = """const around = document.querySelector(".sees").parentElement;
return around.scrollWidth <= around.clientWidth"""


@pytest.fixture
def city() -> str:
    """The short name of an invented city that can be reported."""
    calendar()
    city = AgencyFactory(
        code="99.71", region__code="99.71", name_id="Pemerintah Kota Contoh Satu"
    )
    AgencyAliasFactory(agency=city, name="Kota Contoh Satu")
    return "contoh satu"


def _tell(surf: Surf) -> None:
    surf.type("story", "Saya mengurus akta sejak 9 Maret. Semua syarat lengkap.")
    surf.type("title", "Akta kelahiran belum terbit")
    surf.type("hope", "Akta terbit, uang kembali")


def _shoot(surf: Surf, name: str, *, shots: bool) -> None:
    if shots:
        surf.photograph(name)


def _begin(surf: Surf, *, shots: bool = False) -> None:
    """The questions before the story, one of them answered with a no."""
    surf.press("Lanjut", status=422)
    _shoot(surf, "file-begin-fault", shots=shots)
    told = {"urgency": "no", "told_agency": "no", "recent": "yes", "court": "no"}
    for name, value in (told | {"settled": "no", "body": "state"}).items():
        surf.choose(name, value)
    _shoot(surf, "file-begin", shots=shots)
    surf.press("Lanjut")
    surf.type("why_anyway", "Loketnya menolak menerima keluhan saya.")
    _shoot(surf, "file-doors", shots=shots)
    surf.press("Lanjut ke kejadian")


def _file(surf: Surf, city: str, *, shots: bool = False) -> None:
    shoot = surf.photograph if shots else lambda name: None
    surf.visit("/lapor/")
    surf.press("Mulai")
    _begin(surf, shots=shots)
    surf.press("Lanjut ke instansi", status=422)
    assert surf.chrome.title.startswith("Perlu dilengkapi:")
    shoot("file-story-fault")
    _tell(surf)
    shoot("file-story")
    surf.press("Lanjut ke instansi")
    surf.type("search", city)
    surf.press("Cari")
    surf.chrome.find_element("id", "choice-1").click()
    shoot("file-agency")
    surf.press("Lanjut ke bidang")
    shoot("file-substance")
    surf.press("Lanjut")
    surf.choose("region", "99.71")
    shoot("file-place")
    surf.press("Lanjut ke keluhan")
    surf.choose("tried_before", "yes")
    surf.type("tried", "Surat kepada kepala dinas, tidak dibalas.")
    shoot("file-tried")
    surf.press("Lanjut ke bukti")
    shoot("file-evidence")
    surf.press("Lanjut ke data diri")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh, Kota Contoh")
    surf.type("number", "9971014101900000")
    shoot("file-person")
    surf.press("Lanjut ke kerahasiaan")
    surf.choose("secrecy", "confidential")
    shoot("file-secrecy")
    surf.press("Lanjut ke kontak")
    shoot("file-contact")
    surf.press("Lanjut ke pemeriksaan")
    shoot("file-check")
    assert surf.chrome.execute_script(FITS)
    surf.choose("true")
    surf.press("Kirim laporan")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_is_filed_and_followed(surf: Surf, city: str, width: int) -> None:
    surf.width(width)
    _file(surf, city, shots=width == 1280)
    surf.photograph("file-sent")
    case = Case.objects.get()
    code = tracking_code(surf.text())
    assert code
    surf.press("Lihat laporan saya")
    surf.type("code", "0000-0000-0000")
    surf.press("Lihat laporan", status=422)
    surf.type("code", code)
    surf.press("Lihat laporan")
    assert "Kami memeriksa kelengkapan laporan Anda" in surf.text()
    surf.one("details summary").click()
    surf.check()
    surf.photograph("track")
    surf.press("Kirim pesan atau bukti")
    surf.photograph("track-message")
    surf.type("text", "Apakah sudah diterima?")
    surf.press("Kirim pesan")
    assert "Apakah sudah diterima?" in surf.text()
    assert case.locator in surf.chrome.current_url
    assert case.title not in surf.chrome.title


def test_every_filing_page_fits_320_pixels_and_dark(surf: Surf, city: str) -> None:
    surf.dark(on=True)
    surf.width(320)
    _file(surf, city)
    assert not surf.scrolls_sideways()


def test_back_leads_to_the_form_after_a_refusal_and_after_a_search(
    surf: Surf, city: str
) -> None:
    surf.visit("/lapor/kejadian/")
    surf.press("Lanjut ke instansi", status=422)
    _tell(surf)
    surf.press("Lanjut ke instansi")
    surf.type("search", city)
    surf.press("Cari")
    surf.chrome.find_element("id", "choice-1").click()
    surf.press("Lanjut ke bidang")
    asked, told = "Kantor mana yang Anda laporkan?", "Apa yang terjadi?"
    for words in (asked, asked, told):  # found, searched for, and the one before
        surf.chrome.back()
        assert words in surf.text()


def test_a_report_is_filed_without_javascript(surf: Surf, city: str) -> None:
    surf.visit("/lapor/")
    surf.scripts_off()
    surf.press("Mulai", checked=False)
    surf.choose("urgency", "jiwa")
    surf.press("Lanjut", checked=False)
    _tell(surf)
    surf.press("Lanjut ke instansi", checked=False)
    assert "Langkah 3 dari " in surf.text()


def test_the_code_of_a_qr_gets_into_the_form_and_out_of_the_address(
    surf: Surf, city: str
) -> None:
    _file(surf, city)
    link = Case.objects.get().locator
    secret = "A" * 26
    surf.visit(f"/lacak/{link}/#{secret}")
    assert surf.one("[name=code]").get_attribute("value") == secret
    assert secret not in surf.chrome.current_url
