"""A ready text is written, published and put into a message, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import Unsent
from tests.browser.test_people_pages import sit_as
from tests.complaints.views.pages import case_page, in_examination

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_ready_text_is_written_published_and_used(surf: Surf) -> None:
    walk = in_examination()
    sit_as(surf, "system_admin")
    surf.visit("/kerja/templat/")
    surf.photograph("templates-empty")
    surf.press("Tulis yang baru")
    surf.type("name_id", "Kabar kemajuan")
    surf.type("name_en", "News of progress")
    surf.type("b-0-text_id", "Laporan {nomor} kami periksa sampai {tanggal}.")
    surf.type("b-0-text_en", "We examine report {nomor} until {tenggat}.")
    surf.press("Simpan draf", status=422)
    surf.photograph("templates-fault")
    surf.type("b-0-text_id", "Laporan {nomor} kami periksa sampai {tenggat}.")
    surf.press("Simpan draf")
    surf.photograph("templates-preview")
    surf.press("Terbitkan")
    surf.photograph("templates-list")
    sit_as(surf, "examiner")
    surf.visit(case_page(walk.case))
    surf.choose_option("template", "kabar-kemajuan.id")
    surf.photograph("case-with-templates")
    surf.press("Pakai")
    surf.photograph("composer-template-used")
    words = Unsent.objects.get().fields["text"]
    assert words.startswith(f"Laporan {walk.case.display_number} kami periksa sampai")
