"""The days off of a year are written, looked at and put in force in a real browser."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.selectors import work_calendar
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as
from tests.complaints.services.test_calendar_editing import day_off, loaded, published

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["loaded"]  # the fixture


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_year_is_written_looked_at_and_put_in_force(
    surf: Surf, language: str
) -> None:
    published([day_off(date(2026, 6, 1)), day_off(date(2026, 8, 17), estimated=True)])
    sit_as(surf, "system_admin")
    surf.visit(f"/kerja/kalender/?bahasa={language}")
    surf.photograph(f"calendar-{language}")
    surf.press("2026")
    surf.type("d-2-name_id", "Cuti bersama Natal")
    save, go = ("Simpan draf", "Berlakukan") if language == "id" else ("Save", "Put in")
    surf.press(save, status=422)
    surf.photograph(f"calendar-fault-{language}")
    surf.chrome.execute_script(
        "document.querySelector('[name=d-2-date]').value = '2026-12-24'"
    )
    surf.type("d-2-name_en", "Joint leave for Christmas")
    surf.choose("d-0-remove")
    surf.press(save)
    surf.photograph(f"calendar-preview-own-{language}")
    sit_as(surf, "other_admin")
    surf.visit(f"/kerja/kalender/2026/pratinjau/?bahasa={language}")
    surf.photograph(f"calendar-preview-{language}")
    surf.press(go)
    assert set(work_calendar().names) == {date(2026, 8, 17), date(2026, 12, 24)}
    surf.width(320)
    assert not surf.scrolls_sideways()
