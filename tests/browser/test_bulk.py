"""Ticks in the queue, the preview and its result as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import Case
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_bulk import registered, without_examiner
from tests.factories.complaints import calendar, file_one
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_gives_many_cases_to_an_examiner(surf: Surf) -> None:
    calendar()
    person("other_examiner")
    cases = [registered(), without_examiner(), file_one()[0]]
    sit_down(surf, "head")
    look(surf, "bulk-queue", "/kerja/antrean/?view=all")
    assert not surf.chrome.find_element("css selector", ".bulk").is_displayed()
    for box in surf.chrome.find_elements("css selector", "[name=case]"):
        box.click()
    bar = surf.chrome.find_element("css selector", ".bulk")
    assert bar.is_displayed()
    surf.photograph("bulk-ticked")
    surf.press("Tugaskan pemeriksa")
    here = surf.chrome.current_url.removeprefix(surf.base)
    look(surf, "bulk-choose", here)
    surf.choose_option("examiner", str(person("other_examiner").pk))
    surf.press("Lihat pratinjau")
    look(surf, "bulk-preview", here)
    assert "Belum pada tahap ini." in surf.text()
    surf.press("Lakukan untuk 2 perkara")
    look(surf, "bulk-result", here)
    held = Case.objects.filter(examiner=person("other_examiner"))
    assert set(held) == set(cases[:2])
    surf.press("Batalkan semua")
    look(surf, "bulk-undone", here)
    assert list(held.all()) == [cases[0]]
    look(surf, "bulk-print", f"{here}cetak/")
