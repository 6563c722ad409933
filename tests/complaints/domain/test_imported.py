"""One row of a foreign file: understood, or refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from complaints.domain.imported import FileMapping, RowRefused, read_row, row_key

NOW = datetime(2026, 3, 9, tzinfo=UTC)
HOW = FileMapping(
    source="uji",
    text="isi",
    created_at="waktu",
    zone="Asia/Jakarta",
    id="no",
    agency="dinas",
    title="topik",
    ignored=["lain"],
)
ROW = {
    "no": "7",
    "isi": " Lampu jalan padam. ",
    "waktu": "2026-01-02T08:30:00",
    "dinas": "Dinas Contoh",
    "topik": "Lampu",
    "lain": "x",
}


def test_a_row_is_understood_by_its_mapping() -> None:
    report = read_row(ROW, HOW, now=NOW)
    assert report.text == "Lampu jalan padam."
    assert report.agency_label == "Dinas Contoh"
    assert report.title == "Lampu"
    # 08.30 in Jakarta
    assert report.filed_at == datetime(2026, 1, 2, 1, 30, tzinfo=UTC)


def test_a_time_with_an_offset_keeps_it() -> None:
    row = ROW | {"waktu": "2026-01-02T08:30:00+08:00"}
    assert read_row(row, HOW, now=NOW).filed_at == datetime(
        2026, 1, 2, 0, 30, tzinfo=UTC
    )


def test_columns_that_the_file_lacks_are_left_empty() -> None:
    bare = FileMapping(source="uji", text="isi", created_at="waktu", zone="UTC")
    report = read_row(ROW, bare, now=NOW)
    assert (report.agency_label, report.title) == ("", "")


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"isi": "  "}, "empty", "isi"),
        ({"no": " "}, "no_id", "no"),
        ({"isi": "a\0b"}, "nul", "isi"),
        ({"dinas": "a\udce9"}, "encoding", "dinas"),
        ({"waktu": "kemarin"}, "time", "waktu"),
        ({"waktu": "2026-03-10T00:00:00"}, "future", "waktu"),
        ({"dinas": "a" * 201}, "long", "dinas"),
        ({"topik": "a" * 161}, "long", "topik"),
    ],
)
def test_a_row_that_cannot_come_in_says_where_and_why(
    change: dict[str, str], code: str, column: str
) -> None:
    with pytest.raises(RowRefused) as refusal:
        read_row(ROW | change, HOW, now=NOW)
    assert (refusal.value.code, refusal.value.column) == (code, column)


def test_the_key_is_the_rows_own_number_where_it_has_one() -> None:
    assert row_key(ROW, HOW) == row_key(ROW | {"isi": "lain"}, HOW)
    assert row_key(ROW, HOW) != row_key(ROW | {"no": "8"}, HOW)


def test_the_key_is_all_that_the_row_says_where_it_has_none() -> None:
    how = FileMapping(source="uji", text="isi", created_at="waktu", zone="UTC")
    assert row_key(ROW, how) == row_key(dict(reversed(ROW.items())), how)
    assert row_key(ROW, how) != row_key(ROW | {"isi": "lain"}, how)


def test_a_mapping_knows_what_a_file_lacks_and_what_it_has_beyond() -> None:
    assert HOW.missing(["no", "isi", "waktu", "topik"]) == ["dinas"]
    assert HOW.unknown([*ROW, "telepon"]) == ["telepon"]
