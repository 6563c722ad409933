"""The composer in a real browser, with its script and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import ReporterMessage, Unsent
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import act_page, case_page, in_correction

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
HALF = "Apakah uang Rp150.000 sudah"


def test_half_a_sentence_is_there_again_when_the_window_was_closed(surf: Surf) -> None:
    walk = in_correction()
    sit_down(surf, "examiner")
    surf.visit(case_page(walk.case))
    surf.type("text", HALF)
    surf.wait_until(lambda: "Hanya Anda yang melihat." in surf.text())
    assert Unsent.objects.get().fields == {"text": HALF}
    surf.visit(case_page(walk.case))
    assert surf.one("#tulis textarea").get_attribute("value") == HALF
    look(surf, "composer", case_page(walk.case))
    surf.width(1280)
    surf.press("Kirim ke pelapor")
    assert ReporterMessage.objects.get().text == HALF
    assert not Unsent.objects.exists()


def test_whoever_leaves_at_once_loses_nothing(surf: Surf) -> None:
    walk = in_correction()
    sit_down(surf, "examiner")
    surf.visit(case_page(walk.case))
    surf.type("text", HALF)
    surf.visit("/kerja/antrean/")
    surf.wait_until(Unsent.objects.exists)
    look(surf, "unsent", "/kerja/tulisan/")
    assert HALF in surf.text()


def test_without_a_script_a_page_says_who_reads_it_before_it_is_sent(
    surf: Surf,
) -> None:
    walk = in_correction()
    sit_down(surf, "examiner")
    surf.scripts_off()
    surf.chrome.get(f"{surf.base}{act_page(walk.case, 'pesan')}")
    surf.type("text", HALF)
    surf.press("Catatan internal", checked=False)
    assert "Tulisan ini semula untuk: Pelapor." in surf.text()
    assert "Hanya tim Ombudsman yang membaca ini." in surf.text()
    surf.photograph("composer-moved")
    surf.width(1280)
    surf.press("Lihat dulu", checked=False)
    assert "Yang akan dibaca" in surf.text()
    surf.photograph("composer-look-internal")
    surf.width(1280)
    surf.press("Simpan catatan internal", checked=False)
    assert "Tersimpan." in surf.text()
    assert not ReporterMessage.objects.exists()


def test_the_preview_looks_right_in_every_lane(surf: Surf) -> None:
    walk = in_correction()
    sit_down(surf, "examiner")
    surf.visit(act_page(walk.case, "pesan"))
    surf.type("text", HALF)
    surf.press("Lihat dulu")
    surf.photograph("composer-look")
    surf.dark(on=True)
    assert surf.axe() == []
    surf.width(320)
    assert not surf.scrolls_sideways()
