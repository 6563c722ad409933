"""An office is written, looked at and published in a real browser."""

from __future__ import annotations

import pytest

from agencies.models import Office
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import calendar
from tests.people import office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_office_is_written_looked_at_and_published(
    surf: Surf, language: str
) -> None:
    calendar()
    for code, name in (("64", "Kalimantan Timur"), ("63", "Kalimantan Selatan")):
        ProvinceFactory(code=code, name=name, office=office(code))
    sit_as(surf, "system_admin")
    surf.visit(f"/kerja/daftar-kantor/?bahasa={language}")
    surf.photograph(f"offices-{language}")
    surf.press("Perwakilan 64" if language == "id" else "Office 64")
    surf.type("phone", "nomor kami")
    save, go = ("Simpan draf", "Terbitkan") if language == "id" else ("Save", "Publish")
    surf.press(save, status=422)
    surf.photograph(f"office-fault-{language}")
    surf.type("phone", "(0541) 123456")
    surf.type("address", "Jalan Uji 1, Samarinda")
    surf.choose("more")
    surf.press(save)
    surf.photograph(f"office-preview-{language}")
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.width(1280)
    surf.press(go)
    surf.photograph(f"office-published-{language}")
    assert Office.objects.get(code="64").phone == "(0541) 123456"
    surf.visit(f"/kantor/?bahasa={language}")
    surf.photograph(f"offices-public-{language}")
    sit_as(surf, "head")
    surf.visit(f"/kerja/kantor/?bahasa={language}")
    surf.photograph(f"office-took-a-province-{language}")
