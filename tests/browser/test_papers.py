"""Papers of a case: a file blacked out with a mouse and without, the case as one PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from selenium.webdriver.common.action_chains import ActionChains

from complaints.models import CaseFile, Dossier, FileRelease
from complaints.services import dossiers
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_dossiers import talkative
from tests.complaints.views.pages import agency_page
from tests.complaints.views.test_blacken_pages import brought, recorded
from tests.complaints.views.test_copies_for_reporters import (
    brought as sent_by_agency,
)
from tests.factories.complaints import CANARY_NAME

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_is_drawn_on_blackened_looked_at_and_handed_to_the_agency(
    surf: Surf,
) -> None:
    walk = brought()
    file = CaseFile.objects.get()
    page = reverse("work:blacken", args=[walk.case.ref, file.ref])
    sit_down(surf, "examiner")
    look(surf, "blacken-empty", page)

    surf.width(1280)
    surf.chrome.find_element("id", "cari_words").send_keys(CANARY_NAME)
    surf.press("Cari dan tandai")
    assert "1 bagian ditandai" in surf.text()
    picture = surf.all("#sheet img")[0]
    hand = ActionChains(surf.chrome)
    hand.move_to_element_with_offset(picture, -100, 0).click_and_hold()
    hand.move_by_offset(60, 80).release().perform()
    edges = {
        edge: float(
            str(surf.chrome.find_element("id", f"tandai_{edge}").get_property("value"))
        )
        for edge in ("left", "top", "right", "bottom")
    }
    assert edges["left"] < edges["right"] < 50
    assert edges["top"] < edges["bottom"]
    surf.press("Tandai")
    assert "2 bagian ditandai" in surf.text()
    surf.press("Siapkan salinan")
    look(surf, "blacken-prepared", page)
    surf.press("Lepas kepada instansi", status=422)
    assert "Periksa semua halaman salinan, lalu nyatakan." in surf.text()
    surf.chrome.find_element("id", "lepas_looked").click()
    surf.press("Lepas kepada instansi")
    look(surf, "blacken-released", page)
    assert FileRelease.objects.get().released_at is not None

    sit_down(surf, "liaison")
    look(surf, "blacken-agency", agency_page(walk.case))
    assert "Berkas dari Ombudsman" in surf.text()


def test_a_recording_is_prepared_confirmed_and_let_go(surf: Surf) -> None:
    walk = recorded()
    page = reverse("work:blacken", args=[walk.case.ref, CaseFile.objects.get().ref])
    sit_down(surf, "examiner")
    look(surf, "sound-empty", page)
    surf.press("Siapkan salinan")
    look(surf, "sound-prepared", page)
    surf.press("Lepas kepada instansi", status=422)
    surf.photograph("sound-lacking")
    for box in ("lepas_looked", "lepas_voices"):
        surf.chrome.find_element("id", box).click()
    surf.press("Lepas kepada instansi")
    look(surf, "sound-released", page)
    look(surf, "sound-released-english", f"{page}?bahasa=en")


def test_the_reporter_is_let_have_what_the_agency_sent(surf: Surf) -> None:
    walk, file = sent_by_agency()
    page = reverse("work:release_reporter", args=[walk.case.ref, file.ref])
    sit_down(surf, "examiner")
    look(surf, "copy-empty", page)
    surf.press("Siapkan salinan")
    surf.chrome.find_element("id", "lepas_looked").click()
    surf.press("Lepas kepada pelapor")
    look(surf, "copy-released", page)

    surf.forget()
    surf.visit("/lacak/")
    surf.type("number", walk.receipt.locator)
    surf.type("code", walk.receipt.code)
    surf.press("Lihat laporan")
    assert "Salinan berkas untuk Anda" in surf.text()
    look(surf, "copy-of-reporter", f"/lacak/{walk.case.locator}/")
    look(surf, "copy-of-reporter-english", f"/lacak/{walk.case.locator}/?bahasa=en")


def test_no_recording_of_a_confidential_case_is_let_go(surf: Surf) -> None:
    walk = recorded("confidential")
    page = reverse("work:blacken", args=[walk.case.ref, CaseFile.objects.get().ref])
    sit_down(surf, "examiner")
    look(surf, "sound-confidential", page, status=409)


def test_a_case_is_made_into_one_pdf(surf: Surf) -> None:
    walk = talkative()
    page = reverse("work:casebook", args=[walk.case.ref])
    sit_down(surf, "examiner")
    look(surf, "casebook-empty", page)
    surf.press("Buat PDF")
    assert "sedang dibuat" in surf.text()
    dossiers.run(walk.now)
    wish = Dossier.objects.get()
    Dossier.objects.create(
        case=wish.case,
        asked_by=wish.asked_by,
        asked_at=wish.asked_at,
        language="id",
        stage="failed",
        notes=True,
    )
    look(surf, "casebook-made", page)
    assert "Unduh PDF" in surf.text()
    sit_down(surf, "auditor")
    look(surf, "casebook-refused", page, status=403)
