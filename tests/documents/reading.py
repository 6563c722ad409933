"""The words of a PDF, as a search or a screen reader gets them."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf

_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def text_of(content: bytes) -> str:
    """All words of all pages, one space between pieces, hyphens of breaks removed."""
    pieces: list[str] = []
    with pikepdf.open(BytesIO(content)) as document:
        for page in document.pages:
            pieces += _page(page)
    return " ".join(" ".join(pieces).replace("\u00ad", "").split())


def _page(page: pikepdf.Page) -> list[str]:
    fonts = {
        str(name): _unicode(font.ToUnicode.read_bytes())
        for name, font in page.obj.Resources.Font.items()
    }
    pieces: list[str] = []
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        word = str(step.operator)
        if word == "Tf":
            letters = fonts[str(step.operands[0])]
        elif word in {"Tj", "TJ"}:
            pieces.append(_shown(step.operands[0], letters))
    return pieces


def _shown(operand: pikepdf.Object, letters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return "".join(
        letters.get(int.from_bytes(raw[at : at + 2], "big"), "")
        for part in parts
        if isinstance(part, pikepdf.String)
        for raw in [bytes(part)]
        for at in range(0, len(raw), 2)
    )


def _unicode(table: bytes) -> dict[int, str]:
    """The font's own table from glyph to characters."""
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in _MAPPED.findall(block):
            letters[int(glyph, 16)] = _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = ord(_utf16(text))
            for glyph in range(int(first, 16), int(last, 16) + 1):
                letters[glyph] = chr(start + glyph - int(first, 16))
    return letters


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
