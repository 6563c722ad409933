"""The case file as one PDF: all of the case that its reader may have, and no identity."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.errors import NotAllowed
from complaints import vault
from complaints.domain import events
from complaints.domain.dossiers import KEPT, MOST_TRIES
from complaints.models import Case, Dossier, Recusal, Sighting
from complaints.selectors.case_page import case_page
from complaints.services import dossier_content, dossiers, seeing, writing
from complaints.services.erasing import erase_case
from complaints.services.errors import LeftUndone
from documents.services import accept_upload, releasing
from documents.services.keeping import content_of
from documents.typesetting import typeset_text
from journal.models import Entry
from tests.complaints.ladder import recommended
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import (
    Walk,
    asked,
    opened_by_agency,
    submitted,
    to_examination,
    to_review,
)
from tests.complaints.views.pages import in_correction
from tests.documents.samples import OURS, upload
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
)
from tests.people import actor, login, person

if TYPE_CHECKING:
    from documents.models import StoredFile

pytestmark = [pytest.mark.long, pytest.mark.django_db]
NOTE = "Catatan yang tidak keluar rumah."
MESSAGE = "Kami sedang memeriksa."
PAPER = "Isi surat tanda terima loket."


def talkative(secrecy: str = "confidential") -> Walk:
    """A case with letters, files of two kinds that are pages and one that is none."""
    sent = (
        ("surat.pdf", typeset_text(PAPER)),
        ("foto.png", OURS["png"]),
        ("rekaman.wav", OURS["wav"]),
    )
    files = [
        accept_upload(file=upload(name, content), actor=STRANGER, now=FILED).pk
        for name, content in sent
    ]
    walk = Walk(secrecy=secrecy, file_ids=files)
    to_examination(walk)
    asked(walk)
    opened_by_agency(walk)
    releasing.release_due(walk.now)
    for write, text in (
        (writing.write_note, NOTE),
        (writing.write_message, MESSAGE),
    ):
        write(ref=walk.case.ref, text=text, actor=actor("examiner"), now=walk.now)
    walk.again()
    return walk


def wish(walk: Walk, who: str = "examiner", **more: Any) -> Dossier:
    told = {"notes": False, "language": "id", **more}
    return dossiers.ask_dossier(
        ref=walk.case.ref, actor=actor(who), now=walk.now, **told
    )


def made(walk: Walk, who: str = "examiner", **more: Any) -> Dossier:
    found = wish(walk, who, **more)
    dossiers.run(walk.now)
    found.refresh_from_db()
    return found


def content(book: Dossier) -> bytes:
    assert book.file is not None
    return content_of(book.file)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_everything_of_the_case_is_in_it_with_the_reader_on_every_page() -> None:
    walk = talkative()
    book = made(walk)
    found = pages(content(book))
    text = "".join(found)
    assert book.pages == len(found)
    number = walk.case.display_number
    assert number is not None
    for said in (number, "Linimasa", MESSAGE, walk.case.story[:20], PAPER):
        assert said in text, said
    reader = person("examiner").name
    for n, page in enumerate(found, 1):
        assert reader in page, n
        assert re.search(rf"{n}\s*/\s*{len(found)}", page), (n, page[-80:])
    # What cannot be pages is listed with its hash.
    recording = walk.case.files.get(file__type="audio/wav").file
    assert recording.sha256 in re.sub(r"[\s\u200b\ufffe-]", "", text)


def test_the_contents_name_the_page_on_which_a_paper_begins() -> None:
    walk = talkative("open")
    found = pages(content(made(walk)))
    (start,) = (n for n, page in enumerate(found, 1) if PAPER in page)
    assert re.search(rf"surat\.pdf[ .]+{start}\b", found[1])
    with pikepdf.open(BytesIO(content(Dossier.objects.get()))) as book:
        with book.open_outline() as outline:
            assert "surat.pdf" in [item.title for item in outline.root]
        assert "/AcroForm" not in book.Root
        assert "/Names" not in book.Root or "/EmbeddedFiles" not in book.Root.Names


@pytest.mark.parametrize("notes", [True, False])
def test_notes_are_in_it_only_when_they_were_asked_for(notes: bool) -> None:
    text = "".join(pages(content(made(talkative(), notes=notes))))
    assert (NOTE in text) is notes


@pytest.mark.parametrize("secrecy", ["confidential", "open"])
def test_who_reported_stands_nowhere_in_it(secrecy: str) -> None:
    walk = talkative(secrecy)
    book = made(walk, notes=True)
    text = "".join(pages(content(book)))
    for canary in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE, "Kenari"):
        assert canary not in text
        assert canary.encode() not in content(book)
    data = str(list(Entry.objects.filter(kind__contains="dossier").values_list("data")))
    assert NOTE not in data
    assert Entry.objects.get(kind=events.DOSSIER_MADE).data["pages"] == book.pages


def test_a_paper_of_the_house_is_listed_and_not_bound_in() -> None:
    """An agreement that both sides signed, for one, carries the reporter's name."""
    walk = talkative()
    first = walk.case.files.earliest("id")
    walk.case.files.filter(pk=first.pk).update(lane="internal")
    words = "\n".join(pages(content(made(walk))))
    assert PAPER not in words
    assert "Dari Ombudsman" in words


