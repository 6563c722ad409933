"""Orders that an office brings along, as a head sees them come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from complaints.domain.orders_file import Column, Stage
from complaints.models import Case, OrdersFile
from complaints.services import orders_files
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.former import LATE, NOW, ROW, content_of
from tests.people import person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/kerja/tindakan/impor/"
DONE = ROW | {
    Column.TEXT: "Pasang papan standar waktu dan biaya di setiap loket.",
    Column.STATUS: "dilaksanakan",
    Column.DONE_ON: "2026-02-20",
}
GIVEN = ROW | {
    Column.NUMBER: "0124/LM/V/2025/64",
    Column.DUE_ON: "2026-04-10",
    Column.DUE_REASON: "Diperpanjang 20 Februari 2026",
    Column.TEXT: "Kembalikan Rp150.000. Kabari dinas@contoh.test.",
}
BAD = LATE | {
    Column.NUMBER: "0125/LM/V/2025/64",
    Column.AGENCY: "Kota Tak Dikenal",
    Column.RECEIVED_ON: "kemarin",
}


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def test_orders_of_another_register_come_in(surf: Surf, tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_bytes(content_of(ROW, DONE, GIVEN, LATE, BAD, BAD))
    sit_down(surf, "head")
    surf.width(1280)
    surf.visit("/kerja/tindakan/")
    surf.press("Masukkan dari daftar sebelumnya")
    look(surf, "orders-upload", HERE)
    surf.width(390)
    surf.photograph("orders-upload-phone")
    surf.width(1280)
    surf.one("[name=file]").send_keys(str(file))
    surf.press("Periksa berkas")
    here = surf.chrome.current_url.removeprefix(surf.base)
    look(surf, "orders-preview", here)
    surf.width(390)
    surf.photograph("orders-preview-phone")
    surf.press("Masukkan 4 tindakan", status=422)
    assert surf.axe() == []
    surf.photograph("orders-unticked")
    surf.one("[name=nameless]").click()
    surf.press("Masukkan 4 tindakan")
    look(surf, "orders-running", here)
    orders_files.run(NOW)
    look(surf, "orders-done", here)
    surf.width(1280)
    surf.press("Lihat di daftar tindakan")
    surf.photograph("orders-in-the-list")
    case = Case.objects.get(display_number="0124/LM/V/2025/64")
    look(surf, "orders-case", f"/kerja/perkara/{case.ref}/")
    surf.width(390)
    surf.photograph("orders-case-phone")
    look(surf, "orders-queue", "/kerja/antrean/")
    person("liaison")
    sit_down(surf, "liaison")
    look(surf, "orders-agency", f"/instansi/perkara/{case.ref}/")


def test_what_cannot_come_in_says_so(surf: Surf, tmp_path: Path) -> None:
    sit_down(surf, "head")
    file = tmp_path / "lama.csv"
    file.write_bytes(b"Nomor,Warna\n1,merah")
    surf.width(1280)
    surf.visit(HERE)
    surf.one("[name=file]").send_keys(str(file))
    surf.press("Periksa berkas", status=422)
    assert surf.axe() == []
    surf.photograph("orders-refused-file")
    file.write_bytes(content_of(BAD))
    surf.visit(HERE)
    surf.one("[name=file]").send_keys(str(file))
    surf.press("Periksa berkas")
    here = surf.chrome.current_url.removeprefix(surf.base)
    look(surf, "orders-nothing", here)
    OrdersFile.objects.update(stage=Stage.FAILED.value, content=b"")
    look(surf, "orders-failed", here)
    look(surf, "orders-files", HERE)
