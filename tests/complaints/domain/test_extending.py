"""How far a term of ours may move, and that one of a statute never does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.extending import EXTENDABLE, PROMISED, latest, may_move
from complaints.domain.holders import HOLDER
from complaints.domain.states import Party
from complaints.domain.terms import TERMS, Basis, TermKind
from tests.complaints.domain.calendars import CALENDAR

DUE = date(2026, 4, 8)
LIGHT = TermKind.EXAM_LIGHT


def moves(kind: TermKind, until: date, *, due: date = DUE) -> bool:
    return may_move(CALENDAR, kind, count=30, first_due=DUE, due=due, until=until)


def test_a_term_moves_by_its_own_length_once_more_in_all() -> None:
    last = DUE + timedelta(days=30)
    assert latest(CALENDAR, LIGHT, DUE, 30) == last
    assert moves(LIGHT, last)
    assert not moves(LIGHT, last + timedelta(days=1))
    # A second extension does not begin to count anew.
    assert not moves(LIGHT, last + timedelta(days=1), due=last)


@pytest.mark.parametrize("days", [-1, 0])
def test_a_term_moves_on_and_never_back(days: int) -> None:
    assert not moves(LIGHT, DUE + timedelta(days=days))


def test_what_a_statute_sets_is_not_ours_to_extend() -> None:
    assert {TERMS[kind].basis for kind in EXTENDABLE} <= {Basis.OURS, Basis.STATED}
    assert not moves(TermKind.FORMAL_PROMISE, DUE + timedelta(days=1))
    assert not moves(TermKind.COMPLETION, DUE + timedelta(days=1))


def test_only_who_works_on_a_case_holds_what_may_be_extended() -> None:
    holders = {HOLDER[kind] for kind in EXTENDABLE}
    assert holders == {Party.INTAKE, Party.EXAMINER, Party.RESMON}
    assert PROMISED < EXTENDABLE


@given(st.sampled_from(sorted(EXTENDABLE)), st.integers(-400, 400), st.integers(0, 400))
def test_no_chain_of_extensions_leads_beyond_the_last_day(
    kind: TermKind, days: int, moved: int
) -> None:
    until, due = DUE + timedelta(days=days), DUE + timedelta(days=moved)
    count = TERMS[kind].amount
    if may_move(CALENDAR, kind, count=count, first_due=DUE, due=due, until=until):
        assert due < until <= latest(CALENDAR, kind, DUE, count)
