"""What is blacked out is gone from the copy, and the original stays as it came."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from openpyxl import Workbook
from PIL import Image, ImageDraw

from accounts.actor import STRANGER
from accounts.wall_clock import wall_now
from documents.domain import marks
from documents.domain.kinds import FileRole, MediaType
from documents.domain.marks import Mark
from documents.errors import NoSheets, NotBlack
from documents.models import StoredFile
from documents.services import accept_upload, erase_file, redacting, releasing
from documents.services.downloads import readable
from documents.services.keeping import content_of
from documents.sheets import child
from documents.typesetting import typeset_text
from tests.documents.samples import DOCX_PARTS, package, picture, upload
from tests.people import actor

pytestmark = pytest.mark.django_db
SECRET = "Kenari Sulastri"
SAID = f"Pada hari itu {SECRET} datang ke loket.\nPetugas menolak KENARI SULASTRI."


def arrived(name: str, content: bytes) -> StoredFile:
    """A file that came in and was let out of quarantine."""
    now = wall_now()
    stored = accept_upload(file=upload(name, content), actor=STRANGER, now=now)
    releasing.release_due(now)
    stored.refresh_from_db()
    return stored


def with_words(text: str) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n")
    )
    document = DOCX_PARTS["word/document.xml"].decode()
    document = document.replace("<w:p><w:r><w:t>Halo.</w:t></w:r></w:p>", paragraphs)
    return package(DOCX_PARTS | {"word/document.xml": document.encode()})


def table(text: str) -> bytes:
    """A table with a line to a row; the last one on a sheet that is hidden."""
    book, out = Workbook(), BytesIO()
    *lines, last = text.split("\n")
    for n, line in enumerate(lines):
        book.worksheets[0].append([n, line])
    hidden = book.create_sheet("Lain")
    hidden.sheet_state = "hidden"
    hidden.append([last])
    book.save(out)
    return out.getvalue()


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def seen(pdf: bytes, sheet: int = 1) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[sheet - 1]
    picture: Image.Image = page.render(scale=1).to_pil()
    return picture.convert("L")


def darkness(shown: Image.Image, mark: Mark) -> int:
    """The lightest grey within a mark: 0 is black throughout."""
    width, height = shown.size
    box = (
        mark.left * width // marks.WHOLE + 3,
        mark.top * height // marks.WHOLE + 3,
        mark.right * width // marks.WHOLE - 3,
        mark.bottom * height // marks.WHOLE - 3,
    )
    return max(shown.crop(box).tobytes())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", SAID.encode()),
        ("a.docx", with_words(SAID)),
        ("a.xlsx", table(SAID)),
        ("a.pdf", typeset_text(SAID)),
    ],
)
def test_words_are_found_on_every_sheet_and_gone_from_the_copy(
    name: str, content: bytes
) -> None:
    stored = arrived(name, content)
    before = (stored.sha256, content_of(stored))
    found = redacting.find(stored, SECRET)
    assert len(found) == 2

    copy = redacting.burn(stored, found, now=wall_now())
    made = content_of(copy)

    assert read(made) == ""
    assert SECRET.encode() not in made
    assert all(darkness(seen(made), mark) < 16 for mark in found)
    stored.refresh_from_db()
    assert (stored.sha256, content_of(stored)) == before
    assert (copy.role, copy.parent, copy.media_type) == (
        FileRole.RELEASED,
        stored,
        MediaType.PDF,
    )


def test_a_copy_is_pictures_and_nothing_beside_them() -> None:
    source = BytesIO()
    with pikepdf.open(BytesIO(typeset_text(SAID))) as document:
        document.docinfo["/Author"] = SECRET
        document.attachments["rahasia.txt"] = SECRET.encode()
        document.save(source)
    copy = redacting.burn(arrived("a.pdf", source.getvalue()), [], now=wall_now())
    with pikepdf.open(BytesIO(content_of(copy))) as made:
        assert "/Info" not in made.trailer
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        kinds = {
            str(one.get("/Subtype"))
            for one in made.objects
            if isinstance(one, pikepdf.Stream)
        }
        assert kinds == {"/Image", "None"}  # the picture, and the order to paint it
    assert copy.plain_name.endswith(".pdf")
    assert SECRET not in copy.name


def test_a_mark_lies_where_it_is_seen_on_a_sheet_that_is_turned_and_cut() -> None:
    source = BytesIO()
    with pikepdf.open(BytesIO(typeset_text(f"{SECRET}\nLain."))) as document:
        page = document.pages[0]
        page.obj["/CropBox"] = pikepdf.Array([40, 200, 560, 830])
        page.obj["/Rotate"] = 90
        document.save(source)
    stored = arrived("a.pdf", source.getvalue())
    (mark,) = redacting.find(stored, SECRET)
    before = seen(content_of(redacting.burn(stored, [], now=wall_now())))
    after = seen(content_of(redacting.burn(stored, [mark], now=wall_now())))
    assert darkness(after, mark) < 16
    # What changed lies within the mark: nothing else was covered, nothing left open.
    width, height = before.size
    box = (
        mark.left * width // marks.WHOLE,
        mark.top * height // marks.WHOLE,
        mark.right * width // marks.WHOLE,
        mark.bottom * height // marks.WHOLE,
    )
    assert min(before.crop(box).tobytes()) < 100  # there were letters


def test_a_photograph_is_blackened_in_its_pixels() -> None:
    out = BytesIO()
    photo = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(photo).rectangle((400, 300, 799, 599), fill="red")
    photo.save(out, "JPEG")
    stored = arrived("foto.jpg", out.getvalue())
    corner = Mark(sheet=1, top=5000, left=5000, bottom=10000, right=10000)
    made = content_of(redacting.burn(stored, [corner], now=wall_now()))
    assert darkness(seen(made), corner) < 16
    assert min(seen(made).crop((2, 2, 9, 9)).tobytes()) > 240
    assert redacting.find(stored, SECRET) == []


def test_a_sheet_is_looked_at_with_what_is_marked_showing_through() -> None:
    stored = arrived("foto.png", picture("PNG", (300, 200)))
    mark = Mark(sheet=1, top=1000, left=1000, bottom=5000, right=5000)
    looks = {
        bool(marked): redacting.look_at(
            stored, sheet=1, marks=marked, actor=actor("examiner"), now=wall_now()
        )
        for marked in ([], [mark])
    }
    assert looks[False] != looks[True]
    assert all(shown.startswith(b"\x89PNG") for shown in looks.values())


def test_a_recording_and_too_many_sheets_cannot_be_blacked_out() -> None:
    source = BytesIO()
    with pikepdf.new() as document:
        for _ in range(marks.MOST_SHEETS + 1):
            document.add_blank_page()
        document.save(source)
    with pytest.raises(NoSheets):
        redacting.sheets_of(arrived("a.pdf", source.getvalue()))
    with pytest.raises(NoSheets):
        child.ask({"do": "measure"}, b"%PDF-nothing")


def test_a_copy_with_letters_beneath_is_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored = arrived("a.txt", SAID.encode())
    real = child.ask

    def lazy(order: dict[str, object], content: bytes) -> bytes:
        return content if order["do"] == "burn" else real(order, content)

    monkeypatch.setattr(child, "ask", lazy)
    with pytest.raises(NotBlack):
        redacting.burn(stored, [], now=wall_now())
    assert not StoredFile.objects.filter(role=FileRole.RELEASED.value).exists()


def test_a_released_copy_is_erased_with_its_original() -> None:
    stored = arrived("a.txt", SAID.encode())
    copy = redacting.burn(stored, [], now=wall_now())
    erase_file(stored=stored, actor=actor("head"), now=wall_now())
    copy.refresh_from_db()
    assert copy.is_erased


def test_the_copy_for_an_agency_is_never_taken_for_the_copy_for_reading() -> None:
    stored = arrived("a.txt", SAID.encode())
    redacting.burn(stored, [], now=wall_now())
    assert readable(stored).role == FileRole.DERIVATIVE
    # Nor where there is none yet, as in a demonstration without a scanner.
    file = upload("b.txt", SAID.encode())
    early = accept_upload(file=file, actor=STRANGER, now=wall_now())
    redacting.burn(early, [], now=wall_now())
    assert readable(early) == early
