"""R38, R40: what a copy keeps. That it loses the rest, the corpus says."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from PIL import Image

from documents.copying import (
    child,
    film,
    office,
    ogg,
    opendocument,
    pdf,
    pictures,
    segments,
    sound,
    text,
    write,
)
from documents.copying.boxes import boxes
from documents.domain.kinds import ENDINGS, MediaType
from tests.documents import corpus, samples
from tests.documents.samples import OURS, box


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


TAKEN_IN = sorted(set().union(*ENDINGS.values()))


@pytest.mark.parametrize("kind", TAKEN_IN)
def test_every_kind_that_we_take_in_has_a_copier(kind: MediaType) -> None:
    copier = write.copier_of(kind)
    ending = {MediaType.TEXT: "txt", MediaType.JPEG: "jpg"}.get(kind)
    content = OURS[ending or kind.name.lower()]
    if kind is MediaType.OGG:
        content = corpus.opus()
    made = copier(content)
    assert made
    # What is copied again stays as it is: nothing is lost a second time.
    if kind not in {MediaType.JPEG, MediaType.WEBP, MediaType.PDF}:
        assert copier(made) == made


def test_a_picture_keeps_its_pixels_and_stands_upright() -> None:
    made = Image.new("RGB", (60, 30), "red")
    made.paste("blue", (0, 0, 30, 30))
    notes = Image.Exif()
    notes[0x0112] = 6
    out = BytesIO()
    made.save(out, "PNG", exif=notes)
    with Image.open(BytesIO(pictures.copy(out.getvalue()))) as copy:
        assert copy.size == (30, 60)
        assert copy.convert("RGB").getpixel((15, 5)) == (0, 0, 255)
        assert copy.convert("RGB").getpixel((15, 55)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_shows_the_same(mode: str) -> None:
    made = Image.new("L", (20, 10), 200).convert(mode) if mode != "I;16" else None
    made = made or Image.new("I;16", (20, 10), 40_000)
    out = BytesIO()
    made.save(out, "PNG")
    with Image.open(BytesIO(pictures.copy(out.getvalue()))) as copy:
        assert copy.size == (20, 10)
        assert copy.convert("RGBA").tobytes() == made.convert("RGBA").tobytes()


def test_colours_that_need_a_profile_are_turned_into_plain_ones() -> None:
    out = BytesIO()
    Image.new("CMYK", (20, 10), (0, 255, 255, 0)).save(out, "JPEG")
    with Image.open(BytesIO(pictures.copy(out.getvalue()))) as copy:
        assert (copy.mode, copy.info.get("icc_profile")) == ("RGB", None)


def test_a_pdf_keeps_pages_words_and_visible_marks() -> None:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        page.Contents = document.make_stream(b"BT (Halo) Tj ET")
        page.Rotate = 90
        page.Thumb = document.make_stream(corpus.CANARY)
        corpus._information(document)
        document.add_blank_page()

    with pikepdf.open(BytesIO(pdf.copy(corpus.pdf(change)))) as copy:
        assert len(copy.pages) == 2
        page = copy.pages[0].obj
        assert page.Contents.read_bytes() == b"BT (Halo) Tj ET"
        assert int(page.Rotate) == 90
        assert "/Thumb" not in page
        assert [str(mark.Subtype) for mark in page.Annots] == ["/Highlight"]
        assert {"/Info", "/Encrypt"}.isdisjoint(copy.trailer.keys())
        assert set(copy.Root.keys()) == {"/Type", "/Pages"}


def test_a_photograph_in_a_pdf_keeps_its_pixels() -> None:
    with pikepdf.open(BytesIO(pdf.copy(corpus.pdf(corpus._scanned)))) as copy:
        drawn = copy.pages[0].obj.Resources.XObject.Im0
        raw = drawn.read_raw_bytes()
    with Image.open(BytesIO(raw)) as kept, Image.open(BytesIO(corpus.exif())) as first:
        assert kept.tobytes() == first.tobytes()
        assert kept.getexif() == {}


def test_a_document_keeps_its_words_pictures_and_relations() -> None:
    parts = opened(office.copy(corpus.docx_picture()))
    assert b'embed="rId1"' in parts["word/document.xml"]
    assert b"media/image1.jpg" in parts["word/_rels/document.xml.rels"]
    assert {"word/media/image1.jpg", "word/media/image2.png"} <= set(parts)
    with Image.open(BytesIO(parts["word/media/image1.jpg"])) as kept:
        assert kept.size == (60, 30)
    tracked = opened(office.copy(corpus.docx_authors()))["word/document.xml"]
    assert b"Halo." in tracked
    assert b'author="-"' in tracked


def test_a_link_leads_nowhere_and_no_relation_is_left_hanging() -> None:
    parts = opened(office.copy(corpus.docx_links()))
    relations = parts["word/_rels/document.xml.rels"]
    assert b"tautan-dihapus.invalid" in relations
    assert relations.count(b"<Relationship ") == 1
    words = parts["word/document.xml"]
    assert b'id="rId1"' in words
    assert b"rId2" not in words
    assert b"rId3" not in words


def test_a_sheet_keeps_its_figures_without_the_formulas() -> None:
    sheet = opened(office.copy(corpus.xlsx()))["xl/worksheets/sheet1.xml"]
    assert b"<v>7</v>" in sheet
    assert b"<f>" not in sheet


def test_an_open_document_names_its_kind_first_and_unpacked() -> None:
    made = opendocument.copy(corpus.odt())
    assert made[30:38] == b"mimetype"
    assert made[38:77] == samples.ODT_PARTS["mimetype"]
    assert set(opened(made)) == {"mimetype", "content.xml", "META-INF/manifest.xml"}


def test_sound_keeps_its_frames_and_film_its_samples() -> None:
    assert sound.copy(corpus.song()) == samples.mp3()[10:]
    assert sound.copy(corpus.voice()) == samples.wav()
    assert sound.copy(samples.amr() + samples.amr()[6:20]) == samples.amr()
    with pytest.raises(ValueError, match="no sound"):
        sound.copy(samples.amr() + b"rm -rf")
    made = film.copy(corpus.film())
    assert len(made) == len(corpus.film())
    assert made.count(b"PICTURES") == 1
    assert b"MORE" not in made
    kinds = [one.kind for one in boxes(made, 0, len(made))]
    assert kinds == [b"ftyp", b"mdat", b"moov", b"free", b"free"]


def test_ogg_keeps_its_packets_of_sound_with_right_checks() -> None:
    made = ogg.copy(corpus.opus())
    assert b"OpusHead" in made
    assert b"SOUNDMORE" in made
    pages = list(ogg._pages(made))
    assert [page.flags for page in pages] == [2, 0, 4]
    assert ogg.copy(made) == made
    # The well-known check of an empty page, computed by another program.
    assert ogg._crc(b"") == 0
    assert ogg._crc(b"123456789") == 0x89A1897F


@pytest.mark.parametrize(
    ("copier", "content"),
    [
        (film.copy, OURS["mp4"] + box(b"moof")),
        (film.copy, OURS["mp4"][: OURS["mp4"].index(b"moov") - 4]),
        (film.copy, box(b"ftyp", b"isom") + box(b"moov", box(b"trak", box(b"mdia")))),
        (film.copy, OURS["mp4"].replace(b"stsz", b"xxxx")),
        (film.copy, OURS["mp4"] + b"xx"),
        (ogg.copy, b""),
        (ogg.copy, corpus.page(0, 2, b"\x7fFLAC") + corpus.page(1, 0, b"x")),
        (ogg.copy, corpus.opus() + corpus.opus()),
        (ogg.copy, corpus.opus()[:60]),
        (ogg.copy, corpus.opus()[:-3]),
        (sound.copy, b"ID3\x04\0\0\0\0\0\0"),
        (sound.copy, b"RIFF\x04\0\0\0WAVE"),
        (segments.bare_jpeg, b"x"),
        (segments.bare_jpeg, b"\xff\xd8\xff"),
        (segments.bare_jpeg, b"\xff\xd8\xff\xda\x00\x02" + b"x" * 9),
        (segments.bare_png, b"x"),
        (segments.bare_png, OURS["png"][:-12]),
    ],
)
def test_what_cannot_be_told_apart_is_not_copied(
    copier: child.Copier, content: bytes
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        copier(content)


def test_words_come_in_one_encoding() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert text.copy("Halo “dunia”.".encode(encoding)) == "Halo “dunia”.".encode()


def test_a_jpeg_in_progress_keeps_all_its_scans() -> None:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG", progressive=True, comment=b"x")
    bare = segments.bare_jpeg(out.getvalue() + b"tail")
    assert b"tail" not in bare
    with Image.open(BytesIO(bare)) as kept, Image.open(out) as first:
        assert kept.tobytes() == first.tobytes()


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 9)",
        "print('halo'); raise SystemExit(3)",
        "pass",
        "import time; time.sleep(60)",
    ],
)
def test_a_child_that_dies_hangs_or_says_nothing_means_no_copy(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = subprocess.run

    def run(command: list[str], **more: object) -> object:
        assert more["env"] == {}
        return real([sys.executable, "-c", program], **more)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(child, "WALL_SECONDS", 1)
    with pytest.raises(child.Impossible):
        child.make_copy(MediaType.PNG, OURS["png"])


def test_a_copy_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child.make_copy(MediaType.TEXT, b"Halo.") == b"Halo."
    monkeypatch.setattr(child, "LARGEST", 4)
    with pytest.raises(child.Impossible):
        child.make_copy(MediaType.TEXT, b"Halo.")


def test_the_child_limits_itself_before_it_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, _: limits.append(kind))
    fake = SimpleNamespace(buffer=BytesIO(b"\xef\xbb\xbfHalo."))
    said = SimpleNamespace(buffer=BytesIO())
    monkeypatch.setattr(sys, "stdin", fake)
    monkeypatch.setattr(sys, "stdout", said)
    child.serve(text.copy)
    assert said.buffer.getvalue() == b"Halo."
    assert set(limits) == {
        resource.RLIMIT_AS,
        resource.RLIMIT_CPU,
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
    }
