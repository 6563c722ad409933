"""People put their name into the names of files: who may read them, and who may not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import STRANGER
from complaints.models import CaseFile
from documents.services import accept_upload, releasing
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import case_page
from tests.documents.corpus import exif
from tests.documents.samples import upload
from tests.factories.complaints import FILED
from tests.people import login

pytestmark = pytest.mark.django_db
NAME = "KTP Kenari Sulastri.jpg"


def reported(secrecy: str) -> CaseFile:
    """A report with one picture that is called after its reporter, at the examiner's."""
    stored = accept_upload(file=upload(NAME, exif()), actor=STRANGER, now=FILED)
    walk = Walk(secrecy=secrecy, file_ids=[stored.pk])
    to_examination(walk)
    releasing.release_due(walk.now)
    return CaseFile.objects.get()


@pytest.mark.parametrize("who", ["examiner", "head", "auditor"])
def test_an_officer_reads_no_name_that_a_confidential_reporter_gave_to_a_file(
    who: str, client: Client
) -> None:
    sent = reported("confidential")
    login(client, who)

    page = client.get(case_page(sent.case)).content.decode()
    original = client.get(reverse("work:original", args=[sent.case.ref, sent.ref]))

    assert sent.shown_name in page
    for said in (page, original.content.decode()):
        assert "Kenari" not in said
        assert sent.shown_name in said or "KTP" not in said


def test_an_open_reporters_names_stand_on_the_page(client: Client) -> None:
    sent = reported("open")
    login(client, "examiner")
    assert NAME in client.get(case_page(sent.case)).content.decode()


@pytest.mark.parametrize("secrecy", ["confidential", "open"])
def test_a_copy_leaves_under_the_name_that_its_reader_may_know(
    secrecy: str, client: Client
) -> None:
    sent = reported(secrecy)
    login(client, "examiner")

    link = client.get(reverse("work:file", args=[sent.case.ref, sent.ref]))
    there = urlsplit(link["Location"])
    file = Client().get(there.path, headers={"host": there.netloc})

    shown = sent.file.plain_name if secrecy == "confidential" else NAME
    assert file["Content-Disposition"] == f'attachment; filename="{shown}"'
    assert file.status_code == 200


def test_the_plain_name_is_the_same_for_the_file_and_its_copy() -> None:
    file = reported("open").file
    assert file.plain_name == file.derivatives.get().plain_name
    assert re.fullmatch(r"berkas-[0-9a-f]{8}\.jpg", file.plain_name)
