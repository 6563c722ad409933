"""Over a hundred files that people send by mistake or with intent, each with its fate.

Made when they are needed, never kept. ``FILES`` is the one table: what the file is, the
name under which it comes, how it is made, what becomes of it, and what must not be found
in the copy that people read (trust: M mismatch, P polyglot, B bomb, A active, G metadata,
V virus, D damaged, N names).

A fate is the name of the refusal, or the standing after the scan.
"""

from __future__ import annotations

import base64
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms, PngImagePlugin

from documents.scanning.clamd import EICAR
from tests.documents import samples
from tests.documents.samples import (
    DOCX_PARTS,
    FOREIGN,
    ODT_PARTS,
    OURS,
    XLSX_PARTS,
    box,
    package,
    picture,
)

#: Stands where a person's name, a place or a program would stand.
CANARY = b"KENARI-7731"
SCRIPT = b"<script>alert('KENARI-7731')</script>"
_TEXT = CANARY.decode()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Sent:
    """One file of the corpus."""

    what: str
    name: str
    make: Callable[[], bytes]
    fate: str
    without: tuple[bytes, ...] = (CANARY,)


# --- pictures ----------------------------------------------------------------
def chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def png(width: int, height: int, frames: int = 1) -> bytes:
    """One bit a pixel: small on disk whatever it unpacks to."""
    row = b"\0" + bytes((width + 7) // 8)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    moving = chunk(b"acTL", struct.pack(">II", frames, 0)) if frames > 1 else b""
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + moving
    return start + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def exif(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """With place, owner, comment and a thumbnail's worth of notes."""
    made = Image.new("RGB", (60, 30), "red")
    notes = Image.Exif()
    notes[0x0112], notes[0x013B], notes[0x9286] = orientation, _TEXT, _TEXT
    place = notes.get_ifd(0x8825)
    place[1], place[2], place[29] = "S", (6.0, 10.0, 30.0), _TEXT
    out = BytesIO()
    made.save(out, kind, exif=notes)
    return out.getvalue()


def jpeg(*segments: tuple[int, bytes], mode: str = "RGB") -> bytes:
    """A JPEG with these segments after its beginning."""
    plain = picture("JPEG", mode=mode)
    put = b"".join(
        bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body
        for kind, body in segments
    )
    return plain[:2] + put + plain[2:]


def thumbnail() -> bytes:
    """Whom the picture showed before it was cut."""
    small = picture("JPEG", (8, 8))
    small = small[:-2] + CANARY + small[-2:]
    start = 8 + 2 + 2 * 12 + 4 + 2 + 2 * 12 + 4
    entry = struct.Struct(">HHII")
    first = struct.pack(">H", 0) + struct.pack(">I", 14)
    second = (
        struct.pack(">H", 2)
        + entry.pack(0x0201, 4, 1, 44)
        + entry.pack(0x0202, 4, 1, len(small))
    )
    body = b"MM\0*" + struct.pack(">I", 8) + first + second + bytes(4)
    assert start
    return jpeg((0xE1, b"Exif\0\0" + body + small))


def png_text() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", _TEXT)
    notes.add_itxt("XML:com.adobe.xmp", _TEXT)
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def webp() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "WEBP", exif=b"Exif\0\0" + CANARY, xmp=CANARY)
    return out.getvalue()


def odd_profile() -> bytes:
    out = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.new("RGB", (40, 30)).save(out, "JPEG", icc_profile=profile + CANARY)
    return out.getvalue()


def many_in_one() -> bytes:
    """A second picture behind the first, as some cameras write."""
    out = BytesIO()
    shades = [Image.new("RGB", (40, 30), (n, 0, 0)) for n in range(30)]
    shades[0].save(out, "MPO", save_all=True, append_images=shades[1:])
    return out.getvalue()


# --- PDF ---------------------------------------------------------------------
def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """One page, and what ``change`` does to it."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out)
    return out.getvalue()


def _action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def _javascript(document: pikepdf.Pdf) -> None:
    act = _action("JavaScript", JS=String(f"app.alert('{_TEXT}')"))
    document.Root.OpenAction = act
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([_TEXT, act])))
    document.pages[0].obj.AA = Dictionary(O=act)


def _mark(document: pikepdf.Pdf, **more: Any) -> None:
    mark = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **more)
    document.pages[0].obj.Annots = Array([document.make_indirect(mark)])


def _launch(document: pikepdf.Pdf) -> None:
    _mark(document, Subtype=Name.Link, A=_action("Launch", F=String(_TEXT)))


def _link(document: pikepdf.Pdf) -> None:
    _mark(document, Subtype=Name.Link, A=_action("URI", URI=String(_TEXT)))


def _attached(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ" + CANARY)
    inner = document.make_stream(CANARY)
    spec = Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=inner))
    _mark(document, Subtype=Name.FileAttachment, FS=spec)


def _form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(
        XFA=document.make_stream(CANARY), Fields=Array([])
    )
    act = Dictionary(K=_action("JavaScript", JS=String(_TEXT)))
    _mark(document, Subtype=Name.Widget, FT=Name.Tx, T=String(_TEXT), AA=act)
    document.Root.AcroForm.Fields.append(document.pages[0].obj.Annots[0])


def _information(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = String(_TEXT)
    with document.open_metadata() as notes:
        notes["dc:creator"] = [_TEXT]
    document.pages[0].obj.PieceInfo = Dictionary(Note=String(_TEXT))
    _mark(document, Subtype=Name.Highlight, T=String(_TEXT), NM=String(_TEXT))


def _scanned(document: pikepdf.Pdf) -> None:
    """A photograph on the page, with all that the camera wrote."""
    drawn = document.make_stream(exif())
    drawn.Type, drawn.Subtype, drawn.Filter = Name.XObject, Name.Image, Name.DCTDecode
    drawn.Width, drawn.Height, drawn.BitsPerComponent = 60, 30, 8
    drawn.ColorSpace = Name.DeviceRGB
    drawn.Metadata = document.make_stream(CANARY)
    page = document.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(Im0=drawn))
    page.Contents = document.make_stream(b"60 0 0 30 0 0 cm /Im0 Do")


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF written by hand; the first object is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (len(places) + 1, table)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"


def twice_packed() -> bytes:
    """A hundred megabytes in less than a thousand bytes."""
    packer = zlib.compressobj(9)
    once = (
        b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    )
    body = zlib.compress(once, 9)
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(body)
    return raw_pdf(_CATALOGUE, _TREE, _PAGE, head + body + b"\nendstream")


def large_inside() -> bytes:
    packer = zlib.compressobj(9)
    body = (
        b"".join(packer.compress(bytes(1 << 20)) for _ in range(210)) + packer.flush()
    )
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(body)
    return raw_pdf(_CATALOGUE, _TREE, _PAGE, head + body + b"\nendstream")


def many_objects() -> bytes:
    return raw_pdf(_CATALOGUE, _TREE, _PAGE, *[b"1"] * 200_100)


def circle() -> bytes:
    tree = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    return raw_pdf(_CATALOGUE, tree)


# --- office ------------------------------------------------------------------
def xml(root: str, inner: str, **spaces: str) -> bytes:
    named = "".join(f' xmlns:{key}="{value}"' for key, value in spaces.items())
    return f"<?xml version='1.0'?><{root}{named}>{inner}</{root}>".encode()


def rels(*lines: str) -> bytes:
    text = "".join(f"<Relationship {line}/>" for line in lines)
    return f'<?xml version="1.0"?><Relationships xmlns="{RELS}">{text}</Relationships>'.encode()


def docx(body: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A document with this body and these parts beside it."""
    words = xml("w:document", f"<w:body>{body}</w:body>", w=W, r=R)
    return package({**DOCX_PARTS, "word/document.xml": words, **(more or {})})


def docx_authors() -> bytes:
    tracked = (
        f'<w:p w:rsidR="00AA{_TEXT}"><w:ins w:id="1" w:author="{_TEXT}" '
        f'w:date="2026-01-01T00:00:00Z"><w:r><w:t>Halo.</w:t></w:r></w:ins></w:p>'
    )
    comment = f'<w:comment w:id="0" w:author="{_TEXT}" w:initials="{_TEXT}"/>'
    return docx(
        tracked,
        {
            "docProps/core.xml": xml("a", _TEXT),
            "docProps/app.xml": xml("a", _TEXT),
            "docProps/thumbnail.jpeg": exif(),
            "customXml/item1.xml": xml("a", _TEXT),
            "word/people.xml": xml("a", _TEXT),
            "word/comments.xml": xml("w:comments", comment, w=W),
        },
    )


def docx_picture() -> bytes:
    link = f'Id="rId1" Type="{R}/image" Target="media/image1.jpg"'
    return docx(
        '<w:p><w:drawing r:embed="rId1"/></w:p>',
        {
            "word/media/image1.jpg": exif(),
            "word/media/image2.png": png_text(),
            "word/media/image3.emf": CANARY,
            "word/_rels/document.xml.rels": rels(link),
        },
    )


def docx_links() -> bytes:
    out = f'Target="http://contoh.invalid/{_TEXT}" TargetMode="External"'
    return docx(
        '<w:p><w:hyperlink r:id="rId1"/><w:drawing r:link="rId2"/></w:p>'
        f"<w:p><w:instrText>INCLUDEPICTURE http://{_TEXT}</w:instrText></w:p>"
        '<w:p><w:object r:id="rId3"/></w:p>',
        {
            "word/_rels/document.xml.rels": rels(
                f'Id="rId1" Type="{R}/hyperlink" {out}',
                f'Id="rId2" Type="{R}/image" {out}',
                f'Id="rId3" Type="{R}/oleObject" Target="embeddings/a.bin"',
            ),
            "word/embeddings/a.bin": b"MZ" + CANARY,
        },
    )


def xlsx(*extra: tuple[str, bytes]) -> bytes:
    sheet = (
        f"<sheetData><row><c><f>cmd|'/C {_TEXT}'!A0</f><v>7</v></c></row></sheetData>"
    )
    book = f'<fileSharing userName="{_TEXT}"/><sheets/>'
    return package(
        {
            **XLSX_PARTS,
            "xl/workbook.xml": xml("workbook", book, x=X),
            "xl/worksheets/sheet1.xml": xml("worksheet", sheet, x=X),
            "xl/externalLinks/externalLink1.xml": xml("externalLink", _TEXT),
            "xl/comments1.xml": xml(
                "comments", f"<authors><author>{_TEXT}</author></authors>"
            ),
            **dict(extra),
        }
    )


def odt() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    dc = "http://purl.org/dc/elements/1.1/"
    link = "http://www.w3.org/1999/xlink"
    inner = (
        f"<office:annotation><dc:creator>{_TEXT}</dc:creator><dc:date>{_TEXT}</dc:date>"
        f'</office:annotation><a x:href="http://{_TEXT}"/><image x:href="http://{_TEXT}"/>'
        f"<office:scripts>{_TEXT}</office:scripts>"
    )
    words = xml("office:document-content", inner, office=office, dc=dc, x=link)
    parts = {**ODT_PARTS, "content.xml": words}
    parts |= {"meta.xml": xml("a", _TEXT), "settings.xml": xml("a", _TEXT)}
    parts |= {"Thumbnails/thumbnail.png": png_text()}
    listed = '<file-entry full-path="meta.xml"/><file-entry full-path="content.xml"/>'
    return package(
        {**parts, "META-INF/manifest.xml": xml("manifest", listed)}, packed=False
    )


def overlapping() -> bytes:
    content = bytearray(package({"a": b"x" * 50, "b": b"y" * 50}, packed=False))
    struct.pack_into("<I", content, content.rindex(b"PK\x01\x02") + 42, 0)
    return bytes(content)


def locked_zip() -> bytes:
    """A zip that says of its one part that it is encrypted."""
    content = bytearray(
        package({"a.exe": random.Random(1).randbytes(400)}, packed=False)
    )
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def nested(depth: int) -> bytes:
    content = b"MZ" + bytes(100)
    for _ in range(depth):
        content = package({"a.zip": content})
    return content


def patched(content: bytes, marker: bytes, offset: int, form: str, value: int) -> bytes:
    out = bytearray(content)
    struct.pack_into(form, out, out.rindex(marker) + offset, value)
    return bytes(out)


# --- sound and film ----------------------------------------------------------
def film(kind: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    """Pictures, a track of places, and where it was made."""
    head = box(b"ftyp", brand + bytes(4))
    data = b"PICTURES" + CANARY + b"MORE" + CANARY
    start = len(head) + 8
    tracks = samples.track(kind, start, (8,), CANARY)
    tracks += samples.track(b"meta", start + 8, (len(CANARY),))
    told = box(b"udta", box(b"\xa9xyz", b"+06.1" + CANARY))
    dated = box(b"mvhd", bytes(4) + CANARY[:8] + bytes(88))
    movie = box(b"moov", dated + tracks + told)
    return (
        head + box(b"mdat", data) + movie + box(b"uuid", CANARY) + box(b"free", SCRIPT)
    )


def song() -> bytes:
    tag = b"TPE1" + struct.pack(">IH", len(CANARY) + 1, 0) + b"\0" + CANARY
    size = bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F])
    last = b"TAG" + CANARY.ljust(125, b"\0")
    return b"ID3\x04\0\0" + size + tag + samples.mp3()[10:] + last


