"""Tables for a spreadsheet, CSV and XLSX. No cell of one is ever a formula (R77).

Every cell is text. What a spreadsheet might take for a formula begins with ``'``, also
behind signs that a program skips; XLSX says of every cell that it is text besides.
"""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

BOM = "\ufeff"
#: What begins a formula, also in full width; and what may stand before it unseen.
_STARTS = "=+@\uff1d\uff0b\uff0d\uff20\u2212-\t\r\n\0"
_FORMULA = re.compile(rf"[\s\ufeff\u200b\u200e\u200f\u2060\"'`]*[{re.escape(_STARTS)}]")
#: What no XML may hold: controls, halves of pairs, and the two that are no signs.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Signs in one cell, as spreadsheets have room for.
ROOM = 32_000
WIDTH, WIDEST = 12, 60
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: whose it is stands at the foot of every page."""

    title: str
    reader: str
    made_at: datetime


def harmless(text: str) -> str:
    """The words of a cell, so that no spreadsheet reckons with them."""
    cell = _UNFIT.sub("\ufffd", text)[:ROOM]
    return f"'{cell}" if _FORMULA.match(text) else cell


def unguarded(cell: str) -> str:
    """The words of a cell of a table of ours, without what kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated, with the mark by which a spreadsheet knows UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


def xlsx_of(rows: Iterable[Sequence[str]], about: About) -> bytes:
    """One sheet; its first row stays in sight."""
    made = f"{about.made_at:%Y-%m-%dT%H:%M:%SZ}"
    foot = escape(f"{about.reader} · {made}".replace("&", "&&"))
    told = list(rows)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (
                "core",
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _core(about, made),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name={quoteattr(about.title[:31])} sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("sheet", f"{_OFFICE}/worksheet", "worksheets/sheet1.xml")
        ),
        "xl/worksheets/sheet1.xml": "".join(_sheet(told, foot)),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _types() -> str:
    parts = {
        "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    said = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>'
        for part, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{said}</Types>"
    )


def _relations(*told: tuple[str, str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (_name, kind, target) in enumerate(told, start=1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'
    )


def _core(about: About, made: str) -> str:
    stamp = '<dcterms:{0} xsi:type="dcterms:W3CDTF">{1}</dcterms:{0}>'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(about.title)}</dc:title>"
        f"<dc:creator>{escape(about.reader)}</dc:creator>"
        f"{stamp.format('created', made)}</cp:coreProperties>"
    )


def _sheet(rows: Sequence[Sequence[str]], foot: str) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    for n, cells in enumerate(zip(*rows, strict=True), start=1):
        width = min(max(WIDTH, *map(len, cells)), WIDEST)
        yield f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for row in rows:
        yield "<row>"
        for cell in row:
            text = escape(harmless(cell))
            yield f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        yield "</row>"
    yield "</sheetData><headerFooter>"
    yield f"<oddFooter>&amp;L{foot}</oddFooter></headerFooter></worksheet>"
