"""The agency's people at work: the link, who does what, milestones, their own record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.actor_of import member
from accounts.services.agency_absences import enter_agency_absence
from complaints.domain.evidence_text import EvidenceText
from complaints.domain.milestones import Step
from complaints.models import LinkCheck, Milestone
from complaints.models.choices import Verdict
from complaints.services import dividing, evidence_drafts, letter_links, milestones
from ombudsman import clock
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.colleagues import colleague
from tests.complaints.ladder import item, recommended
from tests.complaints.linked import DOOR, sent
from tests.complaints.services.test_seeing import judged as decided
from tests.complaints.story import opened_by_agency, submitted
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.complaints.views.test_milestone_pages import drafted, judged, told
from tests.factories.agencies import UnitFactory
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)
LONG = (
    Step(5, "Rapat dengan semua loket, notulen dikirim"),
    Step(10, "Surat edaran terbit"),
    Step(20, "Papan waktu terpasang di semua loket"),
)


def story(monkeypatch: pytest.MonkeyPatch, tell: Callable[[], Walk]) -> Walk:
    with transaction.atomic():
        walk = tell()
    now = walk.now + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: now)
    return walk


def received() -> Walk:
    """The report was received; its first order has milestones."""
    from complaints.services import lhp  # noqa: PLC0415 - beside its only use

    walk = drafted(LONG)
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    walk.again()
    return walk


def test_the_letters_behind_a_link(surf: Surf) -> None:
    with transaction.atomic():
        link = sent()
    sit_down(surf, "examiner")
    look(surf, "link-letters-list", reverse("work:letters", args=[link.case.ref]))
    look(surf, "link-send", act_page(link.case, "kirim-tautan"))
    look(surf, "link-revoke", act_page(link.case, "cabut-tautan"))
    surf.forget()
    look(surf, "link-door", DOOR)
    surf.visit(f"{DOOR}#{letter_links.code_of(link)}")
    assert surf.one("#id_code").get_attribute("value") == letter_links.code_of(link)
    surf.press("Kirim kode")
    assert surf.axe() == []
    surf.photograph("link-digits")
    surf.type("code", "000000")
    surf.press("Buka", status=422)
    assert surf.axe() == []
    surf.photograph("link-digits-wrong")
    surf.type("code", letter_links.digits_for(LinkCheck.objects.get(link=link)))
    surf.press("Buka")
    assert surf.axe() == []
    surf.photograph("link-behind")
    surf.press("Buka surat")
    assert "diterima" in surf.text()
    surf.photograph("link-behind-opened")
    surf.press("Tutup di perangkat ini")
    assert "Tempel" in surf.text() or "Kirim kode" in surf.text()


def test_who_works_on_what(surf: Surf, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = story(monkeypatch, received)
    one, two = walk.case.actions.order_by("n")
    with transaction.atomic():
        siti = colleague("Siti Rahma", [UnitFactory(agency=agency())])
        budi, ani = colleague("Budi Hartono"), colleague("Ani Lestari")
        dividing.hand_duty(
            ref=one.ref,
            to_id=budi.pk,
            word="Data ada di loket dua.",
            actor=actor("liaison"),
            now=walk.now,
        )
        enter_agency_absence(
            deputy_id=ani.pk,
            first=walk.now.date(),
            last=walk.now.date() + timedelta(days=4),
            actor=member(budi, now=walk.now),
            now=walk.now,
        )
    assert siti.name
    sit_down(surf, "liaison")
    look(surf, "portal-inbox", "/instansi/")
    look(surf, "portal-people", reverse("agency:people"))
    look(surf, "portal-share", reverse("agency:share", args=[one.ref]))
    surf.visit(reverse("agency:share", args=[two.ref]))
    surf.press("Saya kerjakan")
    assert "Anda" in surf.text()
    assert surf.axe() == []
    surf.photograph("portal-share-mine")


def test_the_way_of_an_order(surf: Surf, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = story(monkeypatch, received)
    with transaction.atomic():
        judged(told(walk, 5), walk)
        judged(told(walk, 10), walk, Verdict.MORE)
        report = milestones.report_progress(
            ref=Milestone.objects.get(day=20).ref,
            text="Papan sudah dipesan, foto menyusul.",
            file_ids=[],
            actor=actor("liaison"),
            now=walk.now,
        )
    sit_down(surf, "liaison")
    look(surf, "portal-case", agency_page(walk.case))
    row = Milestone.objects.get(day=10)
    look(surf, "portal-progress", reverse("agency:progress", args=[row.ref]))
    surf.press("Kirim ke Ombudsman", status=422)
    assert surf.axe() == []
    look(surf, "portal-record", reverse("agency:record"))
    look(surf, "portal-record-none", f"{reverse('agency:record')}?tahun=2019")
    sit_down(surf, "examiner")
    look(surf, "portal-case-office", case_page(walk.case))
    judging = reverse("work:progress", args=[walk.case.ref, report.ref])
    look(surf, "portal-judge", judging)


def test_the_form_of_a_report_takes_them(surf: Surf) -> None:
    with transaction.atomic():
        walk = drafted(LONG)
    sit_down(surf, "examiner")
    look(surf, "portal-draft", act_page(walk.case, "lhp"))
    sit_down(surf, "head")
    look(surf, "portal-sign", act_page(walk.case, "tandatangani"))


def test_the_superior_signs_in_reads_answers_and_reports(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To whom a recommendation is addressed: he reads it, and shows what was done."""
    walk = story(monkeypatch, recommended)
    sit_down(surf, "superior")
    surf.visit("/instansi/")
    assert surf.axe() == []
    surf.photograph("superior-inbox")
    surf.visit(agency_page(walk.case))
    assert "Rekomendasi" in surf.text()
    surf.photograph("superior-case")
    surf.visit(reverse("agency:evidence", args=[item(walk).ref]))
    surf.type("text", "Akta diserahkan kepada pemohon.")
    surf.press("Kirim ke Ombudsman")
    assert "Bukti terkirim ke Ombudsman." in surf.text()
    assert "Akta diserahkan kepada pemohon." in surf.text()
    surf.photograph("superior-reported")
    piece = item(walk).evidence.get()
    assert piece.submitted_by == person("superior")
    surf.visit(reverse("agency:share", args=[item(walk).ref]))
    surf.press("Saya kerjakan")
    look(surf, "superior-record", reverse("agency:record"))


