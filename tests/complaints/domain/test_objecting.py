"""To what an agency may object, until when, and what a decision comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agencies.domain.calendar import WorkCalendar
from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Instrument,
    Submission,
)
from complaints.domain.objecting import (
    Outcome,
    Ruled,
    Ruling,
    may_be_due,
    nothing_left,
    objectionable,
    outcome_of,
    standing_orders,
    stands_again,
)
from complaints.domain.states import State

A, R, S = ActionStatus, Ruling, State
DUE = date(2026, 4, 20)  # a Monday
ORDER = ActionState("1", A.BELUM, DUE)
LATER = replace(ORDER, ref="2", due_on=date(2026, 5, 4))
CALENDAR = WorkCalendar(
    holidays=frozenset({date(2026, 5, 1)}),
    loaded_until=date(2026, 12, 31),
    version="2026",
)


def refs(actions: tuple[ActionState, ...]) -> list[str]:
    return [action.ref for action in actions]


@pytest.mark.parametrize("state", [S.CORRECTIVE, S.RESMON])
def test_an_order_is_objected_to_until_its_own_last_day(state: State) -> None:
    both = (ORDER, LATER)
    assert refs(objectionable(state, both, DUE)) == ["1", "2"]
    assert refs(objectionable(state, both, date(2026, 4, 21))) == ["2"]
    assert refs(objectionable(state, both, date(2026, 5, 5))) == []


@pytest.mark.parametrize("state", sorted(set(S) - {S.CORRECTIVE, S.RESMON}))
def test_at_no_other_stage_is_anything_objected_to(state: State) -> None:
    assert objectionable(state, (ORDER, LATER), DUE) == ()


def test_only_what_is_owed_of_the_report_is_ruled_on() -> None:
    rows = (
        ORDER,
        replace(ORDER, ref="2", status=A.SEBAGIAN),
        replace(ORDER, ref="3", due_on=None),  # not received
        replace(ORDER, ref="4", status=A.DILAKSANAKAN),
        replace(ORDER, ref="5", excused=True),
        replace(ORDER, ref="6", annulled=True),
        replace(ORDER, ref="7", superseded=True),
        replace(ORDER, ref="8", instrument=Instrument.SARAN),
        replace(ORDER, ref="r1", instrument=Instrument.REKOMENDASI),
    )
    assert refs(standing_orders(rows)) == ["1", "2"]


@pytest.mark.parametrize(
    ("ruled", "whole"),
    [
        (Ruled(R.KEEP), True),
        (Ruled(R.ANNUL), True),
        (Ruled(R.CHANGE), False),
        (Ruled(R.CHANGE, "  "), False),
        (Ruled(R.CHANGE, "Bunyi baru."), False),
        (Ruled(R.CHANGE, "Bunyi baru.", DUE), True),
        (Ruled(R.CHANGE, due_on=DUE), True),
        (Ruled(R.KEEP, "Bunyi baru."), False),
        (Ruled(R.ANNUL, due_on=DUE), False),
    ],
)
def test_a_change_says_what_changes_and_nothing_else_does(
    ruled: Ruled, *, whole: bool
) -> None:
    assert ruled.is_whole is whole


@pytest.mark.parametrize(
    ("withdrawn", "rulings", "outcome"),
    [
        (False, [], Outcome.REFUSED),
        (False, [R.KEEP, R.KEEP], Outcome.REFUSED),
        (False, [R.KEEP, R.CHANGE], Outcome.CHANGED),
        (False, [R.ANNUL, R.ANNUL], Outcome.CHANGED),
        (True, [], Outcome.WITHDRAWN),
    ],
)
def test_the_rulings_come_to_one_outcome(
    rulings: list[Ruling], outcome: Outcome, *, withdrawn: bool
) -> None:
    assert outcome_of(withdrawn=withdrawn, rulings=rulings) is outcome


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 4, 20), False),  # the day that the agency was told
        (date(2026, 4, 21), True),
        (date(2026, 4, 25), False),  # a Saturday
        (date(2026, 5, 1), False),  # a holiday
        (date(2026, 6, 1), True),
        (date(2026, 6, 2), False),  # more than a whole period
    ],
)
def test_a_new_last_day_is_a_working_day_between_two(day: date, *, fits: bool) -> None:
    last = date(2026, 6, 1)
    assert may_be_due(CALENDAR, day, after=DUE, last=last) is fits


def test_a_case_stands_again_when_nothing_is_overdue() -> None:
    after = date(2026, 4, 21)
    assert not stands_again([ORDER, LATER], after)
    moved = replace(ORDER, due_on=date(2026, 5, 20))
    assert stands_again([moved, LATER], after)
    assert stands_again([replace(ORDER, annulled=True), LATER], after)
    sent = replace(ORDER, submissions=(Submission(DUE),))
    assert stands_again([sent], after)  # in time, and our verdict is owed


def test_nothing_is_left_when_every_order_is_annulled() -> None:
    gone = replace(ORDER, annulled=True)
    advice = replace(ORDER, ref="9", instrument=Instrument.SARAN)
    assert nothing_left([gone, replace(gone, ref="2"), advice])
    assert not nothing_left([gone, LATER])
    assert not nothing_left([gone, replace(LATER, status=A.DILAKSANAKAN)])
