"""An inner clock stands still while somebody else holds the ball, and loses no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.calendar import DueDate, SkipReason, Unit
from complaints.domain import deadlines
from complaints.domain.deadlines import PAUSABLE
from complaints.domain.pausing import (
    STOPS,
    Hold,
    NeverPauses,
    Standing,
    hold_of,
    run,
)
from complaints.domain.terms import TERMS, Basis, TermKind
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)
T = TermKind
QUESTION = T.REPORTER_ANSWER
WEEK = (7, Unit.WORKDAYS)
_days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
_lengths = st.tuples(st.integers(1, 60), st.sampled_from(list(Unit)))


@st.composite
def _holds(draw: st.DrawFn) -> list[Hold]:
    """Spans that are over; they may touch, overlap and repeat."""
    starts = draw(st.lists(st.dates(date(2025, 1, 1), date(2027, 3, 1)), max_size=8))
    return [
        Hold(QUESTION, day, day + timedelta(days=draw(st.integers(0, 30))))
        for day in starts
    ]


def test_the_days_of_somebody_else_do_not_count() -> None:
    hold = Hold(QUESTION, date(2026, 11, 24), date(2026, 11, 26))
    due = run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [hold])
    assert isinstance(due, DueDate)
    assert due.date == date(2026, 12, 4)
    assert (date(2026, 11, 25), SkipReason.PAUSED) in due.skipped
    assert (date(2026, 11, 26), SkipReason.PAUSED) in due.skipped
    assert (date(2026, 11, 24), SkipReason.PAUSED) not in due.skipped


def test_a_clock_that_stands_says_since_when_and_what_is_left() -> None:
    # Tuesday is the first of seven days; the ball went on that day.
    hold = Hold(QUESTION, date(2026, 11, 24))
    assert run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [hold]) == Standing(
        date(2026, 11, 24), QUESTION, 6
    )
    # A weekend that went by counts neither as used nor as left.
    over = Hold(QUESTION, date(2026, 11, 30))
    found = run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [over])
    assert found == Standing(date(2026, 11, 30), QUESTION, 2)


def test_a_clock_that_began_while_somebody_held_the_ball_stands_from_its_start() -> (
    None
):
    hold = Hold(QUESTION, MONDAY - timedelta(days=3))
    found = run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [hold])
    assert found == Standing(MONDAY, QUESTION, 7)


def test_a_clock_that_had_ended_does_not_stand_still() -> None:
    due = deadlines.due(CALENDAR, T.MATERIAL, MONDAY)
    on_the_day = Hold(QUESTION, due.date)
    assert run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [on_the_day]) == due
    sooner = Hold(QUESTION, due.date - timedelta(days=1))
    found = run(CALENDAR, T.MATERIAL, MONDAY, WEEK, [sooner])
    assert isinstance(found, Standing)


def test_whose_time_is_over_holds_the_ball_no_longer() -> None:
    due_on = MONDAY + timedelta(days=14)
    late = hold_of(QUESTION, MONDAY, due_on, due_on + timedelta(days=5))
    assert late == Hold(QUESTION, MONDAY, due_on)
    early = hold_of(QUESTION, MONDAY, due_on, MONDAY + timedelta(days=2))
    assert early.until == MONDAY + timedelta(days=2)
    assert hold_of(QUESTION, MONDAY, due_on, None).until is None
    # A receipt told later than the answer: nobody held it for less than nothing.
    assert hold_of(QUESTION, MONDAY, due_on, MONDAY - timedelta(days=1)).until == MONDAY


@given(st.sampled_from(sorted(PAUSABLE)), _days, _lengths, _holds())
def test_the_time_of_others_is_added_exactly_and_only_once(
    kind: TermKind, start: date, length: tuple[int, Unit], holds: list[Hold]
) -> None:
    due = run(CALENDAR, kind, start, length, holds)
    assert isinstance(due, DueDate)
    held = {
        hold.since + timedelta(days=n)
        for hold in holds
        if hold.until is not None
        for n in range(1, (hold.until - hold.since).days + 1)
    }
    every = [start + timedelta(days=n) for n in range(1, (due.date - start).days + 1)]
    ours = [day for day in every if day not in held]
    if length[1] is Unit.WORKDAYS:
        ours = [day for day in ours if CALENDAR.is_workday(day)]
    assert len(ours) == length[0]
    assert due.date == ours[-1]
    assert run(CALENDAR, kind, start, length, holds + holds) == due
    assert run(CALENDAR, kind, start, length, holds[::-1]) == due


@given(_days, _lengths, st.integers(0, 80), st.integers(0, 60))
def test_what_was_left_when_it_stopped_is_left_when_it_goes_on(
    start: date, length: tuple[int, Unit], after: int, days: int
) -> None:
    since = start + timedelta(days=after)
    stood = run(CALENDAR, T.MATERIAL, start, length, [Hold(QUESTION, since)])
    back = since + timedelta(days=days)
    due = run(CALENDAR, T.MATERIAL, start, length, [Hold(QUESTION, since, back)])
    assert isinstance(due, DueDate)
    if isinstance(stood, DueDate):
        assert due == stood
    else:
        assert stood.left > 0
        assert due.date == CALENDAR.add(back, stood.left, length[1]).date


@given(st.sampled_from(sorted(set(T) - PAUSABLE)), st.sampled_from(sorted(STOPS)))
def test_what_was_promised_or_is_the_law_never_pauses(
    kind: TermKind, by: TermKind
) -> None:
    with pytest.raises(NeverPauses):
        run(CALENDAR, kind, MONDAY, WEEK, [Hold(by, MONDAY)])
    assert all(kind not in stopped for stopped in STOPS.values())


def test_only_terms_of_our_own_making_pause_and_none_by_itself() -> None:
    assert all(TERMS[kind].basis is Basis.OURS for kind in PAUSABLE)
    assert all(kind not in stopped for kind, stopped in STOPS.items())
    # A case without an examiner does not wait for the agency's answer.
    found = run(CALENDAR, T.ASSIGN, MONDAY, WEEK, [Hold(T.CLARIFICATION, MONDAY)])
    assert isinstance(found, DueDate)
