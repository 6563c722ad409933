"""From the first page to withdrawing, in English, with evidence and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from django.utils.translation import gettext

from complaints.models import Case, CaseFile
from tests.browser.surf import Surf
from tests.codes import tracking_code
from tests.documents.samples import OURS
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)


class English:
    """Somebody who reads no Indonesian: what is pressed is the catalogue's word for it."""

    def __init__(self, surf: Surf) -> None:
        self.surf = surf

    def press(self, message: str, *, status: int = 200) -> None:
        with translation.override("en"):
            words = gettext(message)
        assert words != message
        self.surf.press(words, checked=False)
        assert self.surf.status() == status, self.surf.text()
        assert self.surf.one("html").get_attribute("lang") == "en"
        assert not self.surf.scrolls_sideways()


@pytest.fixture
def letter(tmp_path: Path) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(OURS["pdf"])
    return str(path)


@pytest.fixture
def city() -> None:
    calendar()
    name = "Pemerintah Kota Contoh Satu"
    agency = AgencyFactory(code="99.71", region__code="99.71", name_id=name)
    AgencyAliasFactory(agency=agency, name="Kota Contoh Satu")


def _file(surf: Surf, letter: str) -> None:
    who = English(surf)
    surf.visit("/lapor/?bahasa=en")
    surf.scripts_off()
    who.press("Mulai")
    told = {"urgency": "no", "told_agency": "yes", "recent": "yes", "court": "no"}
    for name, value in (told | {"settled": "no", "body": "state"}).items():
        surf.choose(name, value)
    who.press("Lanjut")
    surf.type("story", "I asked for the birth certificate in March.")
    surf.type("title", "Birth certificate not issued")
    surf.type("hope", "The certificate")
    who.press("Lanjut ke instansi")
    surf.type("search", "contoh satu")
    who.press("Cari")
    surf.one("#choice-1").click()
    who.press("Lanjut ke bidang")
    surf.choose("substance", "unknown")
    who.press("Lanjut")
    surf.choose("region", "99.71")
    who.press("Lanjut ke keluhan")
    surf.choose("tried_before", "no")
    who.press("Lanjut ke bukti")
    surf.one("input[name=papers]").send_keys(letter)
    who.press("Lanjut ke data diri")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh")
    surf.type("number", "9971014101900000")
    who.press("Lanjut ke kerahasiaan")
    surf.choose("secrecy", "open")
    who.press("Lanjut ke kontak")
    who.press("Lanjut ke pemeriksaan")
    surf.choose("true")
    surf.photograph("english-check")
    who.press("Kirim laporan")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.usefixtures("city")
def test_a_report_with_evidence_is_filed_followed_and_withdrawn(
    surf: Surf, letter: str, width: int
) -> None:
    surf.width(width)
    _file(surf, letter)
    surf.photograph("english-sent")
    code = tracking_code(surf.text())
    case = Case.objects.get()
    assert CaseFile.objects.filter(case=case).count() == 1
    who = English(surf)
    who.press("Lihat laporan saya")
    surf.type("code", code)
    who.press("Lihat laporan")
    surf.photograph("english-track")
    who.press("Cabut laporan")
    surf.photograph("english-withdraw")
    who.press("Tidak jadi")
    who.press("Cabut laporan")
    who.press("Ya, cabut")
    surf.photograph("english-withdrawn")
    case.refresh_from_db()
    assert case.closing_reason == "dicabut"
    with translation.override("en"):
        assert gettext("Cabut laporan") not in surf.one("main").text
