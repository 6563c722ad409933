"""Working days, checked against an independent source and an independent counter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.calendar import (
    DueDate,
    SkipReason,
    Unit,
    WorkCalendar,
    end_of_day,
    legal_day,
    start_of_day,
)

YEARS = range(2025, 2029)
OFFICIAL = frozenset(
    holidays.country_holidays(
        "ID", years=YEARS, categories=("public", "government")
    ).keys()
)
CALENDAR = WorkCalendar(OFFICIAL, date(2028, 12, 31), "uji-1")
JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


def _walk(start: date, count: int) -> date:
    """Another way to count: list all working days of four years, take the n-th."""
    first = date(YEARS[0], 1, 1)
    days = (first + timedelta(n) for n in range(366 * len(YEARS)))
    working = [
        day
        for day in days
        if day.isoweekday() not in {6, 7} and day not in OFFICIAL and day > start
    ]
    return working[count - 1]


_starts = st.dates(date(2025, 1, 1), date(2028, 6, 30))


@given(_starts, st.integers(1, 90))
def test_an_independent_counter_agrees(start: date, count: int) -> None:
    assert CALENDAR.add_workdays(start, count).date == _walk(start, count)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # An ordinary week: Monday is day 0, Tuesday day 1.
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        # Friday to Monday.
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        # An event on a Saturday: Monday is day 1.
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        # Christmas is a Thursday, joint leave the Friday after it.
        (date(2025, 12, 24), 1, date(2025, 12, 29)),
        # 30 working days over the end of the year.
        (date(2025, 12, 1), 30, date(2026, 1, 15)),
        # The long holiday of Lebaran 2026, 18 to 24 March, with its joint leave.
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
        # Nothing to count: the day itself, even a Sunday.
        (date(2026, 11, 29), 0, date(2026, 11, 29)),
    ],
)
def test_worked_examples_of_working_days(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_workdays(start, count).date == due


def test_a_date_explains_itself() -> None:
    assert CALENDAR.add_workdays(date(2025, 12, 24), 1) == DueDate(
        date=date(2025, 12, 29),
        start=date(2025, 12, 24),
        count=1,
        unit=Unit.WORKDAYS,
        skipped=(
            (date(2025, 12, 25), SkipReason.HOLIDAY),
            (date(2025, 12, 26), SkipReason.HOLIDAY),
            (date(2025, 12, 27), SkipReason.WEEKEND),
            (date(2025, 12, 28), SkipReason.WEEKEND),
        ),
        provisional=False,
        calendar_version="uji-1",
    )


@given(_starts, st.integers(0, 90))
def test_every_day_between_is_counted_or_explained(start: date, count: int) -> None:
    due = CALENDAR.add_workdays(start, count)
    assert (due.date - start).days == count + len(due.skipped)
    assert [day for day, _ in due.skipped] == sorted({day for day, _ in due.skipped})
    assert not any(CALENDAR.is_workday(day) for day, _ in due.skipped)


@given(_starts, st.integers(1, 90))
def test_a_term_of_working_days_ends_on_one_and_counts_back(
    start: date, count: int
) -> None:
    due = CALENDAR.add_workdays(start, count).date
    assert CALENDAR.is_workday(due)
    assert CALENDAR.workdays_between(start, due) == count


@given(_starts, _starts)
def test_counting_backwards_is_counting_with_a_minus(a: date, b: date) -> None:
    assert CALENDAR.workdays_between(a, b) == -CALENDAR.workdays_between(b, a)


@given(_starts, st.integers(1, 60))
def test_a_reminder_goes_out_on_the_last_working_day_that_leaves_enough(
    day: date, count: int
) -> None:
    reminder = CALENDAR.workdays_before(day, count)
    assert CALENDAR.is_workday(reminder)
    assert CALENDAR.workdays_between(reminder, day) == count


def test_five_working_days_before_a_friday_is_the_friday_before() -> None:
    assert CALENDAR.workdays_before(date(2026, 11, 27), 5) == date(2026, 11, 20)
    assert CALENDAR.workdays_before(date(2026, 11, 29), 0) == date(2026, 11, 29)
    # From a Sunday: Friday is the one working day left, so it goes out on Thursday.
    assert CALENDAR.workdays_before(date(2026, 11, 29), 1) == date(2026, 11, 26)


def test_beyond_the_loaded_calendar_a_date_is_provisional() -> None:
    short = WorkCalendar(frozenset(), date(2026, 11, 30), "v")
    assert not short.add_workdays(date(2026, 11, 27), 1).provisional
    assert short.add_workdays(date(2026, 11, 27), 2).provisional
    assert not short.add_days(date(2026, 11, 27), 60).provisional


@given(_starts, st.integers(0, 400))
def test_calendar_days_count_every_day(start: date, count: int) -> None:
    due = CALENDAR.add(start, count, Unit.DAYS)
    assert due == CALENDAR.add_days(start, count)
    assert due.date - start == timedelta(days=count)
    assert (due.skipped, due.unit) == ((), Unit.DAYS)


def test_add_counts_in_the_unit_asked_for() -> None:
    start = date(2026, 11, 27)
    assert CALENDAR.add(start, 3, Unit.WORKDAYS) == CALENDAR.add_workdays(start, 3)


def test_a_term_cannot_be_negative() -> None:
    day = date(2026, 1, 1)
    for count in (CALENDAR.add_workdays, CALENDAR.add_days, CALENDAR.workdays_before):
        with pytest.raises(ValueError, match="-1 days"):
            count(day, -1)


@pytest.mark.parametrize(
    ("zone", "last_instant", "first_after"),
    [
        (JAKARTA, "2026-11-23T16:59:59", "2026-11-23T17:00:00"),
        (MAKASSAR, "2026-11-23T15:59:59", "2026-11-23T16:00:00"),
        (JAYAPURA, "2026-11-23T14:59:59", "2026-11-23T15:00:00"),
    ],
)
def test_a_legal_day_ends_at_midnight_of_the_office(
    zone: str, last_instant: str, first_after: str
) -> None:
    last = datetime.fromisoformat(last_instant).replace(tzinfo=UTC)
    after = datetime.fromisoformat(first_after).replace(tzinfo=UTC)
    day = date(2026, 11, 23)
    assert legal_day(last, zone) == day
    assert legal_day(after, zone) == date(2026, 11, 24)
    assert end_of_day(day, zone) == after
    assert start_of_day(date(2026, 11, 24), zone) == after


def test_a_moment_may_come_in_any_zone_but_must_have_one() -> None:
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(hours=7)))
    assert legal_day(moment, JAYAPURA) == date(2026, 11, 24)
    with pytest.raises(ValueError, match="time zone"):
        legal_day(moment.replace(tzinfo=None), JAYAPURA)


def test_only_the_three_legal_times_are_known() -> None:
    with pytest.raises(ValueError, match="Europe/Berlin"):
        end_of_day(date(2026, 1, 1), "Europe/Berlin")


_moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1))  # noqa: DTZ001 - hypothesis wants naive bounds and adds the zone


@given(_moments, st.sampled_from([JAKARTA, MAKASSAR, JAYAPURA]))
def test_a_moment_lies_inside_its_legal_day(naive: datetime, zone: str) -> None:
    moment = naive.replace(tzinfo=UTC)
    day = legal_day(moment, zone)
    assert start_of_day(day, zone) <= moment < end_of_day(day, zone)
