"""The words of files find their case for those who may read the files, and not else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from accounts.actor import STRANGER, SYSTEM
from complaints import vault
from complaints.domain.activities import Kind
from complaints.models import Case, CaseFile, FileWords, SearchDocument
from complaints.models.choices import Purpose
from complaints.services import erasing, filed_words, searching, writing
from complaints.services.papers import attach
from documents.models import StoredFile
from documents.services import accept_upload, releasing, wording
from documents.sheets import child
from documents.typesetting import typeset_text
from tests.complaints.services.test_activities import begun
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, in_examination
from tests.complaints.views.test_search import documents, finds
from tests.documents.samples import OURS, upload
from tests.documents.test_redacting import with_words
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
)
from tests.people import actor, login

if TYPE_CHECKING:
    from complaints.services.papers import Lane

pytestmark = pytest.mark.django_db
WORD = "zamrudkuning"
SAID = f"Bukti pembayaran {WORD} di loket tujuh."


@pytest.fixture
def walk() -> Walk:
    return in_examination()


def brought(
    walk: Walk,
    content: bytes = SAID.encode(),
    *,
    name: str = "bukti.txt",
    lane: Lane = "reporter",
    scanned: bool = True,
    **part: Any,
) -> CaseFile:
    """A file in the case, scanned and copied."""
    stored = accept_upload(file=upload(name, content), actor=STRANGER, now=walk.now)
    attach(walk.again(), [stored.pk], lane=lane, now=walk.now, **part)
    releasing.release_due(walk.now)
    if scanned:
        StoredFile.objects.filter(pk=stored.pk).update(verdict="clean")
    found: CaseFile = walk.case.files.get(file=stored)
    return found


def found_by(who: str, walk: Walk, words: str = WORD) -> bool:
    client = Client()
    login(client, who)
    return finds(client, words, walk.case)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bukti.txt", SAID.encode()),
        ("bukti.docx", with_words(SAID)),
        ("bukti.pdf", typeset_text(SAID)),
    ],
)
def test_the_words_of_a_text_a_document_and_a_pdf_find_the_case(
    walk: Walk, name: str, content: bytes
) -> None:
    brought(walk, content, name=name)
    assert not found_by("examiner", walk)
    filed_words.run(walk.now)
    for who in ("examiner", "other_examiner", "head"):
        assert found_by(who, walk)
        assert found_by(who, walk, f"membayar {WORD}")
    assert not found_by("examiner_elsewhere", walk)


@pytest.mark.parametrize("lane", ["reporter", "agency", "internal"])
def test_whoever_brought_it_every_officer_who_sees_the_case_may_open_it(
    walk: Walk, lane: Lane
) -> None:
    piece = brought(walk, lane=lane)
    filed_words.run(walk.now)
    client = Client()
    login(client, "other_examiner")
    assert finds(client, WORD, walk.case)
    answer = client.get(f"{case_page(walk.case)}berkas/{piece.ref}/")
    assert answer.status_code == 302


def test_a_restricted_case_is_found_by_them_only_by_who_sees_it(walk: Walk) -> None:
    brought(walk)
    filed_words.run(walk.now)
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    assert not found_by("other_examiner", walk)
    assert found_by("examiner", walk)


def test_an_agency_has_no_search_and_no_document(walk: Walk) -> None:
    brought(walk, lane="agency")
    filed_words.run(walk.now)
    assert set(SearchDocument.objects.values_list("audience", flat=True)) == {"staff"}
    client = Client()
    login(client, "liaison")
    assert client.get("/kerja/antrean/", {"q": WORD}).status_code == 404


def test_before_the_scan_said_clean_nothing_is_read(walk: Walk) -> None:
    piece = brought(walk, scanned=False)
    stored = StoredFile.objects.filter(pk=piece.file_id)

    def read() -> bool:
        filed_words.run(walk.now)
        piece.refresh_from_db()
        return piece.words_at is not None

    assert not read()
    stored.update(verdict="clean", copying="waiting")
    assert not read()
    stored.update(copying="made")
    assert read()
    assert found_by("examiner", walk)


def test_what_was_rejected_is_never_read(walk: Walk) -> None:
    piece = brought(walk, scanned=False)
    StoredFile.objects.filter(pk=piece.file_id).update(verdict="rejected", due_at=None)
    filed_words.run(walk.now)
    piece.refresh_from_db()
    assert piece.words_at == walk.now
    assert not FileWords.objects.exists()


def test_of_a_confidential_case_nothing_is_read_or_kept(walk: Walk) -> None:
    brought(walk)
    Case.objects.filter(pk=walk.case.pk).update(secrecy="confidential")
    filed_words.run(walk.now)
    assert not FileWords.objects.exists()
    assert not tables_with_words(WORD)


def test_words_that_were_kept_find_no_confidential_case(walk: Walk) -> None:
    """Not that it can become one; but then no file would say whose it is."""
    brought(walk)
    filed_words.run(walk.now)
    Case.objects.filter(pk=walk.case.pk).update(secrecy="confidential")
    searching.index(walk.again())
    assert not found_by("examiner", walk)


def test_a_power_of_attorney_and_a_paper_of_a_sealed_witness_are_not_read(
    walk: Walk,
) -> None:
    brought(walk, purpose=Purpose.PROXY)
    hearing = begun(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    brought(walk, lane="internal", activity=hearing)
    filed_words.run(walk.now)
    assert not FileWords.objects.exists()
    assert not CaseFile.objects.filter(words_at=None).exists()


def test_nobody_is_found_by_name_number_or_address_in_a_file(walk: Walk) -> None:
    people = (
        f"{CANARY_NAME} {CANARY_NIK}, {CANARY_PHONE}, {CANARY_MAIL}, 0812-9999-0000"
    )
    brought(walk, f"{people} {SAID}".encode())
    filed_words.run(walk.now)
    assert found_by("examiner", walk)
    for words in ("Sulastri", "kenari", CANARY_NIK, CANARY_PHONE, CANARY_MAIL, "9999"):
        assert not found_by("examiner", walk, words), words
        assert words.lower() not in documents()
        assert words.lower() not in FileWords.objects.get().words


def test_the_words_stay_when_a_note_is_written_later(walk: Walk) -> None:
    brought(walk)
    filed_words.run(walk.now)
    writing.write_note(
        ref=walk.case.ref, text="Periksa arsip.", actor=actor("examiner"), now=walk.now
    )
    assert found_by("examiner", walk, f"arsip {WORD}")


@pytest.mark.parametrize("name", ["foto.png", "rekaman.wav"])
def test_a_file_without_words_is_looked_at_once(walk: Walk, name: str) -> None:
    piece = brought(walk, OURS[name.rpartition(".")[2]], name=name)
    filed_words.run(walk.now)
    piece.refresh_from_db()
    assert piece.words_at == walk.now
    assert not FileWords.objects.exists()


def test_a_file_that_breaks_its_reader_keeps_no_other_from_being_read(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that dies, hangs or finds nothing is the same: no words, and no try more."""
    broken = brought(walk, typeset_text("x"), name="rusak.pdf")
    brought(walk)
    ask = child.ask

    def asked(order: Any, content: bytes) -> bytes:
        return ask(order, b"%PDF-rusak" if content.startswith(b"%PDF-") else content)

    monkeypatch.setattr(child, "ask", asked)
    filed_words.run(walk.now)
    broken.refresh_from_db()
    assert broken.words_at == walk.now
    assert found_by("examiner", walk)


