"""The frame of a round as a table that people fill in with a spreadsheet."""

from __future__ import annotations

import pytest

from compliance.domain.frame_table import (
    LONGEST,
    MOST_BYTES,
    MOST_PRODUCTS,
    MOST_ROWS,
    Named,
    products_of,
)


def test_a_row_is_a_product_of_a_unit() -> None:
    told, faults = products_of(b"instansi,unit,ref,produk\nKota,Dinas,u1, Akta \n")
    assert told == [Named(2, "u1", "Akta")]
    assert faults == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_stand_in_any_order_and_are_parted_as_spreadsheets_do(
    separator: str,
) -> None:
    lines = [("Product", "x", "REF"), ("Akta", "", "u1"), ("", "", ""), ("", "", "u2")]
    text = "\r\n".join(separator.join(line) for line in lines)
    told, faults = products_of(("\ufeff" + text).encode())
    assert [(one.unit, one.product) for one in told] == [("u1", "Akta"), ("u2", "")]
    assert faults == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", (1, "no_heading")),
        (b"ref,nama\nu1,Akta\n", (1, "no_heading")),
        (b"produk,nama\nu1,Akta\n", (1, "no_heading")),
        ("ref,produk\nu1,Aktê".encode("latin-1"), (1, "not_utf8")),
        (b'ref,produk\nu1,"Akta', (1, "not_csv")),
        (b"x" * (MOST_BYTES + 1), (1, "too_large")),
        (
            b"ref,produk\n" + b"u,x\n" * (MOST_ROWS + 1),
            (MOST_ROWS + 2, "too_many_rows"),
        ),
    ],
)
def test_what_is_no_such_table_is_refused_whole(
    content: bytes, fault: tuple[int, str]
) -> None:
    told, faults = products_of(content)
    assert told == []
    assert faults == [fault]


def test_a_fault_is_told_with_its_line() -> None:
    rows = ["ref,produk", "u1", f"u1,{'x' * (LONGEST + 1)}", f"u1,{'x' * LONGEST}"]
    _told, faults = products_of("\n".join(rows).encode())
    assert faults == [(2, "short_row"), (3, "long_name")]


def test_a_unit_has_no_more_products_than_a_sheet_can_hold() -> None:
    rows = [f"u1,p{n}" for n in range(MOST_PRODUCTS)]
    fits = "\n".join(["ref,produk", *rows, "u2,x"]).encode()
    assert products_of(fits)[1] == []
    over = "\n".join(["ref,produk", *rows, "u1,x", "u1,y"]).encode()
    assert products_of(over)[1] == [(MOST_PRODUCTS + 2, "many_products")]


def test_signs_that_nobody_can_print_are_told_and_a_guard_is_taken_away() -> None:
    told, faults = products_of(b"ref,produk\nu1,Ak\x00ta\nu1,'-Izin\n", lambda t: t[1:])
    assert faults == [(2, "odd_signs")]
    assert told[1].product == "-Izin"
