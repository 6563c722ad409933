"""What reports may be about is written, looked at and published, and then chosen."""

from __future__ import annotations

import pytest

from complaints.models import SubstanceVersion
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as
from tests.complaints.services.test_substance_editing import published
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_subject_is_written_looked_at_published_and_chosen(
    surf: Surf, language: str
) -> None:
    calendar()
    published("koperasi", name_id="Koperasi", name_en="Cooperatives", offered=False)
    sit_as(surf, "system_admin")
    surf.visit(f"/kerja/bidang/?bahasa={language}")
    surf.photograph(f"substances-{language}")
    indonesian = language == "id"
    surf.press("Tulis yang baru" if indonesian else "Write a new one")
    surf.type("name_id", "Ruang digital")
    surf.type("place", "25")
    surf.type("words", "akun diretas, penipuan daring, judi online, polisi")
    save, go = ("Simpan draf", "Terbitkan") if indonesian else ("Save", "Publish")
    surf.press(save, status=422)
    surf.photograph(f"substance-fault-{language}")
    surf.type("name_en", "Digital space")
    surf.press(save)
    surf.photograph(f"substance-preview-{language}")
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.width(1280)
    surf.press(go)
    surf.photograph(f"substances-published-{language}")
    row = SubstanceVersion.objects.get(code="ruang_digital")
    surf.visit(f"/kerja/bidang/{row.code}/?bahasa={language}")
    surf.photograph(f"substance-edit-{language}")
    surf.visit(f"/kerja/bidang/koperasi/pratinjau/?bahasa={language}")
    surf.photograph(f"substance-retired-{language}")


def test_a_citizen_is_proposed_what_was_published_today(surf: Surf) -> None:
    calendar()
    published("ruang_digital", name_id="Ruang digital", words=("akun diretas",))
    surf.visit("/lapor/mulai/")
    surf.choose("urgency", "jiwa")
    surf.press("Lanjut")
    surf.type("story", "Akun diretas, kantor layanan diam saja sejak Maret.")
    surf.type("title", "Akun diretas")
    surf.type("hope", "Akun kembali")
    surf.press("Lanjut ke instansi")
    surf.choose("choice", "unknown")
    surf.type("agency_label", "Dinas Kominfo")
    surf.press("Lanjut ke bidang")
    assert "Ruang digital" in surf.text()
    surf.photograph("file-substance-published")
