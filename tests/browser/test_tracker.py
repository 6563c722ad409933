"""The list of actions, its overview, reminders and a calendar as a person sees them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from complaints.domain.corrective import Instrument
from complaints.models import Urging
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import submitted
from tests.complaints.tracked import TODAY, change, handed_in, ordered
from tests.complaints.views.pages import in_correction
from tests.factories.agencies import AgencyFactory, UnitFactory
from tests.factories.complaints import FILED, file_one
from tests.people import agency, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
LIST, WHOLE = "/kerja/tindakan/", "/kerja/tindakan/ringkas/"


@pytest.fixture
def _day_of_filing() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


def several() -> None:
    """Orders that are near, late and very late, of two cities and a restricted case."""
    other = AgencyFactory(
        code="98.71", name_id="Pemerintah Kota Lain", region__code="98.71"
    )
    unit = UnitFactory(agency=agency(), name_id="Dinas Kependudukan Kota Contoh")
    texts = (
        "Terbitkan akta kelahiran anak pelapor.",
        "Kembalikan Rp150.000 dan periksa petugas yang menerimanya.",
        "Pasang papan standar waktu dan biaya di setiap loket.",
    )
    for n, days in enumerate((-70, -45, -20, -3, 1, 5, 21, 40)):
        action = ordered(
            text=texts[n % 3],
            due_on=TODAY + timedelta(days=days),
            agency=other if n % 3 == 0 else agency(),
            unit=None if n % 3 == 0 else unit,
            instrument=Instrument.SARAN if n == 4 else Instrument.TK,
        )
        change(action.case, examiner=person("examiner"), substance="adminduk")
    handed_in(action)
    ordered(due_on=None, received_on=None)
    closed_up = ordered(due_on=TODAY - timedelta(days=2))
    change(closed_up.case, restricted=True)
    item = ordered(action.case, instrument=Instrument.REKOMENDASI)
    assert item.is_item


@pytest.mark.usefixtures("_day_of_filing")
def test_the_list_is_narrowed_kept_and_taken_along(surf: Surf) -> None:
    several()
    sit_down(surf, "head")
    look(surf, "tracker", LIST)
    look(surf, "tracker-late", f"{LIST}?view=lewat&instansi=kota&urut=instansi")
    look(surf, "tracker-done", f"{LIST}?view=selesai")
    surf.visit(f"{LIST}?provinsi=99&instrumen=tk")
    assert surf.one("[name=daerah]").is_displayed()
    surf.photograph("tracker-narrowed")
    surf.press("Simpan saringan")
    look(surf, "tracker-keep", surf.chrome.current_url.removeprefix(surf.base))
    surf.type("name", "Tindakan di provinsi 99")
    surf.press("Simpan saringan")
    surf.visit(LIST)
    assert "Tindakan di provinsi 99" in surf.text()
    surf.press("Unduh sebagai tabel")
    look(surf, "tracker-table", surf.chrome.current_url.removeprefix(surf.base))
    for value in ("csv", "supervision"):
        surf.chrome.find_element("css selector", f"[value={value}]").click()
    surf.press("Buat tabel")
    look(surf, "tracker-table-made", surf.chrome.current_url.removeprefix(surf.base))
    assert "tindakan" in surf.text()


@pytest.mark.usefixtures("_day_of_filing")
def test_who_is_late_is_seen_at_a_glance(surf: Surf) -> None:
    several()
    sit_down(surf, "head")
    look(surf, "tracker-overview", WHOLE)
    look(surf, "tracker-overview-units", f"{WHOLE}?per=unit&instrumen=tk")
    look(surf, "tracker-overview-officers", f"{WHOLE}?per=petugas")
    surf.visit(f"{WHOLE}?per=bentuk")
    surf.one("td a[href*='bentuk=PB']").click()
    assert "Penundaan berlarut" in surf.text()
    sit_down(surf, "examiner_elsewhere")
    look(surf, "tracker-overview-empty", WHOLE)


def test_agencies_are_reminded_of_many_actions_at_once(surf: Surf) -> None:
    walk = in_correction()
    person("liaison")
    submitted(walk, n=2)
    file_one()
    with time_machine.travel(walk.now, tick=True):
        sit_down(surf, "head")
        surf.visit(LIST)
        assert not surf.one(".bulk").is_displayed()
        for box in surf.all("[name=action]"):
            box.click()
        assert surf.one(".bulk").is_displayed()
        surf.photograph("tracker-ticked")
        surf.press("Ingatkan instansi")
        here = surf.chrome.current_url.removeprefix(surf.base)
        look(surf, "tracker-urge", here)
        assert "Buktinya sudah masuk dan menunggu putusan kami." in surf.text()
        surf.press("Ingatkan untuk 1 tindakan")
        look(surf, "tracker-urged", here)
        assert Urging.objects.count() == 1
        surf.press("Batalkan semua")
        look(surf, "tracker-urge-undone", here)


def test_the_address_of_a_calendar_is_shown_once(surf: Surf) -> None:
    file_one()
    sit_down(surf, "liaison")
    look(surf, "calendar-account", "/masuk/akun/")
    surf.visit("/masuk/akun/")
    surf.press("Tenggat saya di aplikasi kalender")
    look(surf, "calendar-none", "/kalender/")
    surf.width(1280)
    surf.press("Buat alamat kalender")
    assert ".ics" in str(surf.one("#alamat").get_attribute("value"))
    assert surf.axe() == []
    surf.photograph("calendar-made")
    look(surf, "calendar-there", "/kalender/")
    surf.width(1280)
    surf.press("Cabut alamat")
    assert "Alamat kalender dicabut." in surf.text()
