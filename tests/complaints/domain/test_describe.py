"""The table as text: everything in it, nothing else."""

from __future__ import annotations

from complaints.domain import describe
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.domain.transitions import TRANSITIONS


def test_every_command_and_every_state_is_described() -> None:
    rows = describe.rows()
    assert {row[1].strip("`") for row in rows} == set(Command)
    assert [row[0].strip("`") for row in describe.state_rows()] == list(State)
    assert set(describe.PARTY_NAMES) == set(Party)
    assert [row[0].strip("`") for row in describe.term_rows()] == list(TermKind)


def test_a_row_says_from_what_to_who_why_and_by_when() -> None:
    assert (
        "`resmon`",
        "`close_on_execution`",
        "`closed`",
        "head; proposed by resmon; four eyes",
        "`tk_dilaksanakan`, `tk_sebagian_diterima`",
        "60 days (ours)",
    ) in describe.rows()


def test_what_holds_everywhere_is_one_line_with_all_who_may_ask() -> None:
    line = next(row for row in describe.rows() if row[1] == "`extend`")
    assert line[0] == "every open state"
    assert line[2] == "the same"
    assert "intake" in line[3]
    assert "liaison" in line[3]
    line = next(row for row in describe.rows() if row[1] == "`withdraw`")
    assert line[0] == "every open state before `lhp_issued`"


def test_every_row_of_the_road_has_its_line() -> None:
    lines = {(row[0], row[1], row[2]) for row in describe.rows()}
    for row in TRANSITIONS:
        if row.command in describe.EVERYWHERE or row.source is State.CLOSED:
            continue
        assert (f"`{row.source}`", f"`{row.command}`", f"`{row.target}`") in lines


def test_a_term_names_its_right_and_its_doubt() -> None:
    assert describe.term_text(TermKind.INTAKE) == "1 working day (ours)"
    assert describe.term_text(TermKind.CLARIFICATION) == (
        "14 days (UU 37/2008 Pasal 33, assumed)"
    )


def test_markdown() -> None:
    assert describe.as_markdown(("A", "B"), [("1", "2")]) == (
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    )
