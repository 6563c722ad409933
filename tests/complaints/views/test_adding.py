"""One file by itself: the answers that the script reads, and the form that names it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.wall_clock import wall_now
from complaints.models import CaseFile, Draft, DraftFile, ReporterMessage
from complaints.views.citizen import parked
from complaints.views.sentences import SENTENCES
from documents.domain.kinds import FileState
from documents.models import StoredFile
from documents.services.unclaimed import erase_unclaimed
from tests.complaints.views.writer import STORY
from tests.documents import samples
from tests.factories.agencies import CalendarVersionFactory
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from pytest_django import Settings

    from complaints.models import Case

pytestmark = pytest.mark.django_db
ADD = "/lapor/bukti/tambah/"


def paper(name: str = "surat.txt", content: bytes = b"Loketnya tutup.") -> Any:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def writer() -> Client:
    """Somebody in the middle of a report."""
    CalendarVersionFactory()
    client = Client()
    assert client.post("/lapor/kejadian/", STORY).status_code == 302
    return client


@pytest.fixture
def case() -> Case:
    return file_one()[0]


@pytest.fixture
def holder(case: Case) -> Client:
    """A browser in which the code of that report was shown."""
    found, receipt = file_one()
    client = Client()
    client.post("/lacak/", {"number": receipt.locator, "code": receipt.code})
    client.case = found  # type: ignore[attr-defined]  # for the tests below
    return client


def stored() -> int:
    return StoredFile.objects.filter(state=FileState.STORED.value).count()


# --- into a draft ---------------------------------------------------------------
def test_a_file_joins_the_draft_and_can_be_taken_back(writer: Client) -> None:
    answer = writer.post(ADD, {"papers": paper()})
    assert answer.status_code == 201
    assert "surat.txt" in writer.get("/lapor/bukti/").content.decode()
    assert writer.post(answer.json()["drop"]).status_code == 302
    assert not DraftFile.objects.exists()
    assert stored() == 0


def test_sent_twice_it_is_there_once_with_the_same_answer(writer: Client) -> None:
    first = writer.post(ADD, {"papers": paper()}).json()
    assert writer.post(ADD, {"papers": paper()}).json() == first
    assert DraftFile.objects.count() == stored() == 1


def test_a_recording_is_an_answer_so_the_story_may_stay_empty(writer: Client) -> None:
    sound = paper("rekaman.m4a", samples.OURS["m4a"])
    assert writer.post(ADD, {"voice": sound}).status_code == 201
    assert writer.post("/lapor/kejadian/", STORY | {"story": ""}).status_code == 302


def test_the_first_thing_told_may_be_a_recording() -> None:
    CalendarVersionFactory()
    client = Client()
    sound = paper("rekaman.m4a", samples.OURS["m4a"])
    assert client.post(ADD, {"voice": sound}).status_code == 201
    assert Draft.objects.get().files.count() == 1
    assert "rekaman.m4a" in client.get("/lapor/kejadian/").content.decode()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Isi berkas ini tidak sesuai"),
        ("en", "The content of this file does not fit"),
    ],
)
def test_a_refusal_is_a_sentence_in_the_reader_s_language(
    writer: Client, language: str, sentence: str
) -> None:
    wrong = paper("surat.pdf", b"<html>")
    answer = writer.post(f"{ADD}?bahasa={language}", {"papers": wrong})
    assert answer.status_code == 422
    assert answer.json()["reason"].startswith(sentence)
    assert stored() == 0


def test_each_refusal_has_its_status(writer: Client, settings: Settings) -> None:
    assert writer.post(ADD, {}).status_code == 422
    settings.UPLOAD_LIMIT = 10
    assert writer.post(ADD, {"papers": paper()}).status_code == 413
    settings.UPLOAD_LIMIT = 1000
    settings.UPLOAD_REPORT_LIMIT = 10
    answer = writer.post(ADD, {"papers": paper()})
    assert answer.status_code == 409
    assert "sisa tempat untuk laporan ini" in answer.json()["reason"]
    settings.UPLOAD_DAY_LIMIT = 0
    assert writer.post(ADD, {"papers": paper()}).status_code == 429
    assert stored() == 0


def test_of_several_files_the_refused_ones_are_named_and_the_others_stay(
    writer: Client,
) -> None:
    files = [paper(), paper("salah.pdf", b"<html>"), paper("b.txt", b"Lain.")]
    page = writer.post("/lapor/bukti/", {"papers": files})
    assert page.status_code == 422
    assert "salah.pdf: Isi berkas ini tidak sesuai" in page.content.decode()
    assert DraftFile.objects.count() == stored() == 2


# --- beside a form about a report -----------------------------------------------
def page_of(holder: Any, slug: str = "pesan") -> tuple[str, str]:
    """The address of a form and its key."""
    address = f"/lacak/{holder.case.locator}/{slug}/"
    page = holder.get(address).content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return address, found.group(1)


def park(holder: Any, key: str, file: Any = None) -> Any:
    address = f"/lacak/{holder.case.locator}/berkas/tambah/"
    return holder.post(address, {"papers": file or paper(), "key": key})


def test_a_file_waits_for_its_form_and_joins_with_it_once(holder: Any) -> None:
    address, key = page_of(holder)
    token = park(holder, key).json()["token"]
    assert not CaseFile.objects.exists()
    told = {"key": key, "text": "Ini buktinya.", "sent": token}
    for _ in range(2):
        assert holder.post(address, told).status_code == 302
    assert CaseFile.objects.get().lane == "reporter"
    assert ReporterMessage.objects.count() == stored() == 1


def test_a_file_alone_is_a_message_and_nothing_at_all_is_none(holder: Any) -> None:
    address, key = page_of(holder)
    empty = holder.post(address, {"key": key, "text": ""})
    assert empty.status_code == 422
    assert "Tuliskan pesan Anda, atau lampirkan berkas." in empty.content.decode()
    token = park(holder, key).json()["token"]
    told = {"key": key, "text": "", "sent": token}
    assert holder.post(address, told).status_code == 302
    assert CaseFile.objects.count() == 1
    assert ReporterMessage.objects.get().text == "Bukti tambahan."


def test_what_stops_the_form_keeps_its_files(holder: Any) -> None:
    address, key = page_of(holder)
    token = park(holder, key).json()["token"]
    told = {"key": key, "text": "x" * 4001, "sent": token}
    told["papers"] = paper("b.txt", b"Lain.")
    page = holder.post(address, told)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Tersimpan: surat.txt" in shown
    assert "Tersimpan: b.txt" in shown
    tokens = re.findall(r'name="sent" value="([^"]+)" checked', shown)
    told = {"key": key, "text": "Ini buktinya.", "sent": tokens}
    assert holder.post(address, told).status_code == 302
    assert CaseFile.objects.count() == 2


def test_an_unticked_file_stays_behind_and_is_erased_after_a_day(holder: Any) -> None:
    address, key = page_of(holder)
    park(holder, key)
    told = {"key": key, "text": "Tanpa bukti."}
    assert holder.post(address, told).status_code == 302
    assert not CaseFile.objects.exists()
    assert erase_unclaimed(wall_now() + timedelta(days=400)) == 1


def test_a_token_of_another_report_or_of_nobody_is_refused(
    holder: Any, case: Case
) -> None:
    address, key = page_of(holder)
    park(holder, key)
    foreign = parked.token_of(case, StoredFile.objects.get())
    for token in (foreign, "x", f"{foreign}x"):
        told = {"key": key, "text": "Ini buktinya.", "sent": token}
        page = holder.post(address, told)
        assert page.status_code == 422
        assert "tidak tersimpan lagi" in page.content.decode()
    assert not CaseFile.objects.exists()
    assert not ReporterMessage.objects.exists()


def test_a_form_that_lay_open_for_a_day_asks_for_its_file_again(holder: Any) -> None:
    address, key = page_of(holder)
    park(holder, key)
    with time_machine.travel(wall_now() - timedelta(hours=23, minutes=1)):
        token = parked.token_of(holder.case, StoredFile.objects.get())
    page = holder.post(address, {"key": key, "text": "Ini buktinya.", "sent": token})
    assert page.status_code == 422
    assert "Pilih lagi berkasnya" in page.content.decode()
    assert not ReporterMessage.objects.exists()


def test_a_file_without_a_form_or_a_report_is_refused(holder: Any, case: Case) -> None:
    broken = park(holder, "x")
    assert broken.status_code == 409
    assert broken.json()["reason"] == str(SENTENCES["page_incomplete"])
    _, key = page_of(holder)
    holder.case = case
    answer = park(holder, key)
    assert answer.status_code == 404
    assert "tidak terbuka lagi" in answer.json()["reason"]
    assert stored() == 0