def voice() -> bytes:
    plain = samples.wav()
    told = b"INFOIART" + struct.pack("<I", len(CANARY)) + CANARY + b"\0"
    body = plain[8:] + b"LIST" + struct.pack("<I", len(told)) + told
    return b"RIFF" + struct.pack("<I", len(body)) + body


def page(n: int, flags: int, *packets: bytes) -> bytes:
    """A page of Ogg with these short packets; its check is not looked at here."""
    lacing = bytes(len(packet) for packet in packets)
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, n, 7, n, 0, len(packets))
    return head + lacing + b"".join(packets)


def opus() -> bytes:
    told = b"OpusTags" + struct.pack("<I", len(CANARY)) + CANARY + bytes(4)
    head = b"OpusHead\x01\x01" + bytes(9)
    return page(0, 2, head) + page(1, 0, told) + page(2, 4, b"SOUND", b"MORE")


def tail(kind: str, more: bytes) -> Callable[[], bytes]:
    return lambda: OURS[kind] + more


def of(content: bytes) -> Callable[[], bytes]:
    return lambda: content


MISMATCH = "TypeMismatch"
SAFE = "safe"
BMP = b"BM" + bytes(24) + b"/*" + SCRIPT
ISO = bytes(32_769) + b"CD001" + bytes(100)
LNK = b"L\0\0\0\x01\x14\x02\0" + bytes(68)
GIF = b"GIF89a/*\0\0\0*/=1;" + SCRIPT
MAIL = (
    b"From: a@contoh.invalid\nTo: b@contoh.invalid\nSubject: Halo\nMIME-Version: 1.0\n"
    b"Content-Type: application/octet-stream; name=a.com\n"
    b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(EICAR)
)

