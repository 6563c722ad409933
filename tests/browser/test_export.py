"""The queue taken along as a table, as a person sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import Export
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_bulk import registered
from tests.factories.complaints import calendar, file_one

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_queue_becomes_a_table_that_can_be_fetched(surf: Surf) -> None:
    calendar()
    registered()
    file_one()
    sit_down(surf, "head")
    look(surf, "export-queue", "/kerja/antrean/?view=all")
    surf.press("Unduh sebagai tabel")
    here = surf.chrome.current_url.removeprefix(surf.base)
    look(surf, "export-ask", here)
    assert "Tabel memuat 2 perkara" in surf.text()
    surf.press("Buat tabel", status=422)
    assert "Untuk apa belum diisi." in surf.text()
    surf.photograph("export-errors")
    for value in ("csv", "meeting"):
        surf.chrome.find_element("css selector", f"[value={value}]").click()
    surf.press("Buat tabel")
    made = surf.chrome.current_url.removeprefix(surf.base)
    look(surf, "export-made", made)
    assert "Unduh tabel" in surf.text()
    Export.objects.create(
        asked_by=Export.objects.get().asked_by,
        asked_at=Export.objects.get().asked_at,
        form="xlsx",
        purpose="work",
        language="id",
        found=1400,
        done=1000,
    )
    wish = Export.objects.get(done=1000)
    look(
        surf,
        "export-waiting",
        made.replace(str(Export.objects.get(form="csv").ref), str(wish.ref)),
    )
    assert "1000/1400" in surf.text()
