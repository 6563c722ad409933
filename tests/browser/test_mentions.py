"""A note asks a colleague to look, and he finds it on his day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import act_page, in_examination
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_colleague_is_asked_by_a_tick_and_finds_the_case(surf: Surf) -> None:
    walk = in_examination()
    head = person("head")
    person("other_examiner")
    sit_down(surf, "examiner")
    look(surf, "mention-note", act_page(walk.case, "catatan"))
    surf.type("text", "Tolong lihat bukti kedua.")
    surf.chrome.find_element("css selector", f"[value='{head.pk}']").click()
    surf.press("Simpan catatan internal")
    sit_down(surf, "head")
    look(surf, "mention-today", "/kerja/hari-ini/#disebut")
    part = surf.chrome.find_element("css selector", "#disebut")
    assert str(walk.case.display_number) in part.text
