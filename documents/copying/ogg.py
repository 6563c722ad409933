"""Ogg: the packets of sound, with an empty comment in place of the one that tells."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = struct.Struct("<4sBBqIIIB")
_NO_COMMENT = struct.pack("<II", 0, 0)  # no name of a program, no entries
#: How a stream begins -> its comment without a word, how many packets stand before
#: the sound. FLAC has as many as it likes, so we do not try.
_CODECS: dict[bytes, tuple[bytes, int]] = {
    b"OpusHead": (b"OpusTags" + _NO_COMMENT, 2),
    b"\x01vorbis": (b"\x03vorbis" + _NO_COMMENT + b"\x01", 3),
    b"Speex   ": (_NO_COMMENT, 2),
}
_CONTINUED, _FIRST = 1, 2
_POLYNOMIAL = 0x04C11DB7


@dataclass(slots=True)
class _Page:
    flags: int
    position: int
    serial: int
    lacing: bytes
    body: bytes


def copy(content: bytes) -> bytes:
    """One stream of sound, paged anew. Raises ValueError for anything more."""
    pages = list(_pages(content))
    if not pages or len({page.serial for page in pages}) != 1:
        raise ValueError("not one stream")
    if any(page.flags & _FIRST for page in pages[1:]):
        raise ValueError("a second stream follows")
    comment, heads = next(
        (found for head, found in _CODECS.items() if pages[0].body.startswith(head)),
        (b"", 0),
    )
    if not heads:
        raise ValueError("a codec whose comment we do not know")
    packets, rest = _headers(pages, heads)
    packets[1] = comment
    made = [_page_of(packets[0], pages[0].serial, _FIRST)]
    made += [_page_of(packet, pages[0].serial, 0) for packet in packets[1:]]
    return b"".join(_written(page, n) for n, page in enumerate([*made, *rest]))


def _pages(content: bytes) -> Iterator[_Page]:
    at = 0
    while at + _HEAD.size <= len(content):
        magic, version, flags, position, serial, _n, _crc, count = _HEAD.unpack_from(
            content, at
        )
        if magic != b"OggS" or version != 0:
            return  # what follows the last page is no sound
        start = at + _HEAD.size + count
        lacing = content[at + _HEAD.size : start]
        at = start + sum(lacing)
        if at > len(content):
            raise ValueError("a page without its end")
        yield _Page(flags, position, serial, lacing, content[start:at])


def _headers(pages: list[_Page], count: int) -> tuple[list[bytes], list[_Page]]:
    """The first packets, and the pages after them: sound begins on a page of its own."""
    packets: list[bytes] = []
    unfinished = b""
    for n, page in enumerate(pages):
        at = 0
        for size in page.lacing:
            unfinished += page.body[at : at + size]
            at += size
            if size < 255:
                packets.append(unfinished)
                unfinished = b""
        if len(packets) == count and not unfinished:
            return packets, pages[n + 1 :]
        if len(packets) > count:
            break
    raise ValueError("no sound on a page of its own")


def _page_of(packet: bytes, serial: int, flags: int) -> _Page:
    whole, rest = divmod(len(packet), 255)
    if whole > 254:
        raise ValueError("a head larger than a page")
    return _Page(flags, 0, serial, b"\xff" * whole + bytes([rest]), packet)


def _written(page: _Page, number: int) -> bytes:
    head = _HEAD.pack(
        b"OggS", 0, page.flags, page.position, page.serial, number, 0, len(page.lacing)
    )
    whole = head + page.lacing + page.body
    return whole[:22] + struct.pack("<I", _crc(whole)) + whole[26:]


def _table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


_TABLE = _table()


def _crc(content: bytes) -> int:
    value = 0
    for byte in content:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
