"""Another class for a case, and for many, as a head sees it."""

from __future__ import annotations

import pytest

from complaints.models import Case
from tests.browser.surf import Surf
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import Walk
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_acts import just_begun
from tests.factories.complaints import file_one

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_gives_a_case_another_class_and_many_too(surf: Surf) -> None:
    walk = Walk()
    just_begun(walk)
    file_one()
    sit_down(surf, "head")
    look(surf, "reclass", act_page(walk.again(), "ubah-golongan"))
    surf.press("Ubah klasifikasi", status=422)
    surf.photograph("reclass-fault")
    surf.chrome.find_element("css selector", "[value=heavy]").click()
    surf.type("reason", "Lima saksi di tiga kecamatan.")
    surf.press("Ubah klasifikasi")
    surf.photograph("reclass-done")
    assert walk.again().classification == "heavy"
    surf.visit("/kerja/antrean/?view=all")
    for box in surf.chrome.find_elements("css selector", "[name=case]"):
        box.click()
    surf.press("Ubah klasifikasi")
    here = surf.chrome.current_url.removeprefix(surf.base)
    surf.chrome.find_element("css selector", "[value=medium]").click()
    surf.type("reason", "Saksi lain sudah cukup.")
    surf.press("Lihat pratinjau")
    look(surf, "reclass-many", here)
    surf.press("Lakukan untuk 1 perkara")
    look(surf, "reclass-many-done", here)
    assert Case.objects.filter(classification="medium").count() == 1
