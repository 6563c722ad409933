"""What the pages of an agency say of where it is, whose it is, and what it sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from agencies.models import Office
from complaints.domain.activities import Kind
from complaints.domain.corrective import Instrument
from complaints.models import Activity, CaseFile, Clarification
from complaints.models.choices import Verdict
from complaints.selectors.calendar_feed import days_of
from complaints.selectors.duties import duties, released
from complaints.services import corrective
from tests.complaints.ladder import in_resmon, signed
from tests.complaints.services.test_activities import begun
from tests.complaints.story import Walk, asked, opened_by_agency, submitted
from tests.complaints.views.pages import (
    agency_page,
    in_correction,
    in_examination,
    said_to_each,
)
from tests.documents.samples import pdf, upload
from tests.factories.accounts import AgencyMembershipFactory
from tests.people import actor, agency, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
INBOX = reverse("agency:inbox")
QUESTION = "Jawab permintaan penjelasan"
LETTER = "Buka surat baru"


def inbox(client: Client, who: str) -> str:
    login(client, who)
    return client.get(INBOX).content.decode()


def file_link(walk: Walk) -> str:
    sent = CaseFile.objects.get(case=walk.case, lane="agency")
    return reverse("agency:file", args=[walk.case.ref, sent.ref])


# --- whose page it is ----------------------------------------------------------------
def test_the_page_of_a_case_names_stage_agency_and_office_with_its_telephone(
    client: Client,
) -> None:
    walk = in_examination()
    asked(walk)
    Office.objects.filter(pk=walk.case.office_id).update(phone="021-5551234")
    login(client, "liaison")
    page = client.get(agency_page(walk.case)).content.decode()
    for said in (
        "Pemeriksaan",
        agency().name_id,
        walk.case.office.name_id,
        "021-5551234",
        "Permintaan klarifikasi",
    ):
        assert said in page
    Office.objects.filter(pk=walk.case.office_id).update(phone="")
    page = client.get(agency_page(walk.case)).content.decode()
    assert '<a class="tn" href="tel:137">137</a>' in page


def test_only_who_speaks_for_several_agencies_is_told_which(client: Client) -> None:
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    assert agency().name_id not in inbox(client, "liaison")
    AgencyMembershipFactory(user=person("liaison"), agency=agency(1))
    page = inbox(client, "liaison")
    assert page.count(agency().name_id) == 2  # at the duty and at the case
    assert agency(1).name_id not in page


# --- what is whose -------------------------------------------------------------------
def test_the_superior_is_not_asked_for_what_only_a_liaison_may_send(
    client: Client,
) -> None:
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    assert QUESTION in inbox(client, "liaison")
    assert QUESTION not in inbox(client, "superior")
    assert days_of(actor("liaison"))
    assert days_of(actor("superior")) == []


def test_a_letter_that_went_to_both_is_one_row_of_a_case(client: Client) -> None:
    walk = in_resmon()
    signed(walk)
    posted = walk.case.letters.filter(letter__kind="rekomendasi")
    assert posted.filter(addressee__in=["agency", "superior"]).count() == 2
    for who in ("liaison", "superior"):
        assert inbox(client, who).count(LETTER) == 1


# --- what was sent -------------------------------------------------------------------
def test_the_files_of_an_answer_stand_beside_it(client: Client) -> None:
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    login(client, "liaison")
    answer = reverse("agency:answer", args=[Clarification.objects.get().ref])
    body = said_to_each("Terlampir.") | {"attachments": [upload("surat.pdf", pdf())]}
    assert client.post(answer, body).status_code == 302
    page = client.get(agency_page(walk.case)).content.decode()
    assert page.count(file_link(walk)) == 1
    assert "surat.pdf" in page


def test_papers_that_were_sent_stand_beside_their_request(client: Client) -> None:
    walk = in_examination()
    begun(walk, Kind.DOCUMENTS)
    opened_by_agency(walk)
    login(client, "liaison")
    page = reverse("agency:papers", args=[Activity.objects.get().ref])
    body = {"answer": "Terlampir.", "attachments": [upload("buku.pdf", pdf())]}
    assert client.post(page, body).status_code == 302
    shown = client.get(agency_page(walk.case)).content.decode()
    assert shown.count(file_link(walk)) == 1


def test_the_page_of_proof_shows_what_was_sent_and_what_was_wanted_of_it(
    client: Client,
) -> None:
    walk = in_correction()
    login(client, "liaison")
    page = reverse("agency:evidence", args=[walk.case.actions.get(n=1).ref])
    assert "Yang sudah Anda kirim" not in client.get(page).content.decode()
    piece = submitted(walk)
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.MORE,
        status=None,
        reason="Tanggalnya tidak terbaca.",
        actor=actor("examiner"),
        now=walk.now,
    )
    shown = client.get(page).content.decode()
    for said in ("Yang sudah Anda kirim", "Akta terbit.", "Tanggalnya tidak terbaca."):
        assert said in shown


# --- how it is called ----------------------------------------------------------------
def test_a_suggestion_is_called_one(client: Client) -> None:
    walk = in_correction()
    walk.case.actions.filter(n=2).update(instrument=Instrument.SARAN)
    login(client, "liaison")
    page = client.get(
        reverse("agency:evidence", args=[walk.case.actions.get(n=2).ref])
    ).content.decode()
    assert "Saran 2" in page
    assert "Tindakan korektif 2" not in page


def test_a_replaced_order_points_to_its_item_only_once_that_is_there(
    client: Client,
) -> None:
    walk = in_resmon()
    signed(walk)
    login(client, "liaison")
    page = client.get(agency_page(walk.case)).content.decode()
    assert "Kirim buktinya di sana" not in page
    assert "setelah atasan menerimanya" in page
    opened_by_agency(walk, "superior", "superior")
    page = client.get(agency_page(walk.case)).content.decode()
    assert page.count("Kirim buktinya di sana") == 2


def test_duties_name_their_agency() -> None:
    walk = in_examination()
    asked(walk)
    (duty,) = duties(actor("liaison"), released(actor("liaison")))
    assert (duty.kind, duty.agency_id) == ("letter", walk.case.agency_id)
