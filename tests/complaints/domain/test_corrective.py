"""When an action is late, when its case moves or may close, and what day counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Instrument,
    More,
    Submission,
    awaits_verdict,
    can_close,
    day_to_keep,
    execution_day,
    first_day,
    more_wanted,
    overdue,
)
from tests.complaints.domain.calendars import CALENDAR

DUE = date(2026, 11, 20)  # a Friday
NEXT = DUE + timedelta(days=1)
BELUM, DIAJUKAN = ActionStatus.BELUM, ActionStatus.DIAJUKAN
SEBAGIAN, DILAKSANAKAN = ActionStatus.SEBAGIAN, ActionStatus.DILAKSANAKAN


def action(status: ActionStatus = BELUM, *pieces: Submission) -> ActionState:
    return ActionState("a", status, DUE, submissions=pieces)


def on(day: int, *, decided: int | None = None, asks_more: bool = False) -> Submission:
    """Evidence of a day of November, decided on another."""
    decided_on = date(2026, 11, decided) if decided else None
    return Submission(date(2026, 11, day), decided_on, asks_more=asks_more)


@pytest.mark.parametrize(
    ("state", "today", "moves"),
    [
        # Its last day is still the agency's; the day after is not.
        (action(), DUE, False),
        (action(), NEXT, True),
        # Evidence in time that we have not decided keeps the case where it is.
        (action(DIAJUKAN, on(20)), NEXT, False),
        (action(DIAJUKAN, on(20)), date(2027, 1, 1), False),
        # Evidence that came late does not.
        (action(DIAJUKAN, on(21)), NEXT, True),
        # Refused, or more was asked for: the ball is the agency's, and it is late.
        (action(BELUM, on(19, decided=21)), NEXT, True),
        (action(BELUM, on(19, decided=21, asks_more=True)), NEXT, True),
        # Partly done is not done.
        (action(SEBAGIAN, on(19, decided=20)), NEXT, True),
        (action(DILAKSANAKAN, on(19, decided=20)), NEXT, False),
        (replace(action(), annulled=True), NEXT, False),
        (replace(action(), excused=True), NEXT, False),
        # Not received yet: no clock runs.
        (replace(action(), due_on=None), NEXT, False),
        (replace(action(DIAJUKAN, on(19)), due_on=None), NEXT, False),
        # A suggestion is tracked, never enforced.
        (replace(action(), instrument=Instrument.SARAN), NEXT, False),
        (replace(action(), instrument=Instrument.REKOMENDASI), NEXT, True),
    ],
)
def test_the_day_after_a_missed_date_the_case_moves(
    state: ActionState, today: date, *, moves: bool
) -> None:
    assert overdue([state], today) == ((state,) if moves else ())


def test_one_late_action_is_enough_and_only_the_late_ones_are_named() -> None:
    done, late = action(DILAKSANAKAN), replace(action(), ref="b")
    assert overdue([done, late], NEXT) == (late,)


def test_nothing_in_time_awaits_us_without_a_date() -> None:
    assert not awaits_verdict(replace(action(DIAJUKAN, on(1)), due_on=None))
    assert awaits_verdict(action(DIAJUKAN, on(1)))


def test_a_case_closes_when_every_action_that_binds_is_final() -> None:
    done, part, undone = action(DILAKSANAKAN), action(SEBAGIAN), action()
    excused = replace(undone, excused=True)
    suggestion = replace(undone, instrument=Instrument.SARAN)
    assert can_close([done, excused, suggestion])
    assert not can_close([done, undone], partly=True)
    assert not can_close([done, part])
    assert can_close([done, part], partly=True)


LATER = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("pieces", "counts"),
    [
        # Nothing was sent: the day on which it was done, as we verified it.
        ([], LATER),
        # One piece, accepted whenever: its own day.
        ([on(9)], date(2026, 11, 9)),
        ([on(9, decided=27)], date(2026, 11, 9)),
        # Asked on the 10th (Tuesday), answered on the fifth working day: in time.
        ([on(9, decided=10, asks_more=True), on(17)], date(2026, 11, 9)),
        # A day later: no longer.
        ([on(9, decided=10, asks_more=True), on(18)], LATER),
        # Both askings were answered in time; then only the second was not.
        (
            [
                on(2, decided=3, asks_more=True),
                on(5, decided=9, asks_more=True),
                on(16),
            ],
            date(2026, 11, 2),
        ),
        (
            [
                on(2, decided=3, asks_more=True),
                on(5, decided=9, asks_more=True),
                on(17),
            ],
            LATER,
        ),
        # Sent more before we had decided anything: our silence costs them nothing.
        ([on(2), on(25)], date(2026, 11, 2)),
        # Refused: what follows is a new attempt, and its own day counts.
        ([on(2, decided=4), on(25)], date(2026, 11, 25)),
        # Late once, then refused, then new.
        (
            [on(2, decided=3, asks_more=True), on(12, decided=13), on(19)],
            date(2026, 11, 19),
        ),
    ],
)
def test_the_day_that_counts(pieces: list[Submission], counts: date) -> None:
    assert execution_day(action(DILAKSANAKAN, *pieces), LATER, CALENDAR) == counts


def test_what_was_done_before_it_was_sent_counts_from_then() -> None:
    done = date(2026, 11, 3)
    assert execution_day(action(DILAKSANAKAN, on(9)), done, CALENDAR) == done


_days = st.integers(1, 28)


@given(_days, st.none() | st.integers(1, 30))
def test_our_delay_never_makes_an_action_later(day: int, decided: int | None) -> None:
    state = action(DILAKSANAKAN, on(day, decided=decided))
    assert execution_day(state, LATER, CALENDAR) <= date(2026, 11, day)


@given(st.lists(_days, min_size=1, max_size=4).map(sorted))
def test_sending_more_before_our_verdict_never_costs_a_day(days: list[int]) -> None:
    state = action(DILAKSANAKAN, *(on(day) for day in days))
    assert execution_day(state, LATER, CALENDAR) == date(2026, 11, days[0])


@given(st.sampled_from(ActionStatus), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_time_never_forgives(status: ActionStatus, today: date) -> None:
    late = overdue([action(status)], today)
    later = overdue([action(status)], today + timedelta(days=30))
    assert set(late) <= set(later)


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([], None),
        # Not decided yet, or refused: nothing is asked.
        ([on(9)], None),
        ([on(9, decided=10)], None),
        # Asked on Tuesday the 10th: the fifth working day is Tuesday the 17th.
        (
            [on(9, decided=10, asks_more=True)],
            More(date(2026, 11, 17), date(2026, 11, 9)),
        ),
        # It came: nothing is asked until we decide.
        ([on(9, decided=10, asks_more=True), on(12)], None),
        # Asked again: the first day still is what is kept.
        (
            [on(2, decided=3, asks_more=True), on(5, decided=9, asks_more=True)],
            More(date(2026, 11, 16), date(2026, 11, 2)),
        ),
        # An answer came too late: that day is lost, and nothing keeps it.
        (
            [on(2, decided=3, asks_more=True), on(17, decided=18, asks_more=True)],
            More(date(2026, 11, 25), None),
        ),
    ],
)
def test_by_when_more_must_come_to_keep_the_first_day(
    pieces: list[Submission], wanted: More | None
) -> None:
    assert more_wanted(action(BELUM, *pieces), CALENDAR) == wanted


def test_of_what_is_owed_no_more_nothing_is_wanted() -> None:
    asked = action(BELUM, on(9, decided=10, asks_more=True))
    assert more_wanted(replace(asked, excused=True), CALENDAR) is None
    assert more_wanted(replace(asked, superseded=True), CALENDAR) is None


ASKED = date(2026, 11, 17)  # by then what was asked for must come


@pytest.mark.parametrize(
    ("due_on", "more", "today", "day"),
    [
        (DUE, None, None, DUE),
        (DUE, More(ASKED, date(2026, 11, 9)), None, ASKED),
        (DUE, More(ASKED, date(2026, 11, 9)), ASKED, ASKED),
        # A suggestion has no last day of its own.
        (None, More(ASKED, date(2026, 11, 9)), ASKED, ASKED),
        (None, None, ASKED, None),
        # The day of the order may lie before that of our asking.
        (date(2026, 11, 13), More(ASKED, date(2026, 11, 9)), None, ASKED),
        # It is over, or the first day was lost before: the order's own day decides.
        (DUE, More(ASKED, date(2026, 11, 9)), date(2026, 11, 18), DUE),
        (DUE, More(ASKED, None), None, DUE),
    ],
)
def test_where_more_is_wanted_the_day_of_our_asking_decides(
    due_on: date | None, more: More | None, today: date | None, day: date | None
) -> None:
    assert day_to_keep(due_on, more, today) == day


@given(st.integers(1, 9))
def test_an_answer_on_the_last_day_keeps_it_and_one_a_day_later_does_not(
    day: int,
) -> None:
    asked = on(day, decided=day, asks_more=True)
    wanted = more_wanted(action(BELUM, asked), CALENDAR)
    assert wanted is not None
    late = wanted.by + timedelta(days=1)
    for answered, kept in ((wanted.by, wanted.keeps), (late, None)):
        pieces = asked, Submission(answered)
        assert first_day(action(BELUM, *pieces), CALENDAR) == kept