FILES = [
    Sent("M01 HTML", "a.jpg", of(FOREIGN["html"]), MISMATCH),
    Sent("M02 JavaScript", "a.pdf", of(b"alert(1)"), MISMATCH),
    Sent("M03 SVG", "a.png", of(FOREIGN["svg"]), MISMATCH),
    Sent("M04 PHP", "a.jpg", of(FOREIGN["php"]), MISMATCH),
    Sent("M05 EXE", "a.pdf", of(FOREIGN["exe"]), MISMATCH),
    Sent("M06 ELF", "a.docx", of(FOREIGN["elf"]), MISMATCH),
    Sent("M07 shell", "a.txt", of(FOREIGN["sh"]), MISMATCH),
    Sent("M08 LNK", "a.pdf", of(LNK), MISMATCH),
    Sent("M09 MSI", "a.docx", of(FOREIGN["ole"]), MISMATCH),
    Sent("M10 ISO", "a.mp4", of(ISO), MISMATCH),
    Sent("M11 RAR", "a.docx", of(FOREIGN["rar"]), MISMATCH),
    Sent("M12 7z", "a.xlsx", of(FOREIGN["7z"]), MISMATCH),
    Sent("M13 JPEG", "a.pdf", of(OURS["jpg"]), MISMATCH),
    Sent("M14 PDF", "a.docx", of(OURS["pdf"]), MISMATCH),
    Sent("M15 DOCX", "a.pdf", of(OURS["docx"]), MISMATCH),
    Sent("M16 PNG", "a.jpg", of(OURS["png"]), MISMATCH),
    Sent("M17 MP4", "a.mp3", of(OURS["mp4"]), MISMATCH),
    Sent("M18 ZIP", "a.docx", of(FOREIGN["zip"]), MISMATCH),
    Sent("M19 XLSX", "a.docx", of(OURS["xlsx"]), MISMATCH),
    Sent("M20 HTML", "a.txt", of(FOREIGN["html"]), MISMATCH),
    Sent("M21 AMR", "a.mp3", of(OURS["amr"]), MISMATCH),
    Sent("M22 shell that says AMR", "a.amr", of(b"#!AMR\nrm -rf ~\n"), MISMATCH),
    Sent("P01 PNG and HTML", "a.png", tail("png", SCRIPT), SAFE, (b"<script", CANARY)),
    Sent("P02 GIF and JavaScript", "a.jpg", of(GIF), MISMATCH),
    Sent(
        "P03 JPEG and ZIP", "a.jpg", tail("jpg", FOREIGN["zip"]), SAFE, (b"PK\x03\x04",)
    ),
    Sent(
        "P04 PDF and ZIP", "a.pdf", tail("pdf", FOREIGN["zip"]), SAFE, (b"PK\x03\x04",)
    ),
    Sent("P05 HTML before PDF", "a.pdf", of(SCRIPT + OURS["pdf"]), MISMATCH),
    Sent("P06 PDF at byte 900", "a.pdf", of(FOREIGN["late_pdf"]), MISMATCH),
    Sent("P07 BMP and JavaScript", "a.png", of(BMP), MISMATCH),
    Sent("P08 MP4 and HTML", "a.mp4", tail("mp4", SCRIPT), MISMATCH),
    Sent(
        "P09 DOCX and JAR",
        "a.docx",
        lambda: docx(more={"META-INF/MANIFEST.MF": b"x"}),
        "ActiveContent",
    ),
    Sent(
        "P10 SVG in EXIF",
        "a.jpg",
        lambda: jpeg((0xE1, b"Exif\0\0" + FOREIGN["svg"])),
        SAFE,
        (b"<svg",),
    ),
    Sent(
        "P11 MP4 with HTML inside",
        "a.mp4",
        lambda: OURS["mp4"] + box(b"free", SCRIPT),
        SAFE,
        (b"<script",),
    ),
    Sent("P12 AMR and HTML", "a.amr", tail("amr", SCRIPT), MISMATCH),
    Sent(
        "B01 PNG of 12 000 squared",
        "a.png",
        lambda: png(12_000, 12_000),
        "TooManyPixels",
    ),
    Sent(
        "B02 PNG of 30 000 squared",
        "a.png",
        lambda: png(30_000, 30_000),
        "TooManyPixels",
    ),
    Sent(
        "B03 APNG of 10 000 frames", "a.png", lambda: png(10, 10, 10_000), "TooComplex"
    ),
    Sent(
        "B04 GIF of 5 000 frames",
        "a.png",
        of(FOREIGN["gif"] + b"!\xf9\x04" * 5_000),
        MISMATCH,
    ),
    Sent("B05 JPEG of 30 pictures", "a.jpg", many_in_one, SAFE),
    Sent("B06 DCX", "a.jpg", of(b"\xb1\x68\xde\x3a" + bytes(4_000)), MISMATCH),
    Sent("B07 FITS, gzipped", "a.png", of(b"\x1f\x8b\x08" + bytes(100)), MISMATCH),
    Sent(
        "B08 TIFF of many directories",
        "a.jpg",
        of(b"II*\0\x08\0\0\0" + b"\0\0\x08\0\0\0" * 900),
        MISMATCH,
    ),
    Sent(
        "B09 DOCX 1:1000",
        "a.docx",
        lambda: docx(more={"word/media/a.bin": bytes(30_000_000)}),
        "TooComplex",
    ),
    Sent(
        "B10 ZIP in ZIP in ZIP",
        "a.docx",
        lambda: docx(more={"word/a.bin": nested(12)}),
        "held",
    ),
    Sent("B11 parts that share bytes", "a.docx", overlapping, "TooComplex"),
    Sent(
        "B12 DOCX of 200 MB",
        "a.docx",
        lambda: docx(more={f"word/{n}": bytes(21_000_000) for n in range(10)}),
        "TooComplex",
    ),
    Sent(
        "B13 XLSX of long strings",
        "a.xlsx",
        lambda: xlsx(("xl/sharedStrings.xml", b"<s>" + b"a" * 20_000_000)),
        "TooComplex",
    ),
    Sent(
        "B14 entities",
        "a.docx",
        lambda: docx(more={"word/styles.xml": b"<!DOCTYPE x [<!ENTITY a 'a'>]>"}),
        "TooComplex",
    ),
    Sent("B15 PDF packed twice", "a.pdf", twice_packed, "TooComplex"),
    Sent("B16 PDF of 210 MB", "a.pdf", large_inside, "TooComplex"),
    Sent("B17 PDF of 200 000 objects", "a.pdf", many_objects, "TooComplex"),
    Sent("B18 PDF whose pages go in a circle", "a.pdf", circle, "Damaged"),
    Sent("A01 SVG onload", "a.svg", of(FOREIGN["svg"]), "UnknownType"),
    Sent(
        "A02 SVG foreignObject", "a.png", of(b"<svg><foreignObject>" + SCRIPT), MISMATCH
    ),
    Sent("A03 HTML", "a.html", of(FOREIGN["html"]), "UnknownType"),
    Sent("A04 XHTML", "a.xml", of(b"<?xml version='1.0'?><html/>"), "UnknownType"),
    Sent(
        "A05 PDF with JavaScript",
        "a.pdf",
        lambda: pdf(_javascript),
        SAFE,
        (CANARY, b"/JavaScript", b"/JS", b"/OpenAction", b"/AA"),
    ),
    Sent(
        "A06 PDF that starts a program",
        "a.pdf",
        lambda: pdf(_launch),
        SAFE,
        (CANARY, b"/Launch"),
    ),
    Sent("A07 PDF with a link", "a.pdf", lambda: pdf(_link), SAFE, (CANARY, b"/URI")),
    Sent(
        "A08 PDF with a file inside",
        "a.pdf",
        lambda: pdf(_attached),
        SAFE,
        (CANARY, b"/EmbeddedFile", b"/EF"),
    ),
    Sent(
        "A09 PDF with a form",
        "a.pdf",
        lambda: pdf(_form),
        SAFE,
        (CANARY, b"/XFA", b"/AA"),
    ),
    Sent(
        "A10 DOCX with a macro",
        "a.docx",
        lambda: docx(more={"word/vbaProject.bin": b"x"}),
        "ActiveContent",
    ),
    Sent("A11 DOCM", "a.docm", of(OURS["docx"]), "UnknownType"),
    Sent(
        "A12 XLSX with a macro",
        "a.xlsx",
        lambda: xlsx(("xl/vbaProject.bin", b"x")),
        "ActiveContent",
    ),
    Sent(
        "A13 DOCX with a remote template",
        "a.docx",
        lambda: docx(more={"word/_rels/settings.xml.rels": b'TargetMode="External"'}),
        "ActiveContent",
    ),
    Sent("A14 DOCX with links and objects", "a.docx", docx_links, SAFE),
    Sent("A15 XLSX with DDE", "a.xlsx", xlsx, SAFE, (CANARY, b"cmd|")),
    Sent("A16 ICS", "a.ics", of(b"BEGIN:VCALENDAR\n"), "UnknownType"),
    Sent("A17 VCF", "a.txt", of(FOREIGN["vcf"]), MISMATCH),
    Sent("G01 JPEG with a place", "a.jpg", exif, SAFE, (CANARY, b"Exif")),
    Sent("G02 JPEG with a thumbnail", "a.jpg", thumbnail, SAFE, (CANARY, b"Exif")),
    Sent(
        "G03 JPEG with XMP, IPTC, comment",
        "a.jpg",
        lambda: jpeg(
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY),
            (0xED, b"Photoshop 3.0\0" + CANARY),
            (0xFE, CANARY),
        ),
        SAFE,
        (CANARY, b"adobe"),
    ),
    Sent("G04 PNG with texts", "a.png", png_text, SAFE, (CANARY, b"tEXt", b"iTXt")),
    Sent(
        "G05 WEBP with EXIF and XMP", "a.webp", webp, SAFE, (CANARY, b"EXIF", b"XMP ")
    ),
    Sent(
        "G06 PDF with Info and XMP",
        "a.pdf",
        lambda: pdf(_information),
        SAFE,
        (CANARY, b"/Metadata", b"/Info", b"/PieceInfo"),
    ),
    Sent(
        "G07 PDF with a photograph",
        "a.pdf",
        lambda: pdf(_scanned),
        SAFE,
        (CANARY, b"Exif"),
    ),
    Sent("G08 DOCX with authors", "a.docx", docx_authors, SAFE, (CANARY, b"docProps")),
    Sent(
        "G09 DOCX with photographs",
        "a.docx",
        docx_picture,
        SAFE,
        (CANARY, b"Exif", b".emf"),
    ),
    Sent("G10 XLSX with authors", "a.xlsx", xlsx, SAFE),
    Sent("G11 ODT with authors", "a.odt", odt, SAFE, (CANARY, b"meta.xml")),
    Sent("G12 MP4 with places", "a.mp4", film, SAFE, (CANARY, b"udta", b"<script")),
    Sent("G13 MP3 with a tag", "a.mp3", song, SAFE, (CANARY, b"ID3", b"TAG")),
    Sent("G14 WAV with a name", "a.wav", voice, SAFE, (CANARY, b"LIST")),
    Sent("G15 Opus with a comment", "a.ogg", opus, SAFE),
    Sent("G16 HEIC", "a.jpg", of(FOREIGN["heic"]), MISMATCH),
    Sent(
        "D15 AMR cut in a frame",
        "a.amr",
        lambda: OURS["amr"] + OURS["amr"][6:20],
        SAFE,
    ),
    Sent(
        "G17 3GP with places",
        "a.3gp",
        lambda: film(b"soun", b"3gp4"),
        SAFE,
        (CANARY, b"udta", b"<script"),
    ),
    Sent("V01 sample", "a.txt", of(EICAR), "rejected"),
    Sent(
        "V02 sample in DOCX",
        "a.docx",
        lambda: docx(more={"word/a.bin": EICAR}),
        "rejected",
    ),
    Sent(
        "V03 sample in ZIP in DOCX",
        "a.docx",
        lambda: docx(more={"word/a.zip": package({"a": EICAR})}),
        "rejected",
    ),
    Sent(
        "V04 sample in ZIP in ZIP in XLSX",
        "a.xlsx",
        lambda: xlsx(("xl/a.zip", package({"b.zip": package({"a": EICAR})}))),
        "rejected",
    ),
    Sent("V05 sample in a mail, as base64", "a.txt", of(MAIL), "rejected"),
    Sent(
        "V06 locked ZIP in DOCX",
        "a.docx",
        lambda: docx(more={"word/a.zip": locked_zip()}),
        "held",
    ),
    Sent("V07 sample behind a JPEG", "a.jpg", tail("jpg", EICAR), "rejected"),
    Sent("D01 nothing", "a.jpg", of(b""), "EmptyFile"),
    Sent(
        "D02 half a JPEG",
        "a.jpg",
        lambda: picture("JPEG", (600, 400))[:-900],
        "Damaged",
    ),
    Sent("D03 rubbish behind a PNG", "a.png", tail("png", CANARY * 9), SAFE),
    Sent(
        "D04 PNG with a wrong check",
        "a.png",
        lambda: patched(OURS["png"], b"IDAT", 6, ">I", 7),
        "Damaged",
    ),
    Sent(
        "D05 DOCX with a wrong check",
        "a.docx",
        lambda: patched(OURS["docx"], b"PK\x01\x02", 16, "<I", 7),
        "Damaged",
    ),
    Sent(
        "D06 DOCX with a lying size",
        "a.docx",
        lambda: patched(OURS["docx"], b"PK\x01\x02", 20, "<I", 90_000),
        "TooComplex",
    ),
    Sent("D07 locked PDF", "a.pdf", lambda: samples.pdf(password="x"), "Locked"),
    Sent(
        "D08 PDF of 10 000 pages",
        "a.pdf",
        lambda: samples.pdf(pages=10_000),
        "TooComplex",
    ),
    Sent("D09 odd colour profile", "a.jpg", odd_profile, SAFE),
    Sent("D10 CMYK", "a.jpg", lambda: picture("JPEG", mode="CMYK"), SAFE),
    Sent("D11 16 bits", "a.png", lambda: picture("PNG", mode="I;16"), SAFE),
    Sent("D12 lying on its side", "a.jpg", lambda: exif(orientation=6), SAFE),
    Sent("D13 half an MP4", "a.mp4", lambda: OURS["mp4"][:-9], MISMATCH),
    Sent("D14 DOCX without its end", "a.docx", lambda: OURS["docx"][:-30], "Damaged"),
    Sent("N01 path", "../../etc/passwd.jpg", of(OURS["jpg"]), SAFE),
    Sent("N02 NUL", "a\0.php.jpg", of(OURS["jpg"]), SAFE),
    Sent("N03 device", "CON.jpg", of(OURS["jpg"]), SAFE),
    Sent("N04 turned writing", "a\u202egpj.exe.jpg", of(OURS["jpg"]), SAFE),
    Sent("N05 255 smiles", "\U0001f600" * 255 + ".jpg", of(OURS["jpg"]), SAFE),
    Sent("N06 second header", "a\r\nSet-Cookie: a=b.jpg", of(OURS["jpg"]), SAFE),
    Sent("N07 quotes", 'a"; filename="b.exe.jpg', of(OURS["jpg"]), SAFE),
    Sent("N08 no name", ".jpg", of(OURS["jpg"]), "UnknownType"),
    Sent("N09 two endings", "a.jpg.exe", of(OURS["jpg"]), "UnknownType"),
    Sent("N10 dots and spaces", "a.jpg . .", of(OURS["jpg"]), SAFE),
]
