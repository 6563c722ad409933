"""/verifikasi/: what anybody is told of a letter, and what nobody is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import encode_multipart
from pytest_django import Settings

from accounts.actor import SYSTEM
from documents import views
from documents.models import Letter
from documents.services import issue_letter, replace_letter, withdraw_letter
from documents.services.keeping import content_of
from tests.factories.agencies import OfficeFactory

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SECRET = "Sembilan bulan menunggu akta di Dinas Rahasia"

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    OfficeFactory(code="64", name_id="Perwakilan Kaltim", name_en="East Kalimantan")
    return make()


def make() -> Letter:
    return issue_letter(
        template="pemberitahuan_hasil",
        version=1,
        context={"summary": SECRET, "agency": "Dinas Rahasia"},
        office_code="64",
        actor=SYSTEM,
        now=NOW,
    )


def page(ref: object, **more: str) -> Any:
    return Client().get(f"/verifikasi/{ref}/", more)


def ask(number: str) -> Any:
    return Client().post("/verifikasi/", {"nomor": number})


def compare(ref: object, content: bytes) -> Any:
    file = SimpleUploadedFile("surat.pdf", content)
    return Client().post(f"/verifikasi/{ref}/", {"berkas": file})


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_genuine_letter_tells_kind_number_date_office_and_nothing_else(
    letter: Letter,
) -> None:
    response = page(letter.ref)
    words = text(response)
    assert response.status_code == 200
    for said in (
        "Asli dan berlaku.",
        "Pemberitahuan hasil pemeriksaan",
        letter.number,
        "Selasa, 24 November 2026",
        "Perwakilan Kaltim",
    ):
        assert said in words
    for hidden in ("Rahasia", "Sembilan", letter.sha256, str(letter.file.ref)):
        assert hidden not in words


def test_the_page_speaks_english_too(letter: Letter) -> None:
    assert "East Kalimantan" in text(page(letter.ref, bahasa="en"))


def test_a_replaced_letter_names_the_one_that_stands(letter: Letter) -> None:
    other = make()
    replace_letter(letter=letter, by=other, actor=SYSTEM, now=NOW)
    words = text(page(letter.ref))
    assert "Sudah diganti." in words
    assert other.number in words
    assert "Asli dan berlaku." not in words


def test_a_withdrawn_letter_says_so(letter: Letter) -> None:
    withdraw_letter(letter=letter, actor=SYSTEM, now=NOW)
    assert "Ditarik." in text(page(letter.ref))


def test_a_letter_that_our_key_did_not_sign_is_not_vouched_for(
    letter: Letter, settings: Settings
) -> None:
    settings.SIGNING_KEY = settings.BLIND_INDEX_KEY
    words = text(page(letter.ref))
    assert "Tidak dapat dipastikan." in words
    assert "Asli dan berlaku." not in words


def test_an_unknown_letter_is_said_to_be_unknown_wherever_it_is_asked() -> None:
    by_address, by_number = page(UUID(int=1)), ask("B/1/LM.11-64/XI/2026")
    by_code, by_file = ask(str(UUID(int=1))), compare(UUID(int=1), b"x")
    answers = (by_address, by_number, by_code, by_file)
    assert {response.status_code for response in answers} == {404}
    assert all("Surat tidak dikenal" in text(response) for response in answers)


def test_a_number_leads_to_its_letter_however_it_is_typed(letter: Letter) -> None:
    for typed in (letter.number, f"  {letter.number.lower()} ", str(letter.ref)):
        response = ask(typed)
        assert response.status_code == 302
        assert response["Location"] == f"/verifikasi/{letter.ref}/"


@pytest.mark.parametrize(
    "typed", ["001/RM.03.01/XI/2026", "001 / rm.03.01 / xi / 2026"]
)
def test_a_recommendation_is_not_looked_up_by_a_number_that_counting_finds(
    typed: str,
) -> None:
    response = ask(typed)
    assert response.status_code == 422
    assert "pindai kode QR pada suratnya" in text(response)


def test_nothing_typed_is_asked_for_again() -> None:
    response = ask("  ")
    assert response.status_code == 422
    assert text(response).count("Tuliskan nomor surat.") == 2


def test_trying_numbers_one_after_another_is_stopped(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "TRIES", 2)
    assert [ask("B/1").status_code for _ in range(3)] == [404, 404, 429]
    stopped = ask(letter.number)
    assert stopped.status_code == 429
    assert "Terlalu banyak percobaan" in text(stopped)
    assert page(letter.ref).status_code == 200


def test_the_issued_file_is_the_same_and_every_other_is_different(
    letter: Letter,
) -> None:
    issued = content_of(letter.file)
    assert "Sama persis." in text(compare(letter.ref, issued))
    for other in (issued[:-1], issued + b"\n", b"x"):
        words = text(compare(letter.ref, other))
        assert "Berbeda." in words
        assert "Sama persis." not in words


def test_a_comparison_without_a_file_asks_for_one(letter: Letter) -> None:
    response = Client().post(f"/verifikasi/{letter.ref}/")
    assert response.status_code == 200
    assert "Pilih berkas PDF surat." in text(response)
    assert "Berkas ini kosong." in text(compare(letter.ref, b""))


def test_a_compared_file_is_not_kept(letter: Letter) -> None:
    before = Letter.objects.count(), type(letter.file).objects.count()
    compare(letter.ref, b"x" * 100)
    assert before == (Letter.objects.count(), type(letter.file).objects.count())


def test_the_pages_set_no_session_cookie(letter: Letter) -> None:
    for response in (page(letter.ref), page(UUID(int=1)), ask("B/1")):
        assert configured.SESSION_COOKIE_NAME not in response.cookies


def test_a_request_with_too_many_bytes_is_stopped_on_the_way(
    letter: Letter, settings: Settings
) -> None:
    settings.UPLOAD_REQUEST_LIMIT = 100_000
    assert compare(letter.ref, bytes(90_000)).status_code == 200
    assert compare(letter.ref, bytes(110_000)).status_code == 413


def test_several_files_of_one_request_count_together(
    letter: Letter, settings: Settings
) -> None:
    settings.UPLOAD_REQUEST_LIMIT = 100_000
    files = {
        name: SimpleUploadedFile(f"{name}.pdf", bytes(60_000)) for name in ("a", "b")
    }
    body = encode_multipart("batas", files)
    response = Client().post(
        f"/verifikasi/{letter.ref}/",
        body,
        content_type="multipart/form-data; boundary=batas",
    )
    assert response.status_code == 413
