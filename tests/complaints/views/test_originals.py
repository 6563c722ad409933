"""The original of a file: for who holds the case, with a purpose, on the record first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.models import CaseFile
from complaints.services.originals import PURPOSES, open_original
from documents.links import read_token
from documents.models import StoredFile
from documents.services import accept_upload, releasing
from journal.models import Entry
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import case_page, in_correction
from tests.documents import clamd
from tests.documents.corpus import exif
from tests.documents.samples import upload
from tests.people import actor, login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
FOUND = b"stream: Eicar-Test-Signature FOUND\0"


@pytest.fixture(autouse=True)
def outside(settings: Settings) -> Iterator[None]:
    """Outside a demonstration, with a scanner that calls everything clean."""
    settings.DEMO = False
    with clamd.pretending(clamd.honest_but(b"stream: OK\0")) as settings.CLAMD_ADDRESS:
        yield


@pytest.fixture
def walk() -> Walk:
    walk = in_correction()
    stored = accept_upload(
        file=upload("bukti.jpg", exif()), actor=actor("liaison"), now=walk.now
    )
    submitted(walk, file_ids=[stored.pk])
    return walk


def released(walk: Walk) -> StoredFile:
    releasing.release_due(walk.now)
    return CaseFile.objects.get().file


def page(walk: Walk) -> str:
    return reverse("work:original", args=[walk.case.ref, CaseFile.objects.get().ref])


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_the_holder_of_the_case_gets_the_original_and_leaves_a_line(
    client: Client, walk: Walk, purpose: str
) -> None:
    stored = released(walk)
    login(client, "examiner")
    assert client.get(page(walk)).status_code == 200
    assert events.ORIGINAL_OPENED not in walk.kinds()
    answer = client.post(page(walk), {"purpose": purpose})
    assert answer.status_code == 302
    entry = Entry.objects.get(kind=events.ORIGINAL_OPENED)
    assert entry.subject_id == walk.case.pk
    assert entry.data.pop("asked") == f"r-{answer['X-Request-ID']}"
    assert entry.data == {
        "file": str(stored.ref),
        "sha256": stored.sha256,
        "purpose": purpose,
        "from": "127.0.0.0/24",
    }
    token = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    ticket = read_token(token, answer.wsgi_request)
    assert (ticket.file_ref, ticket.original) == (stored.ref, True)


def test_the_ordinary_way_leads_to_the_copy(client: Client, walk: Walk) -> None:
    stored = released(walk)
    login(client, "examiner")
    url = reverse("work:file", args=[walk.case.ref, CaseFile.objects.get().ref])
    answer = client.get(url)
    token = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    ticket = read_token(token, answer.wsgi_request)
    assert StoredFile.objects.get(ref=ticket.file_ref).parent == stored
    assert not ticket.original


def test_a_purpose_is_asked_and_must_be_one_of_ours(client: Client, walk: Walk) -> None:
    released(walk)
    login(client, "examiner")
    for body in ({}, {"purpose": "ingin tahu"}):
        assert client.post(page(walk), body).status_code == 422
    assert events.ORIGINAL_OPENED not in walk.kinds()
    with pytest.raises(NotAllowed, match="purpose"):
        open_original(
            ref=walk.case.ref,
            file_ref=CaseFile.objects.get().ref,
            purpose="curious",
            actor=actor("examiner"),
            now=walk.now,
        )


@pytest.mark.parametrize("who", ["head", "other_examiner", "commissioner"])
def test_who_does_not_hold_the_case_gets_the_copy_only(
    client: Client, walk: Walk, who: str
) -> None:
    released(walk)
    login(client, who)
    answer = client.post(page(walk), {"purpose": "court"})
    assert answer.status_code == 403
    assert "hanya untuk petugas yang memegang" in answer.content.decode()
    assert events.ORIGINAL_OPENED not in walk.kinds()
    assert "Berkas asli" not in client.get(case_page(walk.case)).content.decode()
    with pytest.raises(NotAllowed, match="not_assigned_file"):
        open_original(
            ref=walk.case.ref,
            file_ref=CaseFile.objects.get().ref,
            purpose="court",
            actor=actor(who),
            now=walk.now,
        )


def test_what_is_in_quarantine_does_not_leave_as_an_original_either(
    client: Client, walk: Walk, settings: Settings
) -> None:
    login(client, "examiner")
    waiting = client.post(page(walk), {"purpose": "examine"})
    assert waiting.status_code == 409
    assert "belum dipindai" in waiting.content.decode()
    with clamd.pretending(clamd.honest_but(FOUND)) as settings.CLAMD_ADDRESS:
        assert released(walk).is_rejected
    rejected = client.post(page(walk), {"purpose": "examine"})
    assert rejected.status_code == 409
    assert "kode berbahaya" in rejected.content.decode()
    assert events.ORIGINAL_OPENED not in walk.kinds()


def test_each_side_reads_in_its_own_words_where_its_file_is(
    client: Client, walk: Walk, settings: Settings
) -> None:
    login(client, "liaison")
    mine = reverse("agency:case", args=[walk.case.ref])
    assert "menunggu pemindaian" in client.get(mine).content.decode()
    with clamd.pretending(clamd.honest_but(FOUND)) as settings.CLAMD_ADDRESS:
        released(walk)
    words = "ditolak: pemindai menemukan kode berbahaya"
    assert words in client.get(mine).content.decode()
    closed = client.get(
        reverse("agency:file", args=[walk.case.ref, CaseFile.objects.get().ref])
    )
    assert closed.status_code == 409
    assert "Kirim salinan lain" in closed.content.decode()
    login(client, "examiner")
    office = client.get(case_page(walk.case)).content.decode()
    assert words in office
    assert "Berkas asli" not in office
    english = client.get(case_page(walk.case), headers={"accept-language": "en"})
    assert english.status_code == 200
