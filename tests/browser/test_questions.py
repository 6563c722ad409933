"""What an administrator writes is what a citizen is asked, in a real browser."""

from __future__ import annotations

import pytest

from complaints.models import Case, CaseAnswer
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as
from tests.complaints.views.test_beside_the_story import published
from tests.factories.agencies import AgencyFactory, RegionFactory
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db(transaction=True)


def test_questions_are_written_looked_at_and_published(surf: Surf) -> None:
    calendar()
    sit_as(surf, "system_admin")
    surf.visit("/kerja/pertanyaan/")
    surf.photograph("questions-list")
    surf.press("Administrasi kependudukan")
    surf.type("q-0-text_id", "Nomor tanda terima?")
    surf.press("Simpan draf", status=422)
    surf.photograph("questions-fault")
    surf.type("q-0-text_en", "Number of the receipt?")
    surf.press("Simpan draf")
    surf.photograph("questions-preview")
    surf.press("Terbitkan")
    assert "1 pertanyaan, versi 1" in surf.text()
    surf.press("Administrasi kependudukan")
    surf.photograph("questions-edit")


def test_an_urgent_report_is_asked_its_substance_and_its_place(surf: Surf) -> None:
    calendar()
    AgencyFactory(code="99.71", region__code="99.71")
    RegionFactory(code="99.72", name="Kota Kenanga")
    asked = published()
    surf.visit("/lapor/mulai/")
    surf.choose("urgency", "jiwa")
    surf.press("Lanjut")
    surf.type("story", "Petugas Dukcapil menolak mencetak KTP ayah yang sakit keras.")
    surf.type("title", "KTP untuk berobat")
    surf.type("hope", "KTP dicetak hari ini")
    surf.press("Lanjut ke instansi")
    surf.choose("choice", "unknown")
    surf.type("agency_label", "Dinas Dukcapil")
    surf.press("Lanjut ke bidang")
    surf.press("Lanjut")
    surf.photograph("file-questions")
    surf.press("Lanjut ke tempat", status=422)
    surf.photograph("file-questions-fault")
    surf.type(f"q{asked[1].pk}", "Blangkonya habis sejak Lebaran.")
    surf.press("Lanjut ke tempat")
    surf.type("place_search", "qqqqqq")
    surf.press("Cari")
    surf.photograph("file-place-empty")
    surf.type("place_search", "kenanga")
    surf.press("Cari")
    surf.choose("region", "99.72")
    surf.photograph("file-place-found")
    surf.press("Lanjut ke keluhan")
    surf.choose("tried_before", "no")
    surf.press("Lanjut ke bukti")
    surf.press("Lanjut ke data diri")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh")
    surf.type("number", "9971014101900000")
    surf.press("Lanjut ke kerahasiaan")
    surf.choose("secrecy", "open")
    surf.press("Lanjut ke kontak")
    surf.press("Lanjut ke pemeriksaan")
    surf.photograph("file-check-urgent")
    surf.choose("true")
    surf.press("Kirim laporan")
    surf.photograph("file-sent-urgent")
    case = Case.objects.get()
    assert (case.urgent, case.region_code) == (True, "99.72")
    assert CaseAnswer.objects.count() == 1
    sit_as(surf, "intake")
    surf.visit("/kerja/antrean/")
    assert "Mendesak: Mengancam keselamatan jiwa" in surf.text()
    surf.photograph("queue-urgent")
    surf.visit(f"/kerja/perkara/{case.ref}/")
    surf.photograph("case-urgent")
