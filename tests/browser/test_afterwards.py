"""After closing, in a real browser: rating, asking back, and a new code at the office."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from complaints.domain.states import Reason
from complaints.services import closing, proving
from ombudsman import clock
from tests.browser.test_following import MOMENT
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import act_page, case_page, in_examination

if TYPE_CHECKING:
    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A closed report, the day it was closed."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    walk = in_examination()
    walk.now = MOMENT
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    walk.again()
    return walk


def test_a_closed_report_is_rated_and_asked_back(
    surf: Surf, closed: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = f"/lacak/{closed.case.locator}/"
    surf.visit(home)
    surf.type("code", closed.receipt.code)
    surf.press("Lihat laporan")
    look(surf, "track-closed", home)
    surf.press("Jawab")
    surf.press("Kirim jawaban", status=422)
    surf.photograph("track-rate-invalid")
    surf.choose("stars", "4")
    surf.choose("because", "clear")
    surf.type("text", "Petugasnya sabar.")
    surf.photograph("track-rate")
    surf.press("Kirim jawaban")
    assert "Terima kasih" in surf.text()
    surf.press("Minta dibuka kembali")
    surf.type("text", "Suratnya dicabut lagi.")
    surf.photograph("track-ask-back")
    surf.press("Kirim permintaan")
    assert "Kami membaca permintaan Anda" in surf.text()
    surf.photograph("track-asked-back")
    monkeypatch.setattr(clock, "now", lambda: MOMENT + timedelta(days=28))
    surf.forget()
    surf.visit(home)
    surf.type("code", closed.receipt.code)
    surf.press("Lihat laporan")
    surf.press("Jawab")
    surf.photograph("track-solved")

    sit_down(surf, "head")
    look(surf, "office-case-asked-back", case_page(closed.case))
    look(surf, "office-answer-reopening", act_page(closed.case, "jawab-permintaan"))
    look(surf, "office-queue-back", "/kerja/antrean/?view=back")


def test_a_new_code_is_given_and_the_receipt_proves_itself(
    surf: Surf, closed: Walk
) -> None:
    seal = proving.seal_of(closed.case)
    address = f"/verifikasi/tanda-terima/{closed.case.locator}"
    look(surf, "proof", f"{address}/{seal}/")
    look(surf, "proof-none", f"{address}/k1.x/", status=404)
    sit_down(surf, "head")
    where = f"/kerja/perkara/{closed.case.ref}/kode/"
    look(surf, "office-renew", where)
    surf.visit(where)
    surf.choose("proof", "card")
    surf.press("Beri kode baru")
    surf.photograph("office-new-code")
