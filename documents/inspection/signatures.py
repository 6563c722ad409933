"""What the first bytes say, before anything is parsed."""

from __future__ import annotations

import codecs
import re

import puremagic

from documents.domain.kinds import MediaType
from documents.inspection import media

_NONE: frozenset[MediaType] = frozenset()
_HEADS: tuple[tuple[bytes, frozenset[MediaType]], ...] = (
    (b"\xff\xd8\xff", frozenset({MediaType.JPEG})),
    (b"\x89PNG\r\n\x1a\n", frozenset({MediaType.PNG})),
    (b"%PDF-1.", frozenset({MediaType.PDF})),
    (b"%PDF-2.", frozenset({MediaType.PDF})),
    # Which of the three it is says only the list of its parts.
    (b"PK\x03\x04", frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.ODT})),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PROGRAM = re.compile(r"\s*(<[!?/A-Za-z]|#!)")
_CERTAIN = 4  # bytes of a foreign signature that no sentence begins with
_ALSO_TEXT = frozenset({"", ".txt", ".eml"})


def candidates(content: bytes) -> frozenset[MediaType]:
    """The types that this content can be; none where it is none of ours.

    Signatures count at offset 0 only: a PDF that begins later is a polyglot.
    """
    for head, types in _HEADS:
        if content.startswith(head):
            return types
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return frozenset({MediaType.WEBP})
    sound = _sound_or_video(content)
    if sound is not None:
        return frozenset({sound})
    return frozenset({MediaType.TEXT}) if is_text(content) else _NONE


def _sound_or_video(content: bytes) -> MediaType | None:
    if media.is_wav(content):
        return MediaType.WAV
    if media.is_ogg(content):
        return MediaType.OGG
    if media.is_mp3(content):
        return MediaType.MP3
    if media.is_amr(content):
        return MediaType.AMR
    return media.mp4_type(content)


def is_text(content: bytes) -> bool:
    """Words that a person typed: no control characters, no markup, no program.

    A second reader with a table of foreign signatures (puremagic) is asked too, so
    that an archive or a card that happens to be printable is no text.
    """
    try:
        text = content.decode("utf-16" if content[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError:
        return False
    if _CONTROL.search(text) or _PROGRAM.match(text):
        return False
    return not _foreign(content[:4096])


def _foreign(head: bytes) -> bool:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return False
    return any(
        match.offset == 0
        and len(match.byte_match) >= _CERTAIN
        and match.extension not in _ALSO_TEXT
        for match in found
    )
