"""The composer in a real browser, with its script and without."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from complaints.models import ReporterMessage, ResultNotice, Unsent
from tests.browser.surf import Surf, start
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import (
    act_page,
    case_page,
    in_correction,
    in_examination,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)
THEIRS, MINE = "Kami menemukan penundaan.", "Kami menemukan pungutan."
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


@pytest.fixture
def second(surf: Surf, tmp_path: Path) -> Iterator[Surf]:
    """Another browser, on another desk."""
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    assert driver
    assert browser
    chrome = start(driver, browser, tmp_path)
    yield Surf(chrome, surf.base)
    chrome.quit()


def test_two_browsers_that_write_one_draft_end_with_both_texts(
    surf: Surf, second: Surf
) -> None:
    walk = in_examination()
    for one in (surf, second):
        sit_down(one, "examiner")
        one.visit(act_page(walk.case, "hasil"))
    second.type("text", THEIRS)
    second.press("Susun hasil sementara")
    surf.type("text", MINE)
    surf.press("Susun hasil sementara", status=409)
    assert THEIRS in surf.text()
    assert surf.one("textarea[name=text]").get_attribute("value") == MINE
    surf.photograph("two-texts")
    surf.dark(on=True)
    assert surf.axe() == []
    surf.dark(on=False)
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.width(1280)
    surf.choose("merge_text", "both")
    surf.press("Terapkan pilihan ini")
    surf.press("Susun hasil sementara")
    assert ResultNotice.objects.get().text.splitlines() == [THEIRS, "", MINE]
