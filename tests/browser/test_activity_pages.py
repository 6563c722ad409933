"""Activities, findings with their evidence and what hinders closing, as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.activities import Kind
from complaints.domain.review import Section
from complaints.services import lhp, returning
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_activities import begun, came
from tests.complaints.story import LHP, Walk, opened_by_agency, to_review
from tests.complaints.views.pages import (
    act_page,
    agency_page,
    case_page,
    in_examination,
)

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_activities_of_an_examination_on_its_pages(surf: Surf) -> None:
    walk = in_examination()
    papers = begun(walk, Kind.DOCUMENTS)
    begun(walk, Kind.SUMMONS)
    came(walk, begun(walk, Kind.VISIT, days=0))
    begun(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    opened_by_agency(walk)
    sit_down(surf, "examiner")
    look(surf, "activities-case", case_page(walk.case))
    for slug in ("minta-dokumen", "panggil", "dengar", "catat-kegiatan"):
        look(surf, f"activities-{slug}", act_page(walk.case, slug))
    sit_down(surf, "head")
    look(surf, "activities-hinder", act_page(walk.case, "tutup"), status=409)
    sit_down(surf, "liaison")
    look(surf, "activities-agency", agency_page(walk.case))
    look(surf, "activities-papers", reverse("agency:papers", args=[papers.ref]))


def test_the_review_of_a_draft_on_its_pages(surf: Surf) -> None:
    walk = Walk()
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(
        returning.send_back_draft,
        "head",
        reason="Perbaiki.",
        remarks={Section.FINDINGS: "Sebut tanggalnya."},
    )
    text = LHP.__class__(
        account="Uraian.",
        result="Hasil baru.",
        opinion="Pendapat.",
        conclusion="found",
        findings=LHP.findings,
        actions=LHP.actions,
    )
    walk.do(lhp.draft_lhp, "examiner", text=text)
    sit_down(surf, "examiner")
    look(surf, "review-evidence", act_page(walk.case, "bukti-temuan"))
    look(surf, "review-versions", reverse("work:lhp_versions", args=[walk.again().ref]))
    sit_down(surf, "head")
    look(surf, "review-sign", act_page(walk.case, "tandatangani"))
    look(surf, "review-return", act_page(walk.case, "kembalikan-konsep"))
