"""The officer's and the agency's pages as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from complaints.domain.states import Reason, State
from complaints.models import Case, Clarification
from complaints.services import examination, intake, lhp, naming
from tests import people
from tests.browser.test_doors import sit_down_as
from tests.complaints.story import LHP, Walk, asked, submitted, to_review
from tests.complaints.views.pages import (
    act_page,
    agency_page,
    case_page,
    in_correction,
    in_examination,
)
from tests.factories.agencies import AgencyAliasFactory
from tests.factories.complaints import confidential_one, file_one
from tests.people import agency

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def sit_down(surf: Surf, who: str) -> None:
    surf.forget()
    client = Client()
    people.login(client, who)
    sit_down_as(surf, client)


def look(surf: Surf, name: str, path: str, *, status: int = 200) -> None:
    """Both widths, light and dark: no fault, no sideways scroll, a picture."""
    surf.width(1280)
    surf.visit(path, status=status)
    surf.dark(on=True)
    assert surf.axe() == []
    surf.dark(on=False)
    surf.photograph(name)
    surf.width(320)
    assert not surf.scrolls_sideways(), name


def test_the_queue_and_its_neighbours(surf: Surf) -> None:
    walk = in_correction()
    submitted(walk)
    in_examination()
    file_one()
    confidential_one()
    sit_down(surf, "examiner")
    look(surf, "office-queue", "/kerja/antrean/")
    look(
        surf,
        "office-queue-filtered",
        "/kerja/antrean/?view=all&tahap=exam&kelas=light&urut=nomor",
    )
    filtered = "/kerja/antrean/saringan/?view=all&tahap=exam&kelas=light"
    look(surf, "office-saved-new", filtered)
    surf.visit(filtered)
    surf.type("name", "Pemeriksaan ringan")
    surf.press("Simpan saringan")
    look(surf, "office-saved", "/kerja/antrean/saringan/")
    look(surf, "office-queue-none", "/kerja/antrean/?q=jembatan")
    look(surf, "office-monitoring", "/kerja/tindakan/")
    look(surf, "office-audit", "/kerja/riwayat/")
    look(surf, "office-history", f"{case_page(walk.case)}riwayat/")
    sit_down(surf, "examiner_elsewhere")
    look(surf, "office-queue-empty", "/kerja/antrean/")
    look(surf, "office-monitoring-empty", "/kerja/tindakan/")


def test_the_day_of_an_officer_and_of_a_head(surf: Surf) -> None:
    submitted(in_correction())
    file_one()
    confidential_one()
    drafted = in_examination()
    drafted.do(examination.draft_result, "examiner", text="Ada penundaan.")
    sit_down(surf, "head")
    look(surf, "office-today-head", "/kerja/hari-ini/")
    sit_down(surf, "examiner_elsewhere")
    look(surf, "office-today-empty", "/kerja/hari-ini/")
    sit_down(surf, "examiner")
    look(surf, "office-today", "/kerja/hari-ini/")
    surf.width(390)
    surf.press("Sudah saya baca")
    assert "Belum ada jawaban atau pesan baru" in surf.text()


def test_a_case_with_its_acts(surf: Surf) -> None:
    walk = in_correction()
    piece = submitted(walk)
    sit_down(surf, "examiner")
    look(surf, "office-case", case_page(walk.case))
    surf.width(1280)
    surf.press("Periksa bukti")
    surf.photograph("office-verdict")
    surf.width(1280)
    surf.press("Simpan putusan", status=422)
    assert surf.chrome.title.startswith("Perlu dilengkapi:")
    surf.photograph("office-verdict-invalid")
    surf.choose("decision", "done")
    surf.type("reason", "Akta sudah diserahkan.")
    surf.press("Simpan putusan")
    assert "Putusan tersimpan." in surf.text()
    assert "1 dari 2 selesai" in surf.text()
    look(
        surf,
        "office-verdict-over",
        f"{case_page(walk.case)}bukti/{piece.ref}/",
    )


def test_an_act_asks_refuses_and_thanks(surf: Surf) -> None:
    walk = in_examination()
    sit_down(surf, "examiner")
    look(surf, "office-case-exam", case_page(walk.case))
    look(surf, "office-act-ask", act_page(walk.case, "klarifikasi"))
    surf.width(1280)
    surf.press("Kirim ke instansi", status=422)
    surf.photograph("office-act-invalid")
    surf.type("summary", "Akta diminta, belum terbit.")
    surf.type("questions", "Mengapa akta belum terbit?")
    surf.width(1280)
    surf.press("Kirim ke instansi")
    assert "Tersimpan." in surf.text()
    look(surf, "office-act-refused", act_page(walk.case, "tandatangani"), status=409)
    look(surf, "office-identity-ask", f"{case_page(walk.case)}identitas/")
    surf.width(1280)
    surf.choose("purpose", "contact")
    surf.press("Buka 15 menit")
    surf.photograph("office-identity")
    sit_down(surf, "other_examiner")
    look(
        surf,
        "office-identity-closed",
        f"{case_page(walk.case)}identitas/",
        status=403,
    )


def test_the_head_reads_a_draft_and_sends_it_back(surf: Surf) -> None:
    walk = Walk(agency_id=None, unit_id=None, agency_label="Kantor dekat pasar")
    sit_down(surf, "intake")
    AgencyAliasFactory(agency=agency(), name="Kota Tirtalaya", key="kota tirtalaya")
    look(surf, "office-naming", f"{act_page(walk.case, 'terlapor')}?cari=tirtalaya")
    assert "Kota 99.71" in surf.text()
    look(surf, "office-naming-none", f"{act_page(walk.case, 'terlapor')}?cari=zzzzz")
    walk.do(naming.name_agency, "intake", agency_id=agency().pk, unit_id=None)
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    sit_down(surf, "head")
    look(surf, "office-sign", act_page(walk.case, "tandatangani"))
    look(surf, "office-case-draft", case_page(walk.case))
    surf.width(1280)
    surf.visit(act_page(walk.case, "kembalikan-konsep"))
    surf.type("reason", "Sebutkan tanggal permohonan.")
    surf.press("Kembalikan konsep kepada penyusun")
    sit_down(surf, "examiner")
    look(surf, "office-case-returned", case_page(walk.case))
    look(surf, "office-lhp-again", act_page(walk.case, "lhp"))
    sit_down(surf, "auditor")
    look(surf, "office-history-words", f"{case_page(walk.case)}riwayat/")


def test_intake_reads_which_fields_are_filled(surf: Surf) -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    sit_down(surf, "intake")
    look(surf, "office-formal", act_page(walk.case, "formil"))


def test_the_agency_reads_and_answers(surf: Surf) -> None:
    walk = in_examination()
    asked(walk)
    question = Clarification.objects.get()
    sit_down(surf, "liaison")
    look(surf, "agency-inbox-letter", "/instansi/")
    look(surf, "agency-case-unopened", agency_page(walk.case))
    surf.width(1280)
    surf.press("Buka surat")
    look(surf, "agency-case", agency_page(walk.case))
    look(surf, "agency-inbox", "/instansi/")
    look(surf, "agency-answer", f"/instansi/klarifikasi/{question.ref}/")
    surf.width(1280)
    surf.press("Kirim ke Ombudsman", status=422)
    surf.photograph("agency-answer-invalid")
    surf.choose("stance_1", "explain")
    surf.type("text_1", "Sistem sedang diperbaiki.")
    surf.press("Kirim ke Ombudsman")
    assert "Jawaban terkirim ke Ombudsman." in surf.text()
    look(surf, "agency-answer-over", f"/instansi/klarifikasi/{question.ref}/")
    sit_down(surf, "other_liaison")
    look(surf, "agency-inbox-empty", "/instansi/")


def test_the_agency_shows_what_it_did(surf: Surf) -> None:
    walk = in_correction()
    action = walk.case.actions.get(n=1)
    sit_down(surf, "liaison")
    look(surf, "agency-inbox-actions", "/instansi/")
    look(surf, "agency-evidence", f"/instansi/tindakan/{action.ref}/")
    surf.width(1280)
    surf.type("text", "Akta diserahkan.")
    surf.press("Kirim ke Ombudsman")
    assert "Bukti terkirim ke Ombudsman." in surf.text()
    look(surf, "agency-case-actions", agency_page(walk.case))
    look(surf, "agency-evidence-again", f"/instansi/tindakan/{action.ref}/")
    Case.objects.filter(pk=walk.case.pk).update(
        state=State.CLOSED,
        closed_from=State.CORRECTIVE,
        closing_reason=Reason.TK_SEBAGIAN_DITERIMA,
        closed_at=walk.now,
    )
    look(surf, "agency-inbox-finished", "/instansi/")
    look(surf, "agency-case-closed", agency_page(walk.case))
    look(surf, "agency-evidence-closed", f"/instansi/tindakan/{action.ref}/")
