"""The reporter says whether it matches what he sees, and whoever judges reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.corrective import ActionStatus
from complaints.models.choices import Verdict
from ombudsman import clock
from tests.browser.test_following import MOMENT
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import submitted
from tests.complaints.views.pages import act_page, case_page, in_correction

if TYPE_CHECKING:
    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partly(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """More was asked of the first order, and then a part of it accepted."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    walk = in_correction()
    walk.now = MOMENT
    judged(walk, submitted(walk), Verdict.MORE, None)
    judged(walk, submitted(walk), status=ActionStatus.SEBAGIAN)
    return walk


def test_the_reporter_answers_and_whoever_judges_reads_it(
    surf: Surf, partly: Walk
) -> None:
    home = f"/lacak/{partly.case.locator}/"
    surf.visit(home)
    surf.type("code", partly.receipt.code)
    surf.press("Lihat laporan")
    look(surf, "track-asked-to-look", home)
    surf.press("Jawab tentang perbaikan 1")
    surf.press("Kirim jawaban", status=422)
    surf.photograph("track-seen-invalid")
    surf.choose("seen", "no")
    surf.type("text", "Papan waktu belum dipasang di loket.")
    surf.photograph("track-seen")
    surf.press("Kirim jawaban")
    assert "Menurut Anda: Tidak sesuai" in surf.text()

    piece = submitted(partly)
    sit_down(surf, "examiner")
    look(surf, "office-case-seen", case_page(partly.case))
    address = reverse("work:verdict", args=[partly.case.ref, piece.ref])
    look(surf, "office-verdict-beside", address)


def test_the_examiner_writes_down_what_the_reporter_said_on_the_telephone(
    surf: Surf, partly: Walk
) -> None:
    sit_down(surf, "examiner")
    surf.visit(case_page(partly.case))
    surf.press("Catat jawaban pelapor")
    surf.press("Catat yang dilihat pelapor", status=422)
    assert surf.axe() == []
    surf.photograph("office-seen-heard-invalid")
    surf.choose("way", "phone")
    surf.choose("seen", "partly")
    surf.type("text", "Papan waktu sudah ada, loketnya belum buka.")
    surf.photograph("office-seen-heard")
    surf.press("Catat yang dilihat pelapor")
    look(surf, "office-case-heard", case_page(partly.case))
    look(surf, "office-heard-none", act_page(partly.case, "catat-dilihat"))
    surf.forget()
    surf.visit(f"/lacak/{partly.case.locator}/")
    surf.type("code", partly.receipt.code)
    surf.press("Lihat laporan")
    assert "Kami catat dari yang Anda sampaikan lewat telepon" in surf.text()
    assert surf.axe() == []
    surf.photograph("track-seen-written-down")