def test_a_letter_to_the_reporter_is_listed_and_not_bound_in() -> None:
    walk = Walk(secrecy="open")
    to_review(walk)
    (posted,) = walk.again().letters.filter(addressee="reporter")
    told = "Ada penundaan."
    assert told in "".join(pages(content_of(posted.letter.file)))
    said = " ".join("".join(pages(content(made(walk)))).split())
    assert "Kepada pelapor; memuat identitas, tidak dijilid." in said
    assert told not in said


def test_a_letter_that_went_to_several_is_bound_in_once_and_says_to_whom() -> None:
    walk = recommended()
    letter = walk.again().letters.get(addressee="superior").letter
    text = pages(content(made(walk, "resmon")))
    said = " ".join("".join(text).split())
    assert "Kepada: Atasan terlapor, Instansi, Pelapor. Dikirim" in said
    title = f"Surat {letter.number}: Rekomendasi"
    assert sum("Segera." in page for page in text) == 1
    assert title in said


def test_who_gave_the_case_away_meanwhile_gets_none() -> None:
    walk = talkative()
    again = wish(walk)
    Case.objects.filter(pk=walk.case.pk).update(examiner=person("other_examiner"))
    dossiers.run(walk.now)
    again.refresh_from_db()
    assert (again.stage, again.file) == ("over", None)


def test_it_is_his_who_asked_for_a_day_and_then_destroyed(client: Client) -> None:
    walk = talkative()
    book = made(walk)
    here = reverse("work:casebook_file", args=[walk.case.ref, book.ref])
    login(client, "head")
    assert client.get(here).status_code == 404
    login(client, "examiner")
    there = urlsplit(client.get(here)["Location"])
    file = Client().get(there.path, headers={"host": there.netloc})
    assert file.status_code == 200
    assert b"".join(getattr(file, "streaming_content", [])) == content(book)
    dossiers.run(walk.now + KEPT - timedelta(seconds=1))
    assert not _file(book).is_erased
    dossiers.run(walk.now + KEPT)
    assert _file(book).is_erased
    assert client.get(here).status_code == 409
    page = client.get(reverse("work:casebook", args=[walk.case.ref]))
    assert "sudah dihancurkan" in page.content.decode()


def _file(book: Dossier) -> StoredFile:
    book.refresh_from_db()
    assert book.file is not None
    book.file.refresh_from_db()
    return book.file


def test_a_wish_that_waits_is_the_same_wish(client: Client) -> None:
    walk = talkative()
    login(client, "examiner")
    here = reverse("work:casebook", args=[walk.case.ref])
    for _ in range(2):
        assert client.post(here, {}).status_code == 302
    assert Dossier.objects.count() == 1
    assert walk.kinds().count(events.DOSSIER_ASKED) == 1
    assert "sedang dibuat" in client.get(here).content.decode()


def test_to_take_a_case_along_is_to_read_it_and_no_answer_to_what_came() -> None:
    walk = talkative()
    Case.objects.filter(pk=walk.case.pk).update(
        arrived_at=walk.now, arrived_as=events.MESSAGE_RECEIVED
    )
    made(walk)
    assert walk.again().arrived_at == walk.now


