"""One report becomes two cases: the officer's form, both pages, and the reporter's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.actor import SYSTEM
from complaints.models import Case, Split
from complaints.services import intake
from complaints.services.papers import attach
from documents.services import accept_upload
from ombudsman import clock
from tests.browser.surf import Surf
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import Walk
from tests.complaints.views.pages import act_page, case_page
from tests.documents.samples import picture, upload
from tests.factories.complaints import FILED
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 3, 11, 3, tzinfo=UTC)
STORY = (
    "Akta kelahiran anak saya belum terbit tujuh bulan. Berkas sudah lengkap sejak "
    "Agustus.\n\n"
    "Waktu saya tanya lagi pada bulan Februari, petugas loket tiga meminta uang dua "
    "ratus ribu supaya cepat selesai. Saya punya kuitansinya."
)


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    found = Walk(story=STORY)
    stored = accept_upload(
        file=upload("kuitansi.png", picture("PNG")), actor=SYSTEM, now=FILED
    )
    with transaction.atomic():
        held = Case.objects.locked(found.case.ref)
        attach(held, [stored.pk], lane="reporter", now=FILED)
    found.do(intake.start_formal, "intake")
    found.again()
    return found


def test_an_officer_splits_a_report_and_its_reporter_finds_both(
    surf: Surf, walk: Walk
) -> None:
    person("intake")
    sit_down(surf, "intake")
    door = act_page(walk.case, "pisahkan")
    look(surf, "split", door)
    look(surf, "split-english", f"{door}?bahasa=en")
    surf.visit(f"{door}?bahasa=id")
    surf.press("Pisahkan masalah lain", status=422)
    assert surf.axe() == []
    surf.photograph("split-lacking")
    surf.type("title", "Permintaan uang di loket tiga")
    surf.choose("parts", "1")
    surf.choose("files")
    surf.press("Pisahkan masalah lain")
    surf.check()
    made = Split.objects.get().made
    assert made.story.startswith("Waktu saya tanya lagi")
    assert made.files.count() == 1
    look(surf, "split-first", case_page(walk.case))
    look(surf, "split-second", case_page(made))
    surf.forget()
    for case, name in ((walk.case, "split-track-first"), (made, "split-track-second")):
        address = reverse("tracking:case", args=[case.locator])
        surf.visit(address)
        surf.type("code", walk.receipt.code)
        surf.press("Lihat laporan")
        assert "Satu laporan, lebih dari satu perkara" in surf.text()
        look(surf, name, address)
