"""R77: no cell of a table is a formula, whatever somebody wrote into it."""

from __future__ import annotations

import csv
import itertools
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from documents.tables import About, csv_of, harmless, xlsx_of

#: What a spreadsheet takes for a formula or an order, and what may stand before it.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BEFORE = ("", " ", "\ufeff", '"', "'", "\u200b", "\n", ' \ufeff"', "\u00a0")
AFTER = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example";"y")',
    "SUM(A1:A9)",
    "",
)
HOSTILE = [
    before + start + after
    for before, start, after in itertools.product(BEFORE, STARTS, AFTER)
]
PLAIN = ("", "Pelayanan KTP", "2026-03-01", "a=b", "–", "12 hari kerja lagi", "1,5")
ABOUT = About("Antrean", "Rina & =Sari", datetime(2026, 3, 2, 3, tzinfo=UTC))


def sheet(content: bytes) -> list[list[tuple[object, str]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    (only,) = book.worksheets
    return [[(cell.value, cell.data_type) for cell in row] for row in only.iter_rows()]


def test_four_hundred_payloads_are_no_formula_in_either_form() -> None:
    assert len(HOSTILE) > 400
    rows = [[payload, "x"] for payload in HOSTILE]
    back = list(csv.reader(StringIO(csv_of(rows).decode("utf-8-sig"), newline="")))
    assert len(back) == len(rows)
    assert all(cell.startswith("'") for cell, _x in back)
    found = sheet(xlsx_of(rows, ABOUT))
    assert len(found) == len(rows)
    assert {kind for row in found for _value, kind in row} == {"s"}
    assert all(str(value).startswith("'") for (value, _kind), _x in found)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays_as_it_was_written(text: str) -> None:
    assert harmless(text) == text


def test_a_spreadsheet_knows_the_csv_for_utf_8() -> None:
    content = csv_of([["Perkara", "Tanggal"], ["Jalan “rusak”, dua\nbaris", "x"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[0] == "Perkara,Tanggal"


def test_the_sheet_says_whose_it_is_and_every_cell_comes_back() -> None:
    rows = [["Perkara", "Kelas"], ["<b>&\x01\ud800 Ådé", "a" * 40_000]]
    content = xlsx_of(rows, ABOUT)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.properties.creator == "Rina & =Sari"
    foot = book.worksheets[0].oddFooter
    assert foot is not None
    assert "Rina" in str(foot.left.text)
    (first, second) = sheet(content)
    assert [value for value, _kind in first] == ["Perkara", "Kelas"]
    assert second[0][0] == "<b>&\ufffd\ufffd Ådé"
    assert len(str(second[1][0])) == 32_000
