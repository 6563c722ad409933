"""A button pressed twice, a refused file: one effect, or none at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import State
from complaints.models import Note, ReporterMessage
from complaints.services import examination, intake
from complaints.services.writing import write_message
from complaints.views.sentences import SENTENCES
from tests.complaints.story import Walk, to_examination
from tests.people import actor, login

if TYPE_CHECKING:
    from complaints.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    walk = Walk()
    to_examination(walk)
    return walk


def holder(walk: Walk) -> Client:
    client = Client()
    sent = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", sent).status_code == 302
    return client


def key_on(client: Client, address: str) -> str:
    return key_in(client.get(address).content.decode())


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found.group(1)


def acts(case: Case, slug: str) -> str:
    return f"/kerja/perkara/{case.ref}/{slug}/"


@pytest.mark.parametrize(
    ("slug", "model"), [("catatan", Note), ("pesan", ReporterMessage)]
)
def test_an_officer_who_presses_twice_has_written_once(
    walk: Walk, client: Client, slug: str, model: type[Note | ReporterMessage]
) -> None:
    login(client, "examiner")
    address = acts(walk.case, slug)
    sent = {"text": "Kami sudah menelepon.", "key": key_on(client, address)}
    answers = [client.post(address, sent).status_code for _ in range(3)]
    assert answers == [302] * 3
    assert model.objects.filter(case=walk.case).count() == 1


def test_a_reporter_who_presses_twice_has_written_once(walk: Walk) -> None:
    client = holder(walk)
    address = f"/lacak/{walk.receipt.locator}/pesan/"
    sent = {"text": "Ada kabar?", "key": key_on(client, address)}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert ReporterMessage.objects.filter(case=walk.case).count() == 1


def test_the_same_form_with_other_words_is_refused_and_they_stay(walk: Walk) -> None:
    client = holder(walk)
    address = f"/lacak/{walk.receipt.locator}/pesan/"
    key = key_on(client, address)
    client.post(address, {"text": "Pertama.", "key": key})
    answer = client.post(address, {"text": "Kedua.", "key": key})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kedua." in page
    assert str(SENTENCES["sent_already"]) in page
    assert ReporterMessage.objects.filter(case=walk.case).count() == 1
    again = client.post(address, {"text": "Kedua.", "key": key_in(page)})
    assert again.status_code == 302
    assert ReporterMessage.objects.filter(case=walk.case).count() == 2


def test_an_officer_who_presses_once_more_has_written_anew(
    walk: Walk, client: Client
) -> None:
    login(client, "examiner")
    address = acts(walk.case, "catatan")
    key = key_on(client, address)
    client.post(address, {"text": "Pertama.", "key": key})
    answer = client.post(address, {"text": "Kedua.", "key": key})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Kedua." in page
    assert str(SENTENCES["sent_already"]) in page
    sent = {"text": "Kedua.", "key": key_in(page)}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Note.objects.filter(case=walk.case).count() == 2


def test_a_code_that_was_given_for_another_proof_is_given_anew(
    walk: Walk, client: Client
) -> None:
    login(client, "examiner")
    address = f"/kerja/perkara/{walk.case.ref}/kode/"
    key = key_on(client, address)
    assert client.post(address, {"proof": "card", "key": key}).status_code == 200
    answer = client.post(address, {"proof": "attorney", "key": key})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert str(SENTENCES["sent_already"]) in page
    sent = {"proof": "attorney", "key": key_in(page)}
    assert client.post(address, sent).status_code == 200


def test_two_messages_that_say_the_same_are_two(walk: Walk) -> None:
    for _ in range(2):
        write_message(
            ref=walk.case.ref,
            text="Halo.",
            key=uuid4(),
            actor=actor("examiner"),
            now=walk.now,
        )
    assert ReporterMessage.objects.filter(case=walk.case).count() == 2


def test_a_refused_file_leaves_the_answer_to_the_result_open(walk: Walk) -> None:
    walk.do(examination.draft_result, "examiner", text="Hasil.")
    walk.do(examination.notify_result, "head")
    client = holder(walk)
    address = f"/lacak/{walk.receipt.locator}/tanggapi/"
    sent = {"answer": "contest", "text": "Ada bukti.", "key": key_on(client, address)}
    program = SimpleUploadedFile("bukti.exe", b"MZ123")
    refused = client.post(address, {**sent, "papers": [program]})
    assert refused.status_code == 422
    assert "Ada bukti." in refused.content.decode()
    assert walk.again().state == State.PRE_LHP
    assert client.post(address, sent).status_code == 302
    assert walk.again().state == State.EXAM


def test_a_refused_file_leaves_what_was_missing_missing(walk: Walk) -> None:
    other = Walk()
    other.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    answers["hope"] = (False, "")
    other.do(
        intake.ask_completion, "intake", answers=answers, missing=["Harapan pelapor"]
    )
    client = holder(other)
    address = f"/lacak/{other.receipt.locator}/lengkapi/"
    sent = {"text": "Harapan saya.", "key": key_on(client, address)}
    program = SimpleUploadedFile("bukti.exe", b"MZ123")
    assert client.post(address, {**sent, "papers": [program]}).status_code == 422
    assert other.again().state == State.INCOMPLETE
    assert not ReporterMessage.objects.filter(case=other.case).exists()
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert other.again().state == State.FORMAL
    assert ReporterMessage.objects.filter(case=other.case).count() == 1
