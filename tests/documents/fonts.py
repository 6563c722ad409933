"""Which characters the fonts inside typst can show, read from the fonts themselves."""

from __future__ import annotations

import json
import mmap
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = b"""
#set document(title: "x")
#set text(font: "Libertinus Serif", lang: "id")
#let signs = json(bytes(sys.inputs.signs))
#signs #strong(signs)
"""
_MARKS = (b"OTTO", b"\x00\x01\x00\x00")
_TAGS = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post"}


def in_fonts_of_typst() -> list[int]:
    """Every character that some font of typst has a sign for."""
    library = next(Path(typst.__file__).parent.glob("_typst*.so"))
    with (
        library.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as found,
    ):
        shown = {code for at in _fonts(found) for code in _characters(found, at)}
    return sorted(code for code in shown if not 0xD800 <= code < 0xE000)


def _fonts(found: mmap.mmap) -> Iterator[int]:
    """Where each font begins: a header whose directory names the tables of a font."""
    for mark in _MARKS:
        at = found.find(mark)
        while at != -1:
            if _tables(found, at).keys() >= _TAGS:
                yield at
            at = found.find(mark, at + 1)


def _tables(found: mmap.mmap, at: int) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", found, at + 4)
    if not 7 <= count <= 40 or at + 12 + 16 * count > len(found):
        return {}
    rows = (struct.unpack_from(">4sLLL", found, at + 12 + 16 * n) for n in range(count))
    return {tag: at + offset for tag, _sum, offset, _length in rows}


def _characters(found: mmap.mmap, font: int) -> Iterator[int]:
    """The characters of a font; glyph 0 is the one that shows nothing."""
    at = _tables(found, font)[b"cmap"]
    (count,) = struct.unpack_from(">H", found, at + 2)
    for n in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", found, at + 4 + 8 * n)
        if (platform, encoding) not in {(0, 3), (0, 4), (3, 1), (3, 10)}:
            continue
        kind = struct.unpack_from(">H", found, at + offset)[0]
        if kind == 4:
            yield from _short(found, at + offset)
        elif kind == 12:
            yield from _long(found, at + offset)


def _short(found: mmap.mmap, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", found, at + 6)[0] // 2
    rows = f">{count}H"
    ends = struct.unpack_from(rows, found, at + 14)
    starts = struct.unpack_from(rows, found, at + 16 + 2 * count)
    steps = struct.unpack_from(rows, found, at + 16 + 4 * count)
    bases = at + 16 + 6 * count
    for n in range(count):
        (shift,) = struct.unpack_from(">H", found, bases + 2 * n)
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if shift:
                place = bases + 2 * n + shift + 2 * (code - starts[n])
                (glyph,) = struct.unpack_from(">H", found, place)
                if not glyph:
                    continue
            if (glyph + steps[n]) % 65536:
                yield code


def _long(found: mmap.mmap, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", found, at + 12)
    for n in range(count):
        first, last, glyph = struct.unpack_from(">LLL", found, at + 16 + 12 * n)
        yield from range(first + (glyph == 0), last + 1)


def shown_by_typst(codes: list[int]) -> Iterator[int]:
    """Those of these characters that typst sets, plain and bold, in a PDF/UA."""
    if _sets(codes):
        yield from codes
    elif len(codes) > 1:
        half = len(codes) // 2
        yield from shown_by_typst(codes[:half])
        yield from shown_by_typst(codes[half:])


def _sets(codes: Iterable[int]) -> bool:
    try:
        typst.compile(
            PAGE,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"signs": json.dumps(" ".join(map(chr, codes)))},
        )
    except typst.TypstError:
        return False
    return True
