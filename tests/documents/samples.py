"""Small files of every kind, made here and never kept: what people really send."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As a form would hand it over; the declared type is of no interest."""
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")


def picture(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """A plain picture."""
    out = BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def package(parts: dict[str, bytes], packed: bool = True) -> bytes:
    """A zip of these parts, in this order."""
    out = BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


DOCX_PARTS = {
    "[Content_Types].xml": b"<?xml version='1.0'?><Types/>",
    "word/document.xml": (
        b"<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/"
        b"wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Halo.</w:t></w:r></w:p>"
        b"</w:body></w:document>"
    ),
}
XLSX_PARTS = {
    "[Content_Types].xml": b"<?xml version='1.0'?><Types/>",
    "xl/workbook.xml": b"<?xml version='1.0'?><workbook/>",
}
ODT_PARTS = {
    "mimetype": b"application/vnd.oasis.opendocument.text",
    "content.xml": (
        b"<?xml version='1.0'?><office:document-content "
        b"xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
    ),
}


def pdf(pages: int = 1, password: str = "") -> bytes:
    """Empty pages."""
    out = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        if password:
            lock = pikepdf.Encryption(owner=password, user=password)
            document.save(out, encryption=lock)
        else:
            document.save(out)
    return out.getvalue()


def mp3() -> bytes:
    """Three silent frames of 128 kbit/s at 44.1 kHz after an empty tag."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + frame * 3


def box(kind: bytes, content: bytes = b"") -> bytes:
    """One box of an MP4."""
    return struct.pack(">I4s", 8 + len(content), kind) + content


def track(handler: bytes, at: int, sizes: tuple[int, ...], name: bytes = b"") -> bytes:
    """A track whose samples lie one after another from this byte of the file on."""
    count = struct.pack(">II", 0, 1)
    lengths = b"".join(struct.pack(">I", size) for size in sizes)
    tables = box(
        b"stbl",
        box(b"stsc", count + struct.pack(">III", 1, len(sizes), 1))
        + box(b"stsz", struct.pack(">III", 0, 0, len(sizes)) + lengths)
        + box(b"stco", count + struct.pack(">I", at)),
    )
    kind = box(b"hdlr", bytes(8) + handler + bytes(12) + name)
    return box(b"trak", box(b"mdia", kind + box(b"minf", tables)))


def mp4(handler: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    """A container with one track of this kind, of two samples."""
    head = box(b"ftyp", brand + bytes(4))
    movie = box(b"moov", track(handler, len(head) + 8, (1, 3)))
    return head + box(b"mdat", b"xxxx") + movie


def ogg(codec: bytes = b"OpusHead") -> bytes:
    """One page that begins a stream."""
    return b"OggS\x00\x02" + bytes(20) + b"\x01\x13" + codec + bytes(11)


def wav() -> bytes:
    """A header and a little silence."""
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    body = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data\x04\x00\x00\x00\0\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def amr() -> bytes:
    """Three frames as telephones write them: two of sound, one of silence."""
    sound = bytes([7 << 3 | 4]) + bytes(31)
    return b"#!AMR\n" + sound * 2 + bytes([8 << 3 | 4]) + bytes(5)


#: Each kind once, under the ending that it is sent with.
OURS: dict[str, bytes] = {
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "pdf": pdf(),
    "docx": package(DOCX_PARTS),
    "xlsx": package(XLSX_PARTS),
    "odt": package(ODT_PARTS, packed=False),
    "mp3": mp3(),
    "m4a": mp4(b"soun", b"M4A "),
    "ogg": ogg(),
    "wav": wav(),
    "amr": amr(),
    "3gp": mp4(b"soun", b"3gp4"),
    "mp4": mp4(),
    "txt": "Saya menunggu 40 hari. “Besok,” kata petugas.\r\n".encode(),
}

#: What comes under those endings and is none of them.
FOREIGN: dict[str, bytes] = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "html_later": b"\n\n  <html><body onload=alert(1)>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "php": b"<?php system($_GET['c']); ?>",
    "sh": b"#!/bin/sh\nrm -rf /\n",
    "exe": b"MZ\x90\x00\x03" + bytes(60),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(60),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(20),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(10),
    "rtf": b"{\\rtf1\\ansi Halo}",
    "vcf": b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "jar": package({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe\xba\xbe"}),
    "zip": package({"a.txt": b"halo"}),
    "late_pdf": b"\x00" * 900 + pdf(),
    "prefixed_zip": b"%PDX" + package(DOCX_PARTS),
    "heic": box(b"ftyp", b"heic" + bytes(4)) + box(b"mdat", b"x"),
    "theora": ogg(b"\x80theora"),
    "avi": b"RIFF\x10\x00\x00\x00AVI LIST" + bytes(10),
    "binary": bytes(range(256)),
}
