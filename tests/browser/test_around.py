"""The time line, cases that may have to do with it and colleagues, in a real browser."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from complaints.models import Note
from tests.browser.test_office_pages import look, sit_down
from tests.browser.test_people_pages import sit_as
from tests.complaints.views.pages import act_page, case_page, in_correction
from tests.complaints.views.test_around import beside, same_person
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_long_history_is_read_lane_by_lane_beside_what_may_be_related(
    surf: Surf,
) -> None:
    walk = in_correction()
    same_person(walk)
    beside(walk, unit_id=walk.case.unit_id, title="Loket tutup sebelum jam pulang")
    beside(walk, story=f"{walk.case.story} Mohon dibantu.", title="Akta anak kedua")
    for n in range(24):
        Note.objects.create(
            case=walk.case,
            by=person("examiner"),
            text=f"Catatan ke-{n + 1} tentang kuitansi.",
            at=walk.now + timedelta(minutes=n),
        )
    sit_as(surf, "other_examiner")
    surf.visit(case_page(walk.case))
    sit_down(surf, "examiner")
    look(surf, "time-line", case_page(walk.case))
    assert person("other_examiner").name in surf.text()
    assert "Kembali ke yang terbaru" not in surf.text()
    surf.press("Yang lebih lama")
    surf.photograph("time-line-older")
    surf.press("Yang lebih lama")
    assert "Laporan diterima" in surf.text()
    surf.press("Kembali ke yang terbaru")
    assert "Catatan ke-24" in surf.text()
    look(surf, "time-line-agency", f"{case_page(walk.case)}?jalur=instansi")
    look(surf, "time-line-english", f"{case_page(walk.case)}?jalur=sistem&bahasa=en")
    assert "Nothing in this lane." in surf.text()
    assert "May be related" in surf.text()


def test_a_name_that_is_nobodys_is_said_and_the_words_stay(surf: Surf) -> None:
    walk = in_correction()
    person("other_examiner")
    sit_down(surf, "examiner")
    surf.visit(act_page(walk.case, "catatan"))
    surf.type("text", "@Kepala mohon pendapat soal surat inspektorat.")
    surf.press("Simpan catatan internal", status=422)
    surf.photograph("mention-unknown")
    assert "Tidak ada rekan bernama @Kepala" in surf.text()
    assert "soal surat inspektorat" in surf.chrome.page_source
