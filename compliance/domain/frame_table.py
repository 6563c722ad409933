"""The frame of a round as a table: a row for each product of each unit.

The table is the one that the portal gives out: whoever fills it in adds rows. The column
``ref`` says which unit, ``produk`` (or ``product``) the product; others are for reading.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: The largest table, in bytes and in rows; and what one unit and one name may have.
MOST_BYTES, MOST_ROWS = 4_000_000, 60_000
MOST_PRODUCTS, LONGEST = 60, 160
REF, PRODUCT = "ref", frozenset({"produk", "product"})


@dataclass(frozen=True, slots=True)
class Named:
    """One row: the unit's ref, and a product or nothing; ``line`` in the table."""

    line: int
    unit: str
    product: str


def products_of(
    content: bytes, plain: Callable[[str], str] = str
) -> tuple[list[Named], list[tuple[int, str]]]:
    """The rows of a table, and what is wrong with it by line and code.

    ``plain`` takes away what kept a cell from being a formula.
    A row without a product says that the unit has none beside those of its other rows.
    """
    if len(content) > MOST_BYTES:
        return [], [(1, "too_large")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [(1, "not_utf8")]
    try:
        return _read(text, plain)
    except csv.Error:
        return [], [(1, "not_csv")]


def _read(
    text: str, plain: Callable[[str], str]
) -> tuple[list[Named], list[tuple[int, str]]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    heads = [head.strip().casefold() for head in next(rows, [])]
    product = next((at for at, head in enumerate(heads) if head in PRODUCT), None)
    if REF not in heads or product is None:
        return [], [(1, "no_heading")]
    unit = heads.index(REF)
    found: list[Named] = []
    faults: list[tuple[int, str]] = []
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) == MOST_ROWS:
            return [], [(rows.line_num, "too_many_rows")]
        if len(cells) <= max(unit, product):
            faults.append((rows.line_num, "short_row"))
            continue
        one = Named(rows.line_num, cells[unit].strip(), plain(cells[product]).strip())
        found.append(one)
        if not one.product.isprintable():
            faults.append((one.line, "odd_signs"))
        if len(one.product) > LONGEST:
            faults.append((one.line, "long_name"))
    return found, faults + _too_many(found)


def _too_many(rows: list[Named]) -> list[tuple[int, str]]:
    """The rows by which a unit has more products than it may have."""
    there: Counter[str] = Counter()
    faults = []
    for one in rows:
        there[one.unit] += bool(one.product)
        if there[one.unit] == MOST_PRODUCTS + 1:
            faults.append((one.line, "many_products"))
    return faults