def test_only_so_much_of_a_file_is_read(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in (
        ("a.txt", f"awalan {'x ' * 200} {WORD}".encode()),
        ("a.pdf", typeset_text(f"awalan {'x ' * 200} {WORD}")),
    ):
        piece = brought(walk, content, name=name)
        assert WORD in wording.words_in(piece.file, most=10_000)
        assert len(wording.words_in(piece.file, most=9)) == 9
    monkeypatch.setattr(filed_words, "MOST_SIGNS", 50)
    filed_words.run(walk.now)
    assert not found_by("examiner", walk)
    assert found_by("examiner", walk, "awalan")


def test_two_workers_at_once_read_it_once(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(walk)
    read = wording.words_in

    def meanwhile(stored: StoredFile, *, most: int) -> str:
        monkeypatch.setattr(filed_words, "words_in", read)
        filed_words.run(walk.now)
        return read(stored, most=most)

    monkeypatch.setattr(filed_words, "words_in", meanwhile)
    filed_words.run(walk.now)
    assert FileWords.objects.count() == 1


def erased(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closed_at=walk.now, closing_reason="dicabut"
    )
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erasing.erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)


def tables_with_words(word: str) -> bool:
    """As this transaction sees them."""
    kept = FileWords.objects.filter(words__contains=word).exists()
    return kept or word in (documents() or "")


def test_erasing_the_case_takes_the_words_along(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(walk)
    filed_words.run(walk.now)
    assert tables_with_words(WORD)
    erased(walk, monkeypatch)
    assert not tables_with_words(WORD)


def test_a_case_that_is_erased_while_its_file_is_read_keeps_no_word(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(walk)
    read = wording.words_in

    def meanwhile(stored: StoredFile, *, most: int) -> str:
        said = read(stored, most=most)
        erased(walk, monkeypatch)
        return said

    monkeypatch.setattr(filed_words, "words_in", meanwhile)
    filed_words.run(walk.now)
    assert not tables_with_words(WORD)
