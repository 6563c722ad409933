"""How late an action is, in bands of working days, and whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain import queueing
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Party, State
from complaints.domain.tracker import (
    ENDED,
    LATE_FROM,
    Band,
    Sort,
    Stand,
    Status,
    View,
    bands,
    marks_on,
    turn,
    view_of,
)
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def holds(band: Band, day: date) -> bool:
    after = band.since is None or band.since <= day
    return after and (band.until is None or day <= band.until)


def test_the_marks_of_a_day_are_counted_in_working_days() -> None:
    marks = marks_on(CALENDAR, MONDAY)
    assert marks.soon == date(2026, 11, 30)
    # Eleven working days before Monday 23 November: what was due on the Sunday before
    # the first of them is as late as what was due on the Friday.
    assert marks.late[0] == date(2026, 11, 8)
    assert CALENDAR.workdays_between(date(2026, 11, 8), MONDAY) == 11
    assert CALENDAR.workdays_between(date(2026, 11, 9), MONDAY) == 10
    assert marks.very_late == marks.late[1]


def test_a_holiday_behind_the_fifth_working_day_is_as_near_as_that_day() -> None:
    marks = marks_on(CALENDAR, date(2026, 1, 8))
    assert CALENDAR.workdays_between(date(2026, 1, 16), date(2026, 1, 8)) == -5
    assert marks.soon == date(2026, 1, 18)  # a Sunday; the sixth is the Monday


@given(today=DAYS)
def test_a_mark_is_the_latest_day_that_is_so_late(today: date) -> None:
    marks = marks_on(CALENDAR, today)
    for days, mark in zip(LATE_FROM, marks.late, strict=True):
        assert CALENDAR.workdays_between(mark, today) == days
        assert CALENDAR.workdays_between(mark + timedelta(days=1), today) < days


@given(today=DAYS, far=st.integers(-400, 400))
def test_every_last_day_lies_in_exactly_one_band(today: date, far: int) -> None:
    day = today + timedelta(days=far)
    (band,) = [one for one in bands(marks_on(CALENDAR, today)) if holds(one, day)]
    late = CALENDAR.workdays_between(day, today)
    assert band.first is None or band.first <= late
    assert band.last is None or late <= band.last


@given(today=DAYS)
def test_what_is_due_today_is_near_and_what_was_due_yesterday_is_late(
    today: date,
) -> None:
    found = bands(marks_on(CALENDAR, today))
    assert holds(found[1], today)
    assert holds(found[2], today - timedelta(days=1))


def stand(**changes: object) -> Stand:
    given_: dict[str, object] = {
        "owed": True,
        "received": True,
        "waits": False,
        "late": False,
        "is_item": False,
        "state": State.CORRECTIVE,
    }
    return Stand(**(given_ | changes))  # type: ignore[arg-type]  # given by name


@pytest.mark.parametrize(
    ("changes", "party"),
    [
        ({}, Party.LIAISON),
        ({"is_item": True, "state": State.RECOMMENDATION}, Party.SUPERIOR),
        # What is done, annulled or repeated by a recommendation is nobody's turn.
        ({"owed": False, "late": True}, None),
        # We look at what came in, and prove that the report arrived.
        ({"waits": True, "late": True}, Party.EXAMINER),
        ({"received": False}, Party.EXAMINER),
        # The day went by: monitoring acts, and no more the agency.
        ({"late": True}, Party.RESMON),
        ({"late": True, "state": State.RESMON}, Party.RESMON),
        (
            {"late": True, "is_item": True, "state": State.RECOMMENDATION},
            Party.RESMON,
        ),
        # Published or closed as disobeyed, it is owed all the same.
        ({"late": True, "is_item": True, "state": State.PUBLISHED}, Party.SUPERIOR),
        ({"late": True, "state": State.CLOSED}, Party.LIAISON),
    ],
)
def test_the_turn_is_theirs_until_their_day_is_over(
    changes: dict[str, object], party: Party | None
) -> None:
    assert turn(stand(**changes)) is party


def test_a_status_of_an_action_is_called_as_its_row_calls_it() -> None:
    assert {status.value for status in ActionStatus} <= {one.value for one in Status}
    assert ActionStatus.DILAKSANAKAN.value in {one.value for one in ENDED}


def test_no_sort_is_called_as_one_of_the_queue() -> None:
    assert not {one.value for one in Sort} & {one.value for one in queueing.Sort}


@given(today=DAYS, day=DAYS)
def test_whatever_binds_lies_in_the_view_of_its_band(today: date, day: date) -> None:
    marks = marks_on(CALENDAR, today)
    (band,) = [one for one in bands(marks) if holds(one, day)]
    wanted = View.RUNNING if day > marks.soon else View.SOON
    assert view_of(band) is (View.LATE if day < today else wanted)
