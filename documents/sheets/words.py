"""The words of a text or an office document, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

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
    return "".join(_said(read_xml(parts_of(content)[_PART[kind]]))).strip()


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
