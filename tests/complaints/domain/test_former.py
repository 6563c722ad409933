"""A file of orders from another register: read, understood, or refused row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.names import search_key
from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.former import Reading, read
from complaints.domain.former_cells import Body, Vocabulary
from complaints.domain.orders_file import (
    MOST_BYTES,
    MOST_ROWS,
    NEEDED,
    Column,
    Fault,
    Row,
    Unreadable,
    fault_of,
    number_key,
    rows_of,
)
from tests.complaints.domain.calendars import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 3, 9)
NAMES: dict[str, Column | None] = {search_key(one.value): one for one in Column}
NAMES["tenggat"] = None
CITY, OTHER = Body(1, "99.71", "Kota Satu"), Body(2, "99.72", "Kabupaten Satu")
WORDS = Vocabulary(
    codes={"99.71": CITY, "99.72": OTHER},
    agencies={"kota satu": [CITY], "satu": [CITY, OTHER]},
    units={(1, "dinas"): [11], (1, "dua kali"): [12, 13]},
    substances={"adminduk": "adminduk"},
    forms={"pb": "PB", "penundaan berlarut": "PB", "pp": "PP"},
    instruments={
        "tindakan korektif": Instrument.TK,
        "saran": Instrument.SARAN,
        "rekomendasi": Instrument.REKOMENDASI,
    },
    statuses={
        "belum": ActionStatus.BELUM,
        "bukti sedang kami periksa": ActionStatus.DIAJUKAN,
        "sebagian": ActionStatus.SEBAGIAN,
        "dilaksanakan": ActionStatus.DILAKSANAKAN,
        "dibatalkan": None,
    },
    officers={"ana": [7], "kembar": [8, 9], "belum ada": []},
    offices=frozenset({"perwakilan", "64"}),
    today=TODAY,
    calendar=CALENDAR,
)
CELLS = {
    Column.NUMBER: "0123/LM/2025",
    Column.AGENCY: "99.71",
    Column.SUBSTANCE: "adminduk",
    Column.FORMS: "PB",
    Column.SUMMARY: "Akta ditunda",
    Column.LHP_NUMBER: "T/45",
    Column.LHP_ON: "2026-01-30",
    Column.RECEIVED_ON: "2026-02-02",
    Column.TEXT: "Terbitkan akta.",
}


def read_rows(*rows: Mapping[Column, str]) -> Reading:
    """These rows, from the second line of a file on."""
    told = [Row(n, {**CELLS, **cells}) for n, cells in enumerate(rows, start=2)]
    return read(told, WORDS)


def codes(reading: Reading) -> list[tuple[int, Column | None, str]]:
    return [(one.line, one.column, one.code) for one in reading.faults]


def test_rows_of_one_number_are_one_case_and_its_orders_are_counted() -> None:
    found = read_rows({}, {Column.TEXT: "Pasang papan."}, {Column.NUMBER: "0124"})
    assert [(case.line, len(case.orders)) for case in found.cases] == [(2, 2), (4, 1)]
    assert [one.n for one in found.cases[0].orders] == [1, 2]
    assert (found.rows, found.orders, found.refused) == (3, 3, 0)


def test_an_order_is_due_by_the_rules_of_the_day_of_its_report() -> None:
    late, early = (
        read_rows({Column.LHP_ON: day, Column.RECEIVED_ON: day}).cases[0]
        for day in ("2025-06-02", "2023-12-29")
    )
    assert (late.rule_set, early.rule_set) == ("58/2023", "48/2020")
    assert early.orders[0].due_on == date(2024, 1, 28)  # thirty days, not working days
    assert (late.orders[0].due_on - date(2025, 6, 2)).days > 40
    assert not late.orders[0].due_given


def test_another_last_day_needs_a_reason_and_the_rules_own_does_not() -> None:
    by_rule = read_rows({}).cases[0].orders[0].due_on.isoformat()
    assert not read_rows({Column.DUE_ON: by_rule}).faults
    given = {Column.DUE_ON: "2026-05-29"}
    assert codes(read_rows(given)) == [(2, Column.DUE_REASON, "due_unexplained")]
    (case,) = read_rows({**given, Column.DUE_REASON: "Diperpanjang"}).cases
    order = case.orders[0]
    assert (order.due_given, order.due_reason) == (True, "Diperpanjang")
    # A reason for what needs none is not kept.
    (case,) = read_rows({Column.DUE_REASON: "Diperpanjang"}).cases
    assert case.orders[0].due_reason == ""


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({Column.NUMBER: ""}, Column.NUMBER, "empty"),
        ({Column.NUMBER: "1" * 41}, Column.NUMBER, "long"),
        ({Column.AGENCY: "Kota Lain"}, Column.AGENCY, "agency_unknown"),
        ({Column.AGENCY: "Satu"}, Column.AGENCY, "agency_several"),
        ({Column.UNIT: "Lain"}, Column.UNIT, "unit_unknown"),
        ({Column.UNIT: "Dua Kali"}, Column.UNIT, "unit_unknown"),
        ({Column.SUBSTANCE: "x"}, Column.SUBSTANCE, "substance"),
        ({Column.FORMS: "PB, XX"}, Column.FORMS, "forms"),
        ({Column.FORMS: ";"}, Column.FORMS, "forms"),
        ({Column.LHP_ON: "kemarin"}, Column.LHP_ON, "day"),
        ({Column.LHP_ON: "2026-02-30"}, Column.LHP_ON, "day"),
        ({Column.LHP_ON: "1999-01-01"}, Column.LHP_ON, "day_far"),
        ({Column.RECEIVED_ON: "2026-03-10"}, Column.RECEIVED_ON, "day_ahead"),
        ({Column.RECEIVED_ON: "2026-01-29"}, Column.RECEIVED_ON, "received_before"),
        ({Column.ORDER: "Perintah"}, Column.ORDER, "instrument"),
        ({Column.ORDER: "Rekomendasi 1"}, Column.ORDER, "recommendation"),
        ({Column.DUE_ON: "9999-12-31"}, Column.DUE_ON, "day_far"),
        ({Column.DUE_ON: "2026-02-01"}, Column.DUE_ON, "due_before"),
        ({Column.STATUS: "selesai"}, Column.STATUS, "status"),
        ({Column.STATUS: "Dibatalkan"}, Column.STATUS, "freed"),
        ({Column.STATUS: "dilaksanakan"}, Column.DONE_ON, "done_missing"),
        ({Column.DONE_ON: "2026-02-20"}, Column.DONE_ON, "done_needless"),
        (
            {Column.STATUS: "sebagian", Column.DONE_ON: "2026-01-31"},
            Column.DONE_ON,
            "done_before",
        ),
        ({Column.OFFICER: "Budi"}, Column.OFFICER, "officer_unknown"),
        ({Column.OFFICER: "Kembar"}, Column.OFFICER, "officer_several"),
        ({Column.OFFICE: "Kantor lain"}, Column.OFFICE, "other_office"),
        ({Column.TEXT: "a\x07b"}, Column.TEXT, "control"),
        ({Column.TEXT: "a\u202eb"}, Column.TEXT, "control"),
        ({Column.TEXT: "NIK 6471054101900000."}, Column.TEXT, "nik"),
        ({Column.ORDER: "Saran"}, Column.ORDER, "only_suggestions"),
    ],
)
def test_what_is_wrong_is_said_of_its_row_and_column(
    cells: dict[Column, str], column: Column, code: str
) -> None:
    found = read_rows(cells)
    assert codes(found) == [(2, column, code)]
    assert not found.cases


def test_a_name_that_several_bear_names_them_all() -> None:
    (fault,) = read_rows({Column.AGENCY: "Satu"}).faults
    assert fault.said["names"] == "Kota Satu (99.71), Kabupaten Satu (99.72)"


def test_names_aliases_and_days_are_read_as_people_write_them() -> None:
    (case,) = read_rows(
        {
            Column.AGENCY: "kota  SATU",
            Column.UNIT: "Dinas",
            Column.FORMS: "Penundaan berlarut; PP, pb",
            Column.LHP_ON: "30/01/2026",
            Column.RECEIVED_ON: "2.2.2026",
            Column.ORDER: "Tindakan korektif 3",
            Column.STATUS: "Dilaksanakan",
            Column.DONE_ON: "20-02-2026",
            Column.OFFICER: "Ana",
            Column.OFFICE: "64",
            Column.TEXT: "Baris satu\nbaris dua",
        }
    ).cases
    assert (case.agency_id, case.unit_id, case.forms) == (1, 11, ("PB", "PP"))
    assert (case.lhp_on, case.received_on) == (date(2026, 1, 30), date(2026, 2, 2))
    assert case.officer_id == 7
    (order,) = case.orders
    assert (order.n, order.status) == (3, ActionStatus.DILAKSANAKAN)
    assert (order.done_on, order.text) == (date(2026, 2, 20), "Baris satu\nbaris dua")


def test_nobody_is_nobody_and_evidence_stays_behind() -> None:
    found = read_rows(
        {Column.OFFICER: "Belum ada", Column.STATUS: "Bukti sedang kami periksa"}
    )
    assert found.cases[0].officer_id is None
    assert found.cases[0].orders[0].status is ActionStatus.BELUM
    assert [(one.column, one.code) for one in found.warnings] == [
        (Column.STATUS, "evidence_stays")
    ]


def test_a_mailbox_is_to_be_looked_at_and_holds_nothing_up() -> None:
    found = read_rows({Column.TEXT: "Tulis kepada dinas@contoh.test"})
    assert found.cases
    assert [(one.line, one.code) for one in found.warnings] == [(2, "may_name")]


def test_of_a_case_comes_in_all_or_nothing() -> None:
    found = read_rows(
        {},
        {Column.TEXT: ""},
        {Column.TEXT: "Pasang papan."},
        {Column.NUMBER: "0124"},
    )
    assert codes(found) == [
        (2, None, "beside"),
        (3, Column.TEXT, "empty"),
        (4, None, "beside"),
    ]
    assert [case.number for case in found.cases] == ["0124"]
    assert found.faults[0].said == {"line": "3"}


def test_rows_of_a_case_say_the_same_of_it() -> None:
    found = read_rows({}, {Column.SUMMARY: "Lain", Column.FORMS: "PP"}, {})
    assert codes(found) == [
        (2, None, "beside"),
        (3, Column.FORMS, "differs"),
        (3, Column.SUMMARY, "differs"),
        (4, None, "beside"),
    ]


def test_a_number_is_the_same_however_it_is_spaced() -> None:
    found = read_rows({}, {Column.NUMBER: " 0123/lm/2025 "})
    assert len(found.cases) == 1
    assert number_key("A  b") == found.cases[0].key.replace("0123/lm/2025", "a b")


def test_orders_are_all_numbered_or_none_is() -> None:
    one = {Column.ORDER: "Tindakan korektif 2"}
    assert codes(read_rows(one, {Column.ORDER: ""})) == [
        (2, None, "beside"),
        (3, Column.ORDER, "number_some"),
    ]
    assert codes(read_rows(one, {Column.ORDER: "Saran 2"}))[-1] == (
        3,
        Column.ORDER,
        "number_twice",
    )
    (case,) = read_rows(one, {Column.ORDER: "1"}).cases
    assert [(o.n, o.instrument) for o in case.orders] == [
        (2, Instrument.TK),
        (1, Instrument.TK),
    ]


def test_a_suggestion_comes_in_beside_an_order() -> None:
    (case,) = read_rows({}, {Column.ORDER: "Saran", Column.UNIT: "Dinas"}).cases
    assert [one.instrument for one in case.orders] == [Instrument.TK, Instrument.SARAN]
    # Of several units, or of one and none, the case is the whole agency's.
    assert case.unit_id is None


# --- the file itself --------------------------------------------------------------------
def csv_text(*rows: str, heads: str = "") -> bytes:
    first = heads or ",".join(one.value for one in NEEDED)
    return "\n".join([first, *rows]).encode()


LINE = ",".join(CELLS[one] for one in NEEDED)


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_as_spreadsheets_write_it(separator: str, mark: bytes) -> None:
    text = csv_text(LINE, "", LINE).replace(b",", separator.encode())
    rows = rows_of(mark + text.replace(b"\n", b"\r\n"), NAMES)
    assert [row.line for row in rows] == [2, 4]
    assert rows[0].cells == {one: CELLS[one] for one in NEEDED}


def test_columns_stand_in_any_order_and_what_follows_from_others_is_left_out() -> None:
    heads = "tenggat," + ",".join(one.value for one in reversed(NEEDED)) + ",,"
    line = "3 hari lagi," + ",".join(CELLS[one] for one in reversed(NEEDED)) + ",,"
    (row,) = rows_of(csv_text(line, heads=heads), NAMES)
    assert row.cells == {one: CELLS[one] for one in NEEDED}


@pytest.mark.parametrize(
    ("content", "code", "names"),
    [
        (b"x" * (MOST_BYTES + 1), "too_large", []),
        (csv_text(*[LINE] * (MOST_ROWS + 1)), "too_many_rows", []),
        (b"\xff\xfe" + csv_text(LINE), "not_utf8", []),
        (csv_text(LINE + "\0"), "no_text", []),
        (b"", "no_heading", []),
        (b"\n\n", "no_heading", []),
        (b"lain,apa\n1,2", "no_heading", []),
        (csv_text(), "no_rows", []),
        (csv_text(LINE, heads="lain,number"), "unknown_columns", ["lain"]),
        (csv_text(LINE, heads="number,number"), "same_columns", ["number"]),
        (csv_text(LINE, heads="number,agency"), "lacking_columns", list(NEEDED[2:])),
    ],
)
def test_a_file_of_which_no_row_can_be_told_is_refused_whole(
    content: bytes, code: str, names: list[str]
) -> None:
    with pytest.raises(Unreadable) as refused:
        rows_of(content, NAMES)
    assert (refused.value.code, refused.value.names) == (code, names)


def test_a_row_that_is_no_row_spoils_itself_alone() -> None:
    huge = '"' + "x" * 200_000 + '"'
    rows = rows_of(csv_text(LINE + ",lebih", huge, LINE), NAMES)
    assert [(row.line, row.fault) for row in rows] == [
        (2, "columns"),
        (3, "csv"),
        (4, ""),
    ]
    assert codes(read(rows, WORDS)) == [(2, None, "columns"), (3, None, "csv")]


def test_a_heading_that_is_no_heading_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        rows_of(b'"' + b"x" * 200_000 + b'"\n1', NAMES)
    assert refused.value.code == "no_heading"


def test_what_was_wrong_is_kept_in_no_words_of_the_row() -> None:
    for fault in (
        Fault(3, Column.TEXT, "empty"),
        Fault(4, None, "beside", {"line": "3"}),
    ):
        assert fault_of(fault.stored()) == fault
    assert fault_of([5, "", "csv", None]) == Fault(5, None, "csv")


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    """Whatever comes: rows, or a refusal with a code; and every row is told."""
    try:
        rows = rows_of(content, NAMES)
    except Unreadable:
        return
    _told_whole(read(rows, WORDS))


_CELL = st.text(max_size=30) | st.sampled_from(
    ["", "99.71", "PB", "2026-02-02", "1/2/2026", "Saran 1", "belum", "dilaksanakan"]
)


@given(
    st.lists(st.lists(_CELL, max_size=len(Column) + 1), max_size=6),
    st.sampled_from([",", ";"]),
)
def test_whatever_stands_in_cells_each_row_comes_in_or_says_why(
    rows: list[list[str]], separator: str
) -> None:
    heads = separator.join(one.value for one in Column)
    lines = [separator.join(row) for row in rows]
    try:
        found = rows_of("\n".join([heads, *lines]).encode(errors="replace"), NAMES)
    except Unreadable:
        return
    _told_whole(read(found, WORDS))


@given(st.lists(st.dictionaries(st.sampled_from(list(Column)), _CELL), max_size=5))
def test_near_a_good_row_each_row_comes_in_or_says_why(
    changes: list[dict[Column, str]],
) -> None:
    _told_whole(read_rows(*changes))


def _told_whole(found: Reading) -> None:
    coming = {order.line for case in found.cases for order in case.orders}
    refused = {fault.line for fault in found.faults}
    assert not coming & refused
    assert len(coming) + len(refused) == found.rows