@pytest.mark.parametrize("who", ["auditor", "commissioner"])
def test_who_only_reads_the_case_makes_none(who: str, client: Client) -> None:
    walk = talkative()
    login(client, who)
    here = reverse("work:casebook", args=[walk.case.ref])
    assert client.get(here).status_code == 403
    assert client.post(here, {}).status_code == 403
    with pytest.raises(NotAllowed):
        wish(walk, who)


def test_who_was_kept_out_meanwhile_gets_none_and_nothing_that_was_made(
    client: Client,
) -> None:
    walk = talkative()
    book = made(walk)
    login(client, "examiner")
    here = reverse("work:casebook_file", args=[walk.case.ref, book.ref])
    there = urlsplit(client.get(here)["Location"])
    again = wish(walk)
    Recusal.objects.create(
        case=walk.case, user=person("examiner"), reason="Kerabat.", created_at=walk.now
    )
    dossiers.run(walk.now)
    again.refresh_from_db()
    assert (again.stage, again.file) == ("over", None)
    assert client.get(here).status_code == 404
    assert Client().get(there.path, headers={"host": there.netloc}).status_code == 404


def test_erasing_the_case_destroys_it_and_makes_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = talkative()
    book = made(walk)
    waiting = wish(walk)
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closed_at=walk.now, closing_reason="dicabut"
    )
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erase_case(ref=walk.case.ref, reason="retention", actor=SYSTEM, now=walk.now)
    assert _file(book).is_erased
    dossiers.run(walk.now)
    waiting.refresh_from_db()
    assert (waiting.stage, waiting.file) == ("over", None)


def test_one_that_cannot_be_made_is_tried_again_then_told_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    walk, other = talkative(), talkative()
    broken = wish(walk)

    def page(case: Case, *rest: Any) -> Any:
        if case.pk == walk.case.pk:
            raise RuntimeError("broken")
        return case_page(case, *rest)

    monkeypatch.setattr(dossier_content, "case_page", page)
    whole = wish(other)
    for _ in range(MOST_TRIES):
        with pytest.raises(LeftUndone):
            dossiers.run(walk.now)
    dossiers.run(walk.now)
    broken.refresh_from_db()
    whole.refresh_from_db()
    assert (broken.stage, whole.stage) == ("failed", "made")
    login(client, "examiner")
    here = reverse("work:casebook", args=[walk.case.ref])
    assert "gagal dibuat" in client.get(here).content.decode()
    assert client.post(here, {}).status_code == 302


def test_what_does_not_fit_is_listed_with_its_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dossier_content, "ROOM", 10)
    walk = talkative()
    text = "".join(pages(content(made(walk))))
    assert PAPER not in text
    for brought in walk.case.files.select_related("file"):
        assert brought.file.sha256 in re.sub(r"[\s\u200b\ufffe-]", "", text)


SEEN_HIMSELF, SEEN_BY_PHONE = "Loketnya masih tutup.", "Papan itu belum ada."


def test_what_the_reporter_sees_of_each_order_is_in_it_with_who_wrote_it_down() -> None:
    walk = in_correction()
    for n in (1, 2):
        judged(walk, submitted(walk, n))
    rows = {row.action.n: row for row in Sighting.objects.all()}
    seeing.answer(
        ref=walk.case.ref,
        sighting=rows[1].ref,
        seen="no",
        text=SEEN_HIMSELF,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    text = words_of(made(walk))
    assert "Tindakan 1, ditanya 9 Maret 2026. Tidak sesuai." in text
    assert SEEN_HIMSELF in text
    assert "Tindakan 2, ditanya 9 Maret 2026. Belum dijawab." in text
    walk.do(
        seeing.write_down,
        "examiner",
        sighting=rows[2].ref,
        told=seeing.Told("partly", SEEN_BY_PHONE, "phone"),
    )
    text = words_of(made(walk))
    name = person("examiner").name
    assert f"Pelapor, dicatat {name} · Telepon" in text
    assert "Tindakan 2, ditanya 9 Maret 2026. Sebagian sesuai." in text
    assert SEEN_BY_PHONE in text
    assert CANARY_NAME not in text


def words_of(book: Dossier) -> str:
    """All its pages, as one line of words."""
    return " ".join("".join(pages(content(book))).split())
