"""The holder of number and code follows the report, and nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from argon2 import PasswordHasher
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import State
from complaints.domain.turn import Side
from complaints.models import Case, CaseFile, CaseLetter, ReporterMessage
from complaints.selectors.reporter_page import reporter_page
from complaints.services import examination, intake
from complaints.services import tracking as codes_shown
from complaints.services.closing import withdraw
from complaints.views.citizen import phrases, tracking, words
from complaints.views.sentences import REFUSED, SENTENCES
from journal.models import Entry
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.factories.complaints import CANARY_NAME, CANARY_NIK, FILED, file_one

if TYPE_CHECKING:
    from datetime import datetime

    from complaints.services.filing import Receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed() -> tuple[Case, Receipt]:
    """A report and what its reporter holds."""
    return file_one()


@pytest.fixture
def holder(filed: tuple[Case, Receipt]) -> Client:
    """A browser in which the code was shown."""
    client = Client()
    _, receipt = filed
    response = client.post(
        "/lacak/", {"number": receipt.locator, "code": receipt.code.lower()}
    )
    assert response["Location"] == f"/lacak/{receipt.locator}/"
    return client


def test_number_and_code_open_the_report(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    assert case.title in page
    assert "Kami memeriksa kelengkapan laporan Anda" in page
    assert "Giliran siapa" in page
    assert CANARY_NAME not in page
    assert CANARY_NIK not in page


def test_the_page_says_by_when_and_why_that_date(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    # 14 days after Monday 9 March 2026, the day of filing itself not counted.
    assert "Senin, 23 Maret 2026" in page
    assert "Dihitung sejak Senin, 9 Maret 2026" in page
    assert "UU 25/2009 Pasal 44 ayat (1)" in page


def test_without_the_code_there_is_only_the_door_whatever_the_number(
    filed: tuple[Case, Receipt],
) -> None:
    case, _ = filed
    pages = [
        Client().get(f"/lacak/{number}/").content.decode()
        for number in (case.locator, "ZZZZZZZZ")
    ]
    blanked = {
        re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", page)
        .replace(case.locator, "")
        .replace("ZZZZZZZZ", "")
        for page in pages
    }
    assert len(blanked) == 1
    assert case.title not in pages[0]


@pytest.mark.parametrize(
    ("number", "code"), [("own", "0000-0000-0000"), ("ZZZZZZZZ", "own"), ("own", "x")]
)
def test_wrong_number_and_wrong_code_read_the_same(
    filed: tuple[Case, Receipt], number: str, code: str
) -> None:
    _, receipt = filed
    response = Client().post(
        "/lacak/",
        {
            "number": receipt.locator if number == "own" else number,
            "code": receipt.code if code == "own" else code,
        },
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nomor dan kode tidak cocok" in page
    assert "<title>Perlu dilengkapi:" in page


@pytest.mark.parametrize("scanned", ["0" * 12, "0" * 26])
def test_a_number_that_exists_costs_what_one_that_does_not_costs(
    filed: tuple[Case, Receipt], monkeypatch: pytest.MonkeyPatch, scanned: str
) -> None:
    _, receipt = filed
    work: list[str] = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, stored: str, code: str) -> bool:
        work.append(code)
        return verify(hasher, stored, code)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for number in (receipt.locator, "ZZZZZZZZ"):
        Client().post("/lacak/", {"number": number, "code": scanned})
    assert len(work) == 2


def test_an_erased_report_is_gone_from_a_page_that_is_still_open(
    filed: tuple[Case, Receipt], holder: Client
) -> None:
    case, receipt = filed
    Case.objects.filter(pk=case.pk).update(text_salt=None, erased_at=FILED)
    sent = holder.post(f"/lacak/{receipt.locator}/pesan/", {"text": "Masih ada?"})
    assert sent.status_code == 302
    assert sent["Location"] == f"/lacak/{receipt.locator}/"
    assert "Nomor" in holder.get(sent["Location"]).content.decode()
    assert not ReporterMessage.objects.filter(case=case).exists()


def test_many_wrong_tries_close_the_door_for_a_while(
    filed: tuple[Case, Receipt],
) -> None:
    _, receipt = filed
    answers = [
        Client().post("/lacak/", {"number": receipt.locator, "code": "0"}).status_code
        for _ in range(11)
    ]
    assert answers[:10] == [422] * 10
    assert answers[10] == 429


def test_readers_of_one_network_do_not_close_the_door_to_each_other(
    filed: tuple[Case, Receipt],
) -> None:
    """Only what was wrong counts: a telephone network is shared by thousands."""
    _, receipt = filed
    right = {"number": receipt.locator, "code": receipt.code}
    for _try in range(9):
        wrong = right | {"code": "0" * 12}
        assert Client().post("/lacak/", wrong).status_code == 422
    for _try in range(12):
        assert Client().post("/lacak/", right).status_code == 302
    assert Client().post("/lacak/", wrong).status_code == 422
    assert Client().post("/lacak/", right).status_code == 429


def test_a_right_code_spends_a_budget_of_its_own(
    filed: tuple[Case, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, receipt = filed
    monkeypatch.setattr(codes_shown, "RIGHT", (3, 600))
    right = {"number": receipt.locator, "code": receipt.code}
    answers = [Client().post("/lacak/", right).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    other, its = file_one()
    right = {"number": its.locator, "code": its.code}
    assert Client().post("/lacak/", right).status_code == 302
    assert other.locator != receipt.locator


def test_who_reads_on_has_received_what_came_meanwhile() -> None:
    """An open page counts as much as the typed code: the term runs from this day."""
    walk = Walk()
    client = Client()
    code = {"number": walk.receipt.locator, "code": walk.receipt.code}
    with time_machine.travel(FILED):
        client.post("/lacak/", code)
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    answers["identity"] = (False, "")
    lacks = {"answers": answers, "missing": ["Data diri"]}
    walk.do(intake.ask_completion, "intake", **lacks)
    address = f"/lacak/{walk.case.locator}/"
    with time_machine.travel(FILED):
        client.head(address)
        client.get(address, headers={"Sec-Purpose": "prefetch;prerender"})
        client.get(address, headers={"Sec-Fetch-Site": "cross-site"})
        assert CaseLetter.objects.get(case=walk.case).received_on is None
        page = client.get(address).content.decode()
    assert CaseLetter.objects.get(case=walk.case).received_on == FILED.date()
    assert "Batas waktu Anda: <b>Rabu, 8 April 2026</b>" in page
    entries = Entry.objects.filter(kind=events.CASE_TRACKED).count()
    with time_machine.travel(FILED):
        client.get(f"/lacak/{walk.case.locator}/")
    assert Entry.objects.filter(kind=events.CASE_TRACKED).count() == entries


def test_what_is_missing_is_said_in_the_words_of_who_brings_it(
    filed: tuple[Case, Receipt],
) -> None:
    case, _ = filed
    case.identity_filled = ["name", "address", "birth_place", "occupation"]
    assert words.lacking(case, ["identity", "hope"]) == [
        "Data diri yang diminta undang-undang: tanggal lahir, status perkawinan",
        "Apa yang Anda harapkan dari instansi",
    ]
    case.identity_filled = None
    assert words.lacking(case, ["identity"]) == ["Data diri yang diminta undang-undang"]


def test_the_agency_does_not_wait_before_it_was_told(
    filed: tuple[Case, Receipt],
) -> None:
    case, _ = filed
    page = reporter_page(case, FILED)
    notes = [party["note"] for party in words.parties(case, page)]
    assert notes == ["menunggu", "sampai 23 Mar", "belum kami hubungi"]
    case.released_at = FILED
    assert words.parties(case, page)[2]["note"] == "menunggu"


def test_who_has_withdrawn_is_told_so_and_nothing_else(
    filed: tuple[Case, Receipt], holder: Client
) -> None:
    case, _ = filed
    address = f"/lacak/{case.locator}/cabut/"
    assert holder.post(address).status_code == 302
    page = holder.get(address).content.decode()
    assert "Laporan ini sudah Anda cabut." in page
    assert "sudah terbit" not in page


def test_the_code_of_one_report_opens_no_other(holder: Client) -> None:
    other, _ = file_one()
    page = holder.get(f"/lacak/{other.locator}/").content.decode()
    assert other.title not in page
    for what in ("pesan", "lengkapi", "tanggapi", "cabut"):
        response = holder.post(f"/lacak/{other.locator}/{what}/", {"text": "x"})
        assert response["Location"] == f"/lacak/{other.locator}/"
    assert not ReporterMessage.objects.exists()


def test_a_message_reaches_the_officer_on_the_record(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    assert holder.post(f"/lacak/{case.locator}/pesan/", {}).status_code == 422
    response = holder.post(f"/lacak/{case.locator}/pesan/", {"text": "Sudah terbit?"})
    assert response["Location"] == f"/lacak/{case.locator}/"
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    assert "Sudah terbit?" in page
    assert "Terkirim." in page
    assert Entry.objects.filter(
        kind="complaints.message_received", subject_id=case.pk
    ).exists()
    assert not CaseFile.objects.exists()


def test_what_is_not_asked_cannot_be_answered(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    for what in ("lengkapi", "tanggapi"):
        response = holder.get(f"/lacak/{case.locator}/{what}/")
        assert response["Location"] == f"/lacak/{case.locator}/"


def test_the_report_can_be_taken_back_after_a_page_that_says_what_it_means(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    assert "Ya, cabut" in holder.get(f"/lacak/{case.locator}/cabut/").content.decode()
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
    holder.post(f"/lacak/{case.locator}/cabut/")
    case.refresh_from_db()
    assert case.state == State.CLOSED
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    assert "Laporan selesai: Anda mencabut laporan" in page
    assert "Giliran siapa" not in page


def test_taken_back_twice_at_once_it_is_said_and_no_failure(
    holder: Client, filed: tuple[Case, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = filed

    def first_the_other(read: Case, now: datetime) -> Any:
        page = reporter_page(read, now)
        withdraw(ref=case.ref, actor=reporter_of(case.pk), now=FILED)
        return page

    monkeypatch.setattr(tracking, "reporter_page", first_the_other)
    answer = holder.post(f"/lacak/{case.locator}/cabut/")
    assert answer["Location"] == f"/lacak/{case.locator}/"
    monkeypatch.undo()
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    assert str(REFUSED) in page
    assert "Laporan Anda sudah dicabut." not in page


@pytest.mark.parametrize(
    ("slug", "why"),
    [("lengkapi", REFUSED), ("tanggapi", SENTENCES["no_notice"])],
)
def test_what_was_typed_stays_though_the_office_was_faster(
    holder: Client, filed: tuple[Case, Receipt], slug: str, why: str
) -> None:
    case, _ = filed
    sent = {"answer": "contest", "text": "Ini yang kurang."}
    answer = holder.post(f"/lacak/{case.locator}/{slug}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert str(why) in page
    assert "Ini yang kurang." in page
    assert not ReporterMessage.objects.exists()


def test_erasing_the_traces_closes_the_report_in_this_browser(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    holder.post("/lapor/hapus-jejak/")
    assert case.title not in holder.get(f"/lacak/{case.locator}/").content.decode()


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT, State.CLOSED}))
def test_every_state_has_its_sentence_its_turn_and_its_way(
    filed: tuple[Case, Receipt], state: State
) -> None:
    case, _ = filed
    case.state = state
    page = reporter_page(case, FILED + timedelta(days=1))
    assert words.sentence(case, page)
    assert sum(bool(party["on"]) for party in words.parties(case, page)) == 1
    assert words.steps(case, page)[-1]["state"] == "next"


def test_every_closing_reason_is_told_in_plain_words(
    filed: tuple[Case, Receipt],
) -> None:
    case, _ = filed
    withdraw(ref=case.ref, actor=reporter_of(case.pk), now=FILED)
    case.refresh_from_db()
    page = reporter_page(case, FILED)
    assert page.turn.side is Side.NOBODY
    assert words.parties(case, page) == []
    for reason in phrases.ENDINGS:
        case.closing_reason = reason
        assert words.sentence(case, page).startswith("Laporan selesai: ")
    assert len(phrases.ENDINGS) == len(type(next(iter(phrases.ENDINGS))))


def test_the_result_is_told_in_plain_words_and_its_letter_can_be_fetched() -> None:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    client = Client()
    client.post("/lacak/", {"number": walk.receipt.locator, "code": walk.receipt.code})
    page = client.get(f"/lacak/{walk.case.locator}/").content.decode()
    assert "Dibuat menunggu terlalu lama." in page
    assert "Penundaan berlarut" not in page
    letter = re.search(r"/lacak/\w+/surat/[0-9a-f-]{36}/", page)
    assert letter
    assert client.get(letter.group())["Location"].startswith(settings.FILES_URL)
    assert Client().get(letter.group())["Location"] == f"/lacak/{walk.case.locator}/"


def test_what_was_sent_along_can_be_fetched_by_its_sender_only(
    holder: Client, filed: tuple[Case, Receipt]
) -> None:
    case, _ = filed
    paper = SimpleUploadedFile("catatan.txt", b"Sudah tiga kali ke loket.")
    holder.post(
        f"/lacak/{case.locator}/pesan/", {"text": "Ini catatannya.", "papers": [paper]}
    )
    page = holder.get(f"/lacak/{case.locator}/").content.decode()
    file = re.search(r"/lacak/\w+/berkas/[0-9a-f-]{36}/", page)
    assert file
    assert holder.get(file.group())["Location"].startswith(settings.FILES_URL)
    assert Client().get(file.group())["Location"] == f"/lacak/{case.locator}/"


def test_the_notice_of_result_is_answered_on_its_page() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    client = Client()
    client.post("/lacak/", {"number": walk.receipt.locator, "code": walk.receipt.code})
    address = f"/lacak/{walk.case.locator}/"
    assert "Baca dan tanggapi" in client.get(address).content.decode()
    assert "Ada penundaan." in client.get(f"{address}tanggapi/").content.decode()
    assert client.post(f"{address}tanggapi/", {}).status_code == 422
    assert client.post(f"{address}tanggapi/", {"answer": "contest"}).status_code == 422
    client.post(f"{address}tanggapi/", {"answer": "accept"})
    assert walk.again().state == State.LHP_DRAFT
