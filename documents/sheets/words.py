"""The words of a text, an office document or a table, line by line."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl import load_workbook

from documents.copying import text
from documents.copying.packages import local, parts_of, read_xml
from documents.domain.kinds import MediaType

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = {MediaType.DOCX: "word/document.xml", MediaType.ODT: "content.xml"}
_LINES = frozenset({"p", "h"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}
#: What was struck out, and notes of colleagues: no part of what the document says.
_UNSAID = frozenset({"del", "delText", "tracked-changes", "annotation", "instrText"})


def of(kind: MediaType, content: bytes) -> str:
    """Everything that can be read in it. Raises KeyError for a kind without words."""
    if kind is MediaType.TEXT:
        return text.copy(content).decode()
    if kind is MediaType.XLSX:
        return "\n".join(_rows(content))
    return "".join(_said(read_xml(parts_of(content)[_PART[kind]]))).strip()


def _rows(content: bytes) -> Iterator[str]:
    """Each sheet under its name, hidden ones too: who releases a table sees all of it."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            cells = ["" if cell is None else str(cell) for cell in row]
            if said := "\t".join(cells).rstrip():
                yield said
        yield ""


def _said(element: etree._Element) -> Iterator[str]:
    name = local(element.tag) if isinstance(element.tag, str) else ""
    if name in _UNSAID:
        return
    yield _BREAKS.get(name, "")
    yield element.text or ""
    for part in element:
        yield from _said(part)
        yield part.tail or ""
    if name in _LINES:
        yield "\n"
