"""An officer asks the reporter one thing; the answer is a page of its own."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.wall_clock import wall_now
from complaints.services import asking
from tests.browser.surf import Surf
from tests.browser.test_doors import sit_down_as
from tests.complaints.story import Walk, to_examination
from tests.people import actor, login

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_asked_read_and_answered(surf: Surf, *, scripts: bool) -> None:
    walk = Walk()
    to_examination(walk)
    officer = Client()
    login(officer, "examiner")
    sit_down_as(surf, officer)
    surf.visit(f"/kerja/perkara/{walk.case.ref}/tanya/")
    surf.type("text", "Siapa nama petugas di loket?")
    surf.photograph("ask-form")
    surf.press("Kirim pertanyaan ke pelapor")
    assert "Pertanyaan, menunggu jawaban" in surf.text()
    asking.ask_reporter(
        ref=walk.case.ref, text="Pukul berapa?", actor=actor("head"), now=wall_now()
    )
    surf.forget()
    surf.visit("/lacak/")
    surf.type("number", walk.receipt.locator)
    surf.type("code", walk.receipt.code)
    surf.press("Lihat laporan")
    assert "2 pertanyaan untuk Anda" in surf.text()
    surf.photograph("asked-case")
    if not scripts:
        surf.scripts_off()
    surf.press("Jawab pertanyaan 1", checked=scripts)
    surf.press("Kirim jawaban", status=422, checked=scripts)
    surf.photograph("asked-fault")
    surf.type("text", "Bu Tini, loket 3.")
    surf.photograph("asked-answer")
    surf.press("Kirim jawaban", checked=scripts)
    assert "Satu pertanyaan untuk Anda" in surf.text()
    assert "Bu Tini, loket 3." in surf.text()
