"""The pages that anybody may open, as a person sees them."""

import pytest

from tests.browser.surf import Surf

PAGES = {
    "home": "/",
    "confidentiality": "/kerahasiaan/",
    "accessibility": "/aksesibilitas/",
    "offices": "/kantor/",
    "sign-in": "/masuk/",
    "verify": "/verifikasi/",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_public_page_has_no_fault_in_light_and_dark(
    surf: Surf, name: str, language: str
) -> None:
    surf.visit(f"{PAGES[name]}?bahasa={language}")
    surf.dark(on=True)
    assert surf.axe() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_fits_320_pixels(surf: Surf, name: str) -> None:
    surf.width(320)
    surf.visit(PAGES[name])
    assert not surf.scrolls_sideways()
    surf.photograph(name)


def test_a_missing_page_is_a_page_too(surf: Surf) -> None:
    surf.visit("/tidak-ada/", status=404)
    surf.photograph("missing")


def test_the_chosen_look_stays(surf: Surf) -> None:
    surf.visit("/aksesibilitas/")
    surf.choose("tema", "dark")
    surf.press("Simpan pilihan")
    assert surf.one("html").get_attribute("data-theme") == "dark"
    surf.visit("/")
    assert surf.one("html").get_attribute("data-theme") == "dark"
