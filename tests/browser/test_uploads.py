"""Files in a real browser: one by one with the script, along with the form without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as portal
from django.test import Client

from complaints.models import CaseFile, Draft, DraftFile, ReporterMessage
from tests.complaints.story import Walk
from tests.complaints.views.writer import fill
from tests.documents.samples import OURS, picture
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
PICKED = ".upload"
SLOW = {"offline": False, "latency": 50, "downloadThroughput": -1}
#: What a hand does with files: let fall on the box, or put in from the clipboard.
HAND = """
const made = new DataTransfer();
made.items.add(new File([arguments[1]], arguments[2], {type: 'text/plain'}));
const box = document.querySelector('[data-to]');
const event = arguments[0] === 'drop'
    ? new DragEvent('drop', {dataTransfer: made, bubbles: true, cancelable: true})
    : new ClipboardEvent('paste', {clipboardData: made, bubbles: true});
box.dispatchEvent(event);
"""
LOSE = """
const open = XMLHttpRequest.prototype.open;
let first = true;
XMLHttpRequest.prototype.open = function (method, to) {
  if (first) this.addEventListener('readystatechange', () => {
    if (this.readyState === 3) this.abort();
  });
  first = false;
  open.call(this, method, to);
};
"""


@pytest.fixture
def writer(surf: Surf) -> Client:
    """A report of which only the evidence lacks, in this browser."""
    calendar()
    city = AgencyFactory(code="99.71", region__code="99.71")
    client = Client()
    fill(client, city)
    surf.as_session(client.cookies[portal.SESSION_COOKIE_NAME].value)
    return client


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """What lies on the device."""
    content = {
        "foto loket.jpg": OURS["jpg"],
        "surat.pdf": OURS["pdf"],
        "palsu.pdf": b"<html><script>alert(1)</script>",
        "kosong.txt": b"",
        "besar.png": picture("PNG") + bytes(400_000),
        "lambat.txt": b"Halo. " * 30_000,
    }
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    return {name: str(tmp_path / name) for name in content}


def pick(surf: Surf, *paths: str, name: str = "papers") -> None:
    surf.one(f"input[name={name}]").send_keys("\n".join(paths))


def said(surf: Surf) -> dict[str, str]:
    """What stands beside each chosen file."""
    rows = surf.all(PICKED)
    return {
        row.find_element("css selector", "[data-name]").text: row.find_element(
            "css selector", "[data-state]"
        ).text
        for row in rows
    }


def settled(surf: Surf, count: int) -> None:
    """So many files are chosen, and nothing goes on with any of them."""
    busy = ", ".join(f"[data-is={one}]" for one in ("waiting", "sending", "checking"))
    surf.until(
        f"document.querySelectorAll('{PICKED}').length === {count}"
        f" && !document.querySelector('{busy}')",
        seconds=20,
    )


def line(surf: Surf, **how: Any) -> None:
    """Bend the line of the browser: offline, or slow."""
    surf.chrome.execute_cdp_cmd("Network.enable", {})
    surf.chrome.execute_cdp_cmd(
        "Network.emulateNetworkConditions", SLOW | {"uploadThroughput": -1} | how
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_files_go_one_by_one_and_each_refusal_stands_beside_its_file(
    surf: Surf, writer: Client, files: dict[str, str], settings: Settings, width: int
) -> None:
    settings.UPLOAD_LIMIT = 200_000
    surf.width(width)
    surf.chrome.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    surf.visit("/lapor/bukti/")
    surf.photograph("file-evidence-ready")
    surf.chrome.execute_cdp_cmd(
        "Emulation.setTouchEmulationEnabled", {"enabled": False}
    )
    names = ("foto loket.jpg", "surat.pdf", "palsu.pdf", "kosong.txt", "besar.png")
    pick(surf, *(files[name] for name in names))
    settled(surf, 5)
    told = said(surf)
    assert told["foto loket.jpg"] == told["surat.pdf"] == "Tersimpan"
    assert told["palsu.pdf"].startswith("Isi berkas ini tidak sesuai")
    assert told["kosong.txt"].startswith("Berkas ini kosong")
    assert told["besar.png"] == "Berkas ini 0,4 MB. Paling besar 0,2 MB."
    assert DraftFile.objects.count() == 2
    assert surf.axe() == []
    assert all("422" in line for line in surf.console())
    surf.photograph("file-evidence-sent")
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.all(f"{PICKED} [data-drop]")[1].click()
    surf.wait_until(lambda: DraftFile.objects.count() == 1)
    assert surf.chrome.switch_to.active_element.get_attribute("name") == "papers"
    surf.press("Lanjut ke data diri")
    surf.visit("/lapor/bukti/")
    assert "foto loket.jpg" in surf.text()


def test_a_lost_line_pauses_and_goes_on_by_itself(
    surf: Surf, writer: Client, files: dict[str, str]
) -> None:
    surf.visit("/lapor/bukti/")
    line(surf, uploadThroughput=60_000)
    try:
        pick(surf, files["lambat.txt"], files["surat.pdf"])
        surf.until(f"document.querySelector('{PICKED}[data-is=sending] progress')")
        surf.photograph("file-evidence-sending")
        line(surf, offline=True)
        surf.until(
            f"document.querySelectorAll('{PICKED}[data-is=paused]').length === 2"
        )
        assert "Tidak ada sambungan" in said(surf)["lambat.txt"]
        assert surf.axe() == []
        surf.photograph("file-evidence-paused")
        surf.console()  # the browser's own word that the line is gone
    finally:
        line(surf)
    settled(surf, 2)
    assert set(said(surf).values()) == {"Tersimpan"}
    assert DraftFile.objects.count() == 2


def test_a_form_waits_for_its_files_and_a_lost_one_is_tried_again(
    surf: Surf, writer: Client, files: dict[str, str]
) -> None:
    surf.visit("/lapor/bukti/")
    # The first answer is lost on the way, though the file has arrived.
    surf.chrome.execute_script(LOSE)
    pick(surf, files["surat.pdf"])
    surf.one("main form .actions button").click()
    surf.until(
        "document.querySelector('[data-say]').textContent.startsWith('Ada berkas')"
    )
    assert "Sambungan terputus" in said(surf)["surat.pdf"]
    surf.photograph("file-evidence-lost")
    surf.wait_until(lambda: DraftFile.objects.count() == 1)
    surf.one(f"{PICKED} [data-again]").click()
    settled(surf, 1)
    assert DraftFile.objects.count() == 1
    surf.press("Lanjut ke data diri")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_files_are_dropped_or_pasted(surf: Surf, writer: Client, way: str) -> None:
    surf.visit("/lapor/bukti/")
    surf.chrome.execute_script(HAND, way, "Petugas menolak.", "catatan.txt")
    settled(surf, 1)
    assert DraftFile.objects.get().file.name == "catatan.txt"


def test_a_recording_goes_while_the_story_stays(
    surf: Surf, writer: Client, tmp_path: Path
) -> None:
    (tmp_path / "rekaman.m4a").write_bytes(OURS["m4a"])
    surf.visit("/lapor/kejadian/")
    surf.type("story", "Sedang saya tulis ulang")
    pick(surf, str(tmp_path / "rekaman.m4a"), name="voice")
    settled(surf, 1)
    assert surf.one("[name=story]").get_attribute("value") == "Sedang saya tulis ulang"
    surf.check()
    surf.photograph("file-story-recorded")
    assert Draft.objects.get().files.get().file.type == "audio/mp4"


def test_files_wait_for_a_message_and_stay_when_it_is_not_taken(
    surf: Surf, files: dict[str, str]
) -> None:
    walk = Walk()
    surf.visit(f"/lacak/{walk.case.locator}/")
    surf.type("code", walk.receipt.code)
    surf.press("Lihat laporan")
    surf.press("Kirim pesan atau bukti")
    pick(surf, files["surat.pdf"])
    settled(surf, 1)
    surf.chrome.execute_script(
        "document.querySelector('[name=text]').value = 'x'.repeat(4001)"
    )
    surf.press("Kirim pesan", status=422)
    surf.photograph("track-message-kept")
    assert "Tersimpan: surat.pdf" in surf.text()
    surf.type("text", "Ini suratnya.")
    surf.press("Kirim pesan")
    assert CaseFile.objects.get().file.name == "surat.pdf"
    assert ReporterMessage.objects.count() == 1


def test_without_javascript_the_form_brings_all_of_them(
    surf: Surf, writer: Client, files: dict[str, str]
) -> None:
    surf.visit("/lapor/keluhan/")
    surf.scripts_off()
    surf.press("Lanjut ke bukti", checked=False)
    surf.photograph("file-evidence-plain")
    pick(surf, files["surat.pdf"], files["palsu.pdf"], files["foto loket.jpg"])
    surf.press("Unggah dan tambah lagi", checked=False)
    assert "palsu.pdf: Isi berkas ini tidak sesuai" in surf.text()
    surf.photograph("file-evidence-plain-fault")
    assert DraftFile.objects.count() == 2
    surf.press("Lanjut ke data diri", checked=False)
    assert "Data diri" in surf.text()
    assert all("422" in line for line in surf.console())


def test_the_box_says_it_in_english(
    surf: Surf, writer: Client, files: dict[str, str]
) -> None:
    surf.visit("/lapor/bukti/?bahasa=en")
    pick(surf, files["surat.pdf"], files["palsu.pdf"])
    settled(surf, 2)
    assert said(surf)["surat.pdf"] == "Stored"
    assert said(surf)["palsu.pdf"].startswith("The content of this file does not fit")
