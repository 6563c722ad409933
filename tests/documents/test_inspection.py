"""R36: what breaks a reader breaks a child, and is refused with its reason."""

from __future__ import annotations

import os
import resource
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from PIL import Image

from documents import errors
from documents.domain.kinds import ENDINGS, MediaType
from documents.inspection import media, packages, pdf, pictures, sandbox, signatures
from documents.inspection.decide import decide
from documents.inspection.faults import Fault, Refused
from tests.documents import samples
from tests.documents.samples import DOCX_PARTS, ODT_PARTS, package


def _png(width: int, height: int, frames: int = 1) -> bytes:
    """A PNG that is small on disk whatever it unpacks to."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    row = b"\0" + bytes((width + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head)]
    if frames > 1:
        parts.append(chunk(b"acTL", struct.pack(">II", frames, 0)))
    parts += [chunk(b"IDAT", zlib.compress(row * height, 9)), chunk(b"IEND", b"")]
    return b"".join(parts)


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


BIG_PART = bytes(30_000_000)
MACRO = {**DOCX_PARTS, "word/vbaProject.bin": b"x"}
MACRO_TYPE = {**DOCX_PARTS, "[Content_Types].xml": b"<x macroEnabled/>"}
TEMPLATE = {**DOCX_PARTS, "word/_rels/settings.xml.rels": b'TargetMode="External"'}
ENTITIES = {**DOCX_PARTS, "word/document.xml": b"<!doctype x [<!ENTITY a 'a'>]>"}
SCRIPTS = {**ODT_PARTS, "Basic/Standard/Module1.xml": b"<x/>"}

HOSTILE: dict[str, tuple[str, bytes, type[errors.UploadRefused]]] = {
    "1-bit PNG of 12 000 squared": ("png", _png(12_000, 12_000), errors.TooManyPixels),
    "1-bit PNG of 30 000 squared": ("png", _png(30_000, 30_000), errors.TooManyPixels),
    "PNG one row over the limit": ("png", _png(10_000, 5_001), errors.TooManyPixels),
    "APNG of 10 000 frames": ("png", _png(10, 10, 10_000), errors.TooComplex),
    "PNG cut in half": ("png", samples.OURS["png"][:40], errors.Damaged),
    "JPEG cut in half": (
        "jpg",
        samples.picture("JPEG", (600, 400))[:-900],
        errors.Damaged,
    ),
    "docx with 1:1000": (
        "docx",
        package({**DOCX_PARTS, "word/media/a.bin": BIG_PART}),
        errors.TooComplex,
    ),
    "docx of 501 parts": (
        "docx",
        package({**DOCX_PARTS, **{f"a{n}": b"x" for n in range(499)}}),
        errors.TooComplex,
    ),
    "docx with entities": ("docx", package(ENTITIES), errors.TooComplex),
    "docx with a macro": ("docx", package(MACRO), errors.ActiveContent),
    "docx that says macro": ("docx", package(MACRO_TYPE), errors.ActiveContent),
    "docx with a remote template": ("docx", package(TEMPLATE), errors.ActiveContent),
    "odt with a script": ("odt", package(SCRIPTS), errors.ActiveContent),
    "docx without its end": ("docx", samples.OURS["docx"][:-30], errors.Damaged),
    "docx with trailing PDF": (
        "pdf",
        samples.OURS["docx"] + samples.pdf(),
        errors.TypeMismatch,
    ),
    "zip under .docx": ("docx", package({"a.txt": b"x"}), errors.TypeMismatch),
    "xlsx under .docx": ("docx", samples.OURS["xlsx"], errors.TypeMismatch),
    "PDF with a password": ("pdf", samples.pdf(password="x"), errors.Locked),
    "PDF of 1 001 pages": ("pdf", samples.pdf(pages=1_001), errors.TooComplex),
    "PDF that is a line": ("pdf", b"%PDF-1.7\nhalo\n%%EOF", errors.Damaged),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_time(case: str) -> None:
    ending, content, error = HOSTILE[case]
    started = time.monotonic()
    with pytest.raises(error):
        decide(content, ENDINGS[ending])
    assert time.monotonic() - started < 15


def test_a_picture_at_the_limit_is_taken() -> None:
    assert decide(_png(10_000, 5_000), ENDINGS["png"]) is MediaType.PNG


def test_a_photo_with_a_second_picture_inside_is_taken() -> None:
    """Telephones write such (MPO); it is read as the JPEG that it begins with."""
    out = BytesIO()
    first, second = (Image.new("RGB", (40, 30), shade) for shade in ("red", "blue"))
    first.save(out, "MPO", save_all=True, append_images=[second])
    assert decide(out.getvalue(), ENDINGS["jpg"]) is MediaType.JPEG


@pytest.mark.parametrize(
    ("inspect", "content", "fault"),
    [
        (pictures.inspect, b"GIF89a", Fault.MISMATCH),
        (pictures.inspect, _png(12_000, 12_000), Fault.PIXELS),
        (pictures.inspect, _png(10, 10, 21), Fault.COMPLEX),
        (packages.inspect, package({}), Fault.DAMAGED),
        (packages.inspect, b"x" + samples.OURS["docx"], Fault.MISMATCH),
        (packages.inspect, package({"a": b"x"}), Fault.MISMATCH),
        (
            packages.inspect,
            package({"[Content_Types].xml": b"x", "ppt/p.xml": b"x"}),
            Fault.MISMATCH,
        ),
        (packages.inspect, package(MACRO), Fault.ACTIVE),
        (packages.inspect, package({**DOCX_PARTS, "a": BIG_PART}), Fault.COMPLEX),
        (packages.inspect, package(MACRO_TYPE), Fault.ACTIVE),
        (packages.inspect, package(TEMPLATE), Fault.ACTIVE),
        (packages.inspect, package(ENTITIES), Fault.COMPLEX),
        (
            packages.inspect,
            package({f"{n}": b"x" for n in range(501)}),
            Fault.COMPLEX,
        ),
        (pdf.inspect, samples.pdf(password="x"), Fault.LOCKED),
        (pdf.inspect, samples.pdf(pages=0), Fault.DAMAGED),
        (pdf.inspect, samples.pdf(pages=1_001), Fault.COMPLEX),
    ],
)
def test_each_inspection_names_its_fault(
    inspect: sandbox.Inspection, content: bytes, fault: Fault
) -> None:
    with pytest.raises(Refused) as refused:
        inspect(content)
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("inspect", "ending"),
    [
        (pictures.inspect, "jpg"),
        (pictures.inspect, "webp"),
        (packages.inspect, "docx"),
        (packages.inspect, "xlsx"),
        (packages.inspect, "odt"),
        (pdf.inspect, "pdf"),
    ],
)
def test_each_inspection_names_the_type(
    inspect: sandbox.Inspection, ending: str
) -> None:
    assert inspect(samples.OURS[ending]) in ENDINGS[ending]


def test_a_package_that_names_a_part_twice_is_refused() -> None:
    content = package({"a": b"x", "b": b"y"}, packed=False)
    with pytest.raises(Refused) as refused:
        packages.inspect(content.replace(b"b", b"a"))
    assert refused.value.fault is Fault.DAMAGED


def test_a_package_whose_parts_share_bytes_is_refused() -> None:
    content = bytearray(package({"a": b"x" * 50, "b": b"y" * 50}, packed=False))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)  # both begin at the first part
    with pytest.raises(Refused) as refused:
        packages.inspect(bytes(content))
    assert refused.value.fault is Fault.COMPLEX


@pytest.mark.parametrize(
    ("offset", "value", "fault"),
    [(8, 1, Fault.LOCKED), (10, 12, Fault.DAMAGED)],
)
def test_a_package_that_is_locked_or_packed_in_another_way_is_refused(
    offset: int, value: int, fault: Fault
) -> None:
    content = bytearray(samples.OURS["docx"])
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + offset, value)
    with pytest.raises(Refused) as refused:
        packages.inspect(bytes(content))
    assert refused.value.fault is fault


def test_what_unpacks_to_more_than_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packages, "MAX_UNPACKED", 60)
    with pytest.raises(Refused):
        packages.inspect(samples.OURS["docx"])


def test_a_pdf_of_very_many_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_OBJECTS", 2)
    with pytest.raises(Refused):
        pdf.inspect(samples.pdf())


@pytest.mark.parametrize("breaks", [RuntimeError, pikepdf.PdfError, OSError])
def test_whatever_a_reader_raises_the_file_is_damaged(breaks: type[Exception]) -> None:
    def inspect(content: bytes) -> MediaType:
        raise breaks("x")

    assert sandbox.answer(inspect, b"") == "fault damaged"


def test_a_reader_out_of_memory_means_too_complex() -> None:
    def inspect(content: bytes) -> MediaType:
        raise MemoryError

    assert sandbox.answer(inspect, b"") == "fault complex"


def test_the_child_answers_with_a_type_or_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    buffer = SimpleNamespace(buffer=BytesIO(samples.OURS["png"]))
    monkeypatch.setattr(sys, "stdin", buffer)
    sandbox.serve(pictures.inspect)
    assert capsys.readouterr().out == "type image/png"
    assert len(limits) == 3


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.exit(1)",
        "print('halo')",
        "print('type image/png'); raise SystemExit(3)",
    ],
)
def test_a_child_that_dies_or_babbles_means_refused(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = subprocess.run

    def run(command: list[str], **more: object) -> object:
        return real([sys.executable, "-c", program], **more)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(Refused) as refused:
        sandbox.ask("pictures", samples.OURS["png"])
    assert refused.value.fault is Fault.COMPLEX


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.run

    def run(command: list[str], **more: object) -> object:
        return real([sys.executable, "-c", "import time; time.sleep(60)"], **more)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.2)
    with pytest.raises(Refused):
        sandbox.ask("pictures", samples.OURS["png"])


def test_the_child_has_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    real: Any = subprocess.run

    def run(command: list[str], **more: object) -> object:
        seen.update(more)
        return real(command, **more)

    assert os.environ["VAULT_KEYS"]
    monkeypatch.setattr(subprocess, "run", run)
    assert sandbox.ask("pictures", samples.OURS["png"]) is MediaType.PNG
    assert seen["env"] == {}


@pytest.mark.parametrize(
    "content",
    [
        samples.mp4(brand=b"heic"),
        samples.mp4(b"text"),
        samples.mp4()[:-3],
        samples.box(b"ftyp", b"isom") + struct.pack(">I4s", 4, b"moov"),
        samples.box(b"ftyp", b"isom") + b"\0\0\0",
    ],
)
def test_a_container_that_is_no_film_and_no_sound_is_neither(content: bytes) -> None:
    assert media.mp4_type(content) is None


def test_a_box_may_be_long_or_reach_to_the_end() -> None:
    long = struct.pack(">I4sQ", 1, b"mdat", 20) + b"xxxx"
    open_end = samples.box(b"moov", samples.box(b"trak", b""))
    movie = samples.mp4()
    assert media.mp4_type(movie[:12] + movie[12:] + long) is MediaType.MP4
    assert media.mp4_type(movie + struct.pack(">I4s", 0, b"free") + b"x") is (
        MediaType.MP4
    )
    assert media.mp4_type(samples.box(b"ftyp", b"isom") + open_end) is None


@pytest.mark.parametrize("at", [10, 11, 12])
def test_a_frame_header_that_is_none_is_no_music(at: int) -> None:
    content = samples.mp3()
    broken = {10: _flipped(content, 10), 11: _flipped(content, 11)}
    broken[12] = content[:12] + b"\xf0" + content[13:]
    assert not media.is_mp3(broken[at])
    assert not media.is_mp3(content[:420])


def test_a_recording_of_a_telephone_is_one_to_its_last_byte() -> None:
    content = samples.amr()
    assert media.is_amr(content)
    assert media.is_amr(content[:-2])  # the telephone was switched off
    assert media.is_amr(content + b"\x7c")  # a frame without sound
    for other in (content[:6], b"#!AMR-WB\n" + content[6:], content + b"rm -rf ~"):
        assert not media.is_amr(other)


def test_music_without_a_tag_and_of_low_rate_is_music() -> None:
    low = b"\xff\xf3\x40\xc0" + bytes(140)
    first = media.frame_length(low, 0)
    frame = low[:4] + bytes(first - 4)
    assert media.is_mp3(frame * 2)
    assert not media.is_mp3(b"\xff\xfb\x9c\x00" + bytes(500))


@pytest.mark.parametrize(
    "text",
    [
        "Halo.".encode("utf-16"),
        "Halo.".encode("utf-8-sig"),
        b"From: saya\nKe: Ombudsman\n",
        b"MZ adalah inisial saya, BM inisial kakak.",
        b"< 3 hari saya menunggu",
        b"a\tb\r\nc\x0c",
    ],
)
def test_what_people_type_is_text(text: bytes) -> None:
    assert signatures.candidates(text) == {MediaType.TEXT}


@pytest.mark.parametrize(
    "content", [b"\xe9t\xe9", b"a\x00b", b"a\x1b[31m", b"\xff\xfea", b" <!--x-->"]
)
def test_what_nobody_types_is_no_text(content: bytes) -> None:
    assert signatures.candidates(content) == frozenset()


def test_a_thousand_boxes_in_each_other_are_no_film_and_no_fault() -> None:
    boxes = b""
    for _depth in range(1_000):
        boxes = samples.box(b"moov", boxes)
    film = samples.box(b"ftyp", b"isom" + bytes(4)) + boxes
    assert media.mp4_type(film) is None


def test_hours_of_nothing_are_no_recording() -> None:
    """Reading them all would hold up whoever sends a file meanwhile."""
    silent = bytes([15 << 3 | 4])
    assert media.is_amr(media.AMR + silent * 1_000)
    assert not media.is_amr(media.AMR + silent * (media._AMR_MOST + 1))