def test_two_liaisons_write_what_was_done_of_one_order(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One keeps a draft while the other writes: both texts are shown, and one is made."""
    walk = story(monkeypatch, received)
    order = walk.case.actions.get(n=1)
    with transaction.atomic():
        judged_more(walk)
        siti = member(colleague("Siti Rahma"), now=walk.now)
    sit_down(surf, "liaison")
    look(surf, "portal-inbox-more", "/instansi/")
    page = reverse("agency:evidence", args=[order.ref])
    surf.visit(page)
    with transaction.atomic():
        evidence_drafts.keep_evidence(
            ref=order.ref,
            text=EvidenceText("Papan waktu sudah dipesan.", walk.now.date()),
            actor=siti,
            now=walk.now,
        )
    surf.type("text", "Papan waktu terpasang di loket dua.")
    surf.press("Simpan draf", status=409)
    assert "Siti Rahma menyimpan tulisan lain pada" in surf.text()
    assert surf.axe() == []
    surf.photograph("portal-evidence-two-texts")
    surf.choose("merge_text", "both")
    surf.press("Terapkan pilihan ini")
    surf.press("Simpan draf")
    assert "Draf tersimpan. Belum terkirim." in surf.text()
    assert surf.axe() == []
    surf.photograph("portal-evidence-draft")


def judged_more(walk: Walk) -> None:
    """More was asked of what the agency showed of its first order."""
    decided(walk, submitted(walk), Verdict.MORE, None)
