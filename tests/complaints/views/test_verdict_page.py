"""Our verdict on evidence, and the files of a case, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from django.urls import reverse

from complaints.domain import events
from complaints.models import ActionEvidence, CaseFile, CorrectiveAction
from documents.models import StoredFile
from documents.services import accept_upload
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import case_page, in_correction
from tests.documents.samples import pdf, upload
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
DAY = "2026-03-09"  # on which it was received, shown, and can have been done
TYPED = "Alasan yang tidak boleh hilang."


@pytest.fixture
def walk() -> Walk:
    """Evidence with one file waits for the examiner's verdict."""
    walk = in_correction()
    stored: StoredFile = accept_upload(
        file=upload("bukti.pdf", pdf()), actor=actor("liaison"), now=walk.now
    )
    submitted(walk, file_ids=[stored.pk])
    return walk


def verdict_page(walk: Walk) -> str:
    piece = ActionEvidence.objects.get()
    return reverse("work:verdict", args=[walk.case.ref, piece.ref])


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ("done", "dilaksanakan"),
        ("partly", "sebagian"),
        ("more", "belum"),
        ("rejected", "belum"),
    ],
)
def test_a_verdict_sets_the_status_and_is_on_the_record(
    client: Client, walk: Walk, decision: str, status: str
) -> None:
    login(client, "examiner")
    body = {"decision": decision, "reason": TYPED, "executed_on": DAY}
    answer = client.post(verdict_page(walk), body)
    assert answer.headers["Location"] == case_page(walk.case)
    assert CorrectiveAction.objects.get(n=1).status == status
    assert events.EVIDENCE_DECIDED in walk.kinds()
    assert TYPED in client.get(case_page(walk.case)).content.decode()


def test_a_verdict_without_a_reason_keeps_the_choice(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    answer = client.post(verdict_page(walk), {"decision": "done"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Alasan belum diisi." in page
    assert "checked" in page
    empty = client.post(verdict_page(walk))
    assert empty.status_code == 422
    assert "Putusan belum diisi." in empty.content.decode()


@pytest.mark.parametrize("day", ["", "2026-03-08", "2026-03-10"])
@pytest.mark.parametrize("decision", ["done", "partly"])
def test_an_acceptance_confirms_a_day_of_execution_that_can_be(
    client: Client, walk: Walk, decision: str, day: str
) -> None:
    login(client, "examiner")
    page = client.get(verdict_page(walk)).content.decode()
    assert f'value="{DAY}"' in page  # what the agency said, to start from
    assert f'min="{DAY}" max="{DAY}"' in page
    body = {"decision": decision, "reason": TYPED, "executed_on": day}
    answer = client.post(verdict_page(walk), body)
    assert answer.status_code == 422
    said = "antara tanggal LHP diterima" if day else "menurut pemeriksaan belum diisi."
    assert said in answer.content.decode()
    assert TYPED in answer.content.decode()
    refused = {"decision": "rejected", "reason": TYPED, "executed_on": day}
    assert client.post(verdict_page(walk), refused).status_code == 302


def test_who_judges_second_reads_so_and_keeps_his_words(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = {"decision": "done", "reason": "Ya.", "executed_on": DAY}
    client.post(verdict_page(walk), body)
    answer = client.post(verdict_page(walk), {"decision": "rejected", "reason": TYPED})
    assert answer.status_code == 409
    assert TYPED in answer.content.decode()
    assert "sudah diperiksa" in answer.content.decode()
    assert CorrectiveAction.objects.get(n=1).status == "dilaksanakan"
    again = client.get(verdict_page(walk)).content.decode()
    assert "Bukti ini sudah diperiksa." in again


@pytest.mark.parametrize("who", ["other_examiner", "auditor", "intake"])
def test_a_colleague_reads_the_evidence_and_judges_nothing(
    client: Client, walk: Walk, who: str
) -> None:
    login(client, who)
    page = client.get(verdict_page(walk))
    assert page.status_code == 403
    assert "Hanya pemeriksa perkara ini" in page.content.decode()
    body = {"decision": "done", "reason": TYPED, "executed_on": DAY}
    assert client.post(verdict_page(walk), body).status_code == 403
    assert events.EVIDENCE_DECIDED not in walk.kinds()


@pytest.mark.parametrize("who", ["citizen", "liaison", "examiner_elsewhere"])
def test_others_find_no_evidence(client: Client, walk: Walk, who: str) -> None:
    login(client, who)
    assert client.get(verdict_page(walk)).status_code == 404
    assert client.post(verdict_page(walk)).status_code == 404


def test_evidence_of_another_case_is_no_evidence_of_this_one(
    client: Client, walk: Walk
) -> None:
    other = in_correction()
    login(client, "examiner")
    piece = ActionEvidence.objects.get()
    wrong = reverse("work:verdict", args=[other.case.ref, piece.ref])
    assert client.get(wrong).status_code == 404


def test_a_verdict_takes_no_other_method(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    assert client.put(verdict_page(walk)).status_code == 405


def test_a_file_says_that_nobody_scanned_it_and_is_only_handed_out(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    page = client.get(verdict_page(walk)).content.decode()
    item = CaseFile.objects.get()
    address = reverse("work:file", args=[walk.case.ref, item.ref])
    assert address in page
    assert "belum dipindai" in page.lower()
    assert "<img" not in page
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/berkas/" in answer.headers["Location"]
    assert client.post(address).status_code == 405


@override_settings(DEMO=False)
def test_outside_a_demonstration_an_unscanned_file_stays(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    item = CaseFile.objects.get()
    address = reverse("work:file", args=[walk.case.ref, item.ref])
    answer = client.get(address)
    assert answer.status_code == 409
    assert "Berkas tidak dapat dibuka" in answer.content.decode()


@pytest.mark.parametrize("who", ["citizen", "liaison", "examiner_elsewhere"])
def test_a_file_of_others_does_not_exist(client: Client, walk: Walk, who: str) -> None:
    login(client, who)
    item = CaseFile.objects.get()
    address = reverse("work:file", args=[walk.case.ref, item.ref])
    assert client.get(address).status_code == 404


def test_the_agency_fetches_what_it_sent_and_no_more(
    client: Client, walk: Walk
) -> None:
    item = CaseFile.objects.get()
    mine = reverse("agency:file", args=[walk.case.ref, item.ref])
    login(client, "liaison")
    assert client.get(mine).status_code == 302
    CaseFile.objects.update(lane="reporter")
    assert client.get(mine).status_code == 404
