"""Scores in a real Chromium: a round is run, and everybody can read its result."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from agencies.models import Agency
from tests.browser.surf import Surf
from tests.compliance.published import load_published
from tests.compliance.rounds import CODES, city
from tests.documents import samples
from tests.factories.compliance import MethodologyFactory
from tests.people import login


def signed_in(surf: Surf, who: str) -> None:
    """As one of the cast, by the cookie of a session with both factors."""
    client = Client()
    login(client, who)
    surf.visit("/")
    name = settings.SESSION_COOKIE_NAME
    surf.chrome.add_cookie({"name": name, "value": client.cookies[name].value})


def set_by_the_plenary(
    surf: Surf,
    at: Path,
    be: Callable[[str], None],
    now: datetime,
    *,
    shots: str = "",
) -> None:
    """Minutes are filed from the page of a locked round, and two members agree.

    ``be`` signs one of the cast in; ends on the page of the round.
    """
    page = at / "berita-acara.png"
    page.write_bytes(samples.OURS["png"])
    round_ = surf.one("h1").text
    back = surf.chrome.current_url.removeprefix(surf.base)
    surf.press("Catat berita acara pleno")
    surf.type("number", "BA contoh 1/2026")
    surf.set_date("held_on", legal_day(now, settings.TIME_ZONE))
    surf.one("[name=minutes]").send_keys(str(page))
    if shots:
        surf.photograph(f"{shots}-minutes")
    surf.press("Simpan berita acara")
    for who in ("commissioner", "chair"):
        be(who)
        surf.visit(reverse("assess:plenaries"))
        if shots:
            surf.photograph(f"{shots}-plenaries-{who}")
        surf.press(round_)
        if shots:
            surf.photograph(f"{shots}-plenary-{who}")
        surf.press("Setujui hasil ini")
        assert "Persetujuan Anda tercatat." in surf.text()
    be("compliance_admin")
    surf.visit(back)


def test_a_round_is_run_and_published(surf: Surf, tmp_path: Path) -> None:
    MethodologyFactory()
    names = [city(place).name_id for place in (1, 2, 3)]
    signed_in(surf, "compliance_admin")
    surf.visit("/kerja/penilaian/")
    surf.press("Buka penilaian")
    surf.type("name", "Penilaian contoh")
    surf.photograph("assess-new")
    surf.press("Buka penilaian")
    for place, name in enumerate(names):
        surf.press(name)
        for code in CODES:
            surf.type(f"nilai-{code}", f"{90 - 7 * place},25")
        surf.press("Simpan")
    surf.photograph("assess-round")
    surf.press("Kunci penilaian")
    surf.photograph("assess-lock")
    surf.press("Ya, kunci")
    surf.photograph("assess-locked")
    set_by_the_plenary(
        surf, tmp_path, partial(signed_in, surf), wall_now(), shots="assess"
    )
    surf.press("Terbitkan rapor")
    surf.type("decree", "Keputusan contoh Nomor 1 Tahun 2026")
    surf.photograph("assess-publish")
    surf.press("Ya, terbitkan")
    assert "Rapor terbit." in surf.text()
    surf.photograph("assess-published")
    surf.press(names[1])
    assert "83,25" in surf.text()
    assert "peringkat 2 dari 3" in surf.text()
    assert surf.one("main .tag.warn").text == "data contoh"
    surf.photograph("rapor-card-example")
    for language in ("en", "id"):
        surf.visit(f"{reverse('assess:reports')}?bahasa={language}")
        surf.photograph(f"assess-reports-{language}")
    assert "Laporan kepatuhan 2026" in surf.text()


def test_what_was_published_is_read_without_a_fault(surf: Surf) -> None:
    load_published()
    surf.visit("/")
    surf.photograph("home-with-scores")
    for language in ("id", "en"):
        surf.visit(f"{reverse('rapor:board')}?tahun=2021&bahasa={language}")
        surf.dark(on=True)
        assert surf.axe() == []
        surf.dark(on=False)
    surf.visit(f"{reverse('rapor:board')}?tahun=2021&bahasa=id")
    assert "peringkat 1 dari 98 (dipublikasikan)" in surf.text()
    surf.photograph("rapor-board")
    surf.press("Pemerintah Kota Balikpapan")
    assert "99,25" in surf.text()
    surf.visit(surf.chrome.current_url.removeprefix(surf.base).replace("2021", "2024"))
    assert "95,57" in surf.text()
    assert "metode berubah" in surf.text()
    surf.photograph("rapor-card")
    surf.dark(on=True)
    assert surf.axe() == []
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.press("Penjelasan metode")
    assert not surf.scrolls_sideways()


def test_a_province_is_read_from_its_tile_to_a_card(surf: Surf) -> None:
    load_published()
    for language in ("en", "id"):
        surf.visit(f"/rapor/provinsi/35/?tahun=2021&bahasa={language}")
        for dark in (True, False):
            surf.dark(on=dark)
            assert surf.axe() == []
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.visit(f"{reverse('rapor:board')}?tahun=2024")
    assert not surf.scrolls_sideways()
    surf.width(1280)
    surf.one("a.tile[href^='/rapor/provinsi/64/']").click()
    assert "nilai 2 dari 11 pemerintah daerah diketahui" in surf.text()
    surf.photograph("rapor-province")
    surf.one(".map a[aria-label*='Balikpapan']").click()
    assert "95,57" in surf.text()
    surf.press("Bandingkan dengan instansi sejenis")
    surf.one("#compare-with option[value]:not([value=''])").click()
    surf.press("Bandingkan")
    assert surf.axe() == []
    assert "Keluarkan" in surf.text()
    surf.photograph("rapor-compare")
    surf.width(320)
    assert not surf.scrolls_sideways()


#: Texts of a drawing that lie outside it, or outside the window.
STRAY = """
    const wide = document.documentElement.clientWidth;
    return [...document.querySelectorAll('svg.chart text')].filter((text) => {
        const told = text.getBoundingClientRect();
        const sheet = text.closest('svg.chart').getBoundingClientRect();
        return told.left < sheet.left - 1 || told.right > Math.min(sheet.right + 12, wide);
    }).map((text) => text.textContent);
