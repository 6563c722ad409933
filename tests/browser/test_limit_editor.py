"""The limits by class are written, looked at and published in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.wall_clock import wall_now
from complaints.models import ClassLimits
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_limits_are_written_looked_at_and_published(surf: Surf, language: str) -> None:
    sit_as(surf, "system_admin")
    surf.visit(f"/kerja/batas-klasifikasi/?bahasa={language}")
    surf.photograph(f"limits-{language}")
    surf.press("Tulis versi" if language == "id" else "Write the next")
    surf.type("light", "31")
    save, go = ("Simpan draf", "Terbitkan") if language == "id" else ("Save", "Publish")
    surf.press(save, status=422)
    surf.photograph(f"limits-fault-{language}")
    surf.type("light", "25")
    surf.type("reason", "Janji yang lebih pendek.")
    day = (wall_now() + timedelta(days=30)).date().isoformat()
    surf.chrome.execute_script(
        f"document.querySelector('[name=starts_on]').value = '{day}'"
    )
    surf.press(save)
    surf.photograph(f"limits-preview-own-{language}")
    sit_as(surf, "other_admin")
    surf.visit(f"/kerja/batas-klasifikasi/58-2023/pratinjau/?bahasa={language}")
    surf.photograph(f"limits-preview-{language}")
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.width(1280)
    surf.press(go)
    surf.photograph(f"limits-published-{language}")
    assert ClassLimits.objects.get().light == 25
