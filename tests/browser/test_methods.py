"""A version of the method is written in a real Chromium, from a copy to publication."""

from compliance.models import Methodology
from tests.browser.surf import Surf
from tests.browser.test_scores import signed_in
from tests.factories.compliance import MethodologyFactory


def test_a_method_is_copied_written_and_published(surf: Surf) -> None:
    MethodologyFactory()
    signed_in(surf, "compliance_admin")
    surf.visit("/kerja/penilaian/metode/")
    surf.photograph("methods")
    surf.press("Salin")
    surf.type("name_id", "Metode 2027")
    surf.type("name_en", "Method 2027")
    surf.press("Salin")
    method = Methodology.objects.get(name_id="Metode 2027")
    surf.press("Tambah bagian")
    surf.type("name_id", "Masukan tertulis")
    surf.type("name_en", "Written suggestions")
    surf.type("weight", "10,5")
    surf.choose_option("answer", "figure")
    surf.choose_option("per", "agency")
    surf.photograph("method-part")
    surf.press("Tambahkan")
    surf.photograph("method-draft")
    assert "Bobot tingkat pertama berjumlah 110" in surf.text()
    surf.press("Ubah bobot")
    surf.type("bobot-input", "11,35")
    assert "100,00" in surf.one("[data-sum]").text
    surf.photograph("method-weights")
    surf.press("Simpan")
    assert "Semua lengkap, bobot berjumlah 100." in surf.text()
    surf.press("Bandingkan dengan metode lain")
    assert "Masukan tertulis" in surf.text()
    surf.photograph("method-difference")
    surf.visit(f"/kerja/penilaian/metode/{method.ref}/pratinjau/")
    surf.photograph("method-preview")
    surf.visit(f"/kerja/penilaian/metode/{method.ref}/skala/")
    surf.photograph("method-scale")
    surf.visit(f"/kerja/penilaian/metode/{method.ref}/")
    surf.press("Terbitkan")
    surf.photograph("method-publish")
    surf.press("Ya, terbitkan")
    assert "Metode terbit dan terkunci." in surf.text()
    surf.photograph("method-published")