"""


def test_on_a_narrow_screen_no_score_page_scrolls_sideways_nor_loses_words(
    surf: Surf,
) -> None:
    load_published()
    muna = Agency.objects.get(short_name="Kabupaten Muna Barat")  # three methods
    tidore = Agency.objects.get(short_name="Kota Tidore Kepulauan")  # two sources
    board, card = reverse("rapor:board"), "rapor:card"
    pages = {
        "card-muna": reverse(card, kwargs={"ref": muna.ref, "year": 2024}),
        "card-muna-2021": reverse(card, kwargs={"ref": muna.ref, "year": 2021}),
        "card-tidore": reverse(card, kwargs={"ref": tidore.ref, "year": 2025}),
        "card-unknown": reverse(card, kwargs={"ref": tidore.ref, "year": 2019}),
        "board-2021": f"{board}?tahun=2021",
        "board-2025": f"{board}?tahun=2025&kategori=kabupaten",
        "province": "/rapor/provinsi/74/?tahun=2024",
        "methods": reverse("rapor:methods"),
        "compare": f"{reverse('rapor:compare')}?a={muna.ref}&tahun=2019",
    }
    for name, path in pages.items():
        for language in ("en", "id"):
            mark = "&" if "?" in path else "?"
            surf.visit(f"{path}{mark}bahasa={language}")
            for pixels in (320, 390):
                surf.width(pixels)
                assert not surf.scrolls_sideways(), f"{name} at {pixels}"
                assert surf.chrome.execute_script(STRAY) == [], f"{name} at {pixels}"
        surf.photograph(f"rapor-{name}")


def test_the_badge_is_seen_on_the_card_and_says_what_it_shows(surf: Surf) -> None:
    load_published()
    agency = Agency.objects.get(code="64.71")
    surf.visit(f"/rapor/{agency.ref}/2024/?bahasa=id")
    for closed in surf.all("details:not([open]) > summary"):
        closed.click()
    picture = surf.one("img[src$='lencana.svg']")
    surf.wait_until(
        lambda: surf.chrome.execute_script(
            "return arguments[0].complete && arguments[0].naturalWidth", picture
        )
    )
    assert surf.axe() == []
    surf.photograph("rapor-card-open")
    surf.chrome.get(f"{surf.base}/rapor/{agency.ref}/lencana.svg")
    texts = """return [...document.querySelectorAll('text')].map(
        (one) => one.getBBox().x + one.getBBox().width)"""
    assert all(right < 296 for right in surf.chrome.execute_script(texts))
