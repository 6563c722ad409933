"""Taking what is not the picture out of a JPEG or PNG without painting it anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
#: JFIF and Adobe say how the colours are to be read; the others talk.
_KEPT_APPS = frozenset({0xE0, 0xEE})
_APPS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"}
)


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG of its own segments only, to its end. Raises ValueError."""
    return b"\xff\xd8" + b"".join(_segments(content)) + b"\xff\xd9"


def _segments(content: bytes) -> Iterator[bytes]:
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    at = 2
    while True:
        if content[at : at + 1] != b"\xff" or at + 1 >= len(content):
            raise ValueError("no segment")
        kind = content[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind == _END:
            return
        stop = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == _SCAN:
            stop = _after_scan(content, stop)
        if kind != _COMMENT and (kind not in _APPS or kind in _KEPT_APPS):
            yield content[at:stop]
        at = stop


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker begins that is neither a restart nor a stuffed byte."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = content[at + 1 : at + 2]
        if following and not (following == b"\0" or 0xD0 <= following[0] <= 0xD7):
            return at
        at += 2
    raise ValueError("no end")


def bare_png(content: bytes) -> bytes:
    """A PNG of the chunks that make the picture, to its end. Raises ValueError."""
    if content[:8] != _PNG:
        raise ValueError("no PNG")
    at, kept = 8, [_PNG]
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        stop = at + 12 + size
        if kind in _KEPT_CHUNKS:
            kept.append(content[at:stop])
        if kind == b"IEND":
            return b"".join(kept)
        at = stop
    raise ValueError("no end")
