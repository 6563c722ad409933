"""The calendar in force is the newest one, read once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.domain.calendar import ZONES, WorkCalendar
from agencies.domain.kinds import HolidayKind, Zone
from agencies.errors import NoCalendar
from agencies.models import CalendarVersion
from agencies.selectors import calendar_held, work_calendar
from tests.factories.agencies import CalendarVersionFactory, HolidayFactory

pytestmark = pytest.mark.django_db


def test_without_a_calendar_no_day_is_counted() -> None:
    with pytest.raises(NoCalendar):
        work_calendar()


def test_national_holidays_and_joint_leave_both_stop_the_clock() -> None:
    HolidayFactory.create(date=date(2026, 8, 17))
    HolidayFactory.create(date=date(2026, 8, 18), kind=HolidayKind.JOINT_LEAVE)
    calendar = work_calendar()
    assert calendar.holidays == {date(2026, 8, 17), date(2026, 8, 18)}
    assert calendar.loaded_until == date(2026, 12, 31)
    assert calendar.version == "test-1"
    due = calendar.add_workdays(date(2026, 8, 14), 1)
    assert due.date == date(2026, 8, 19)


def test_the_newest_version_is_in_force_and_read_once() -> None:
    HolidayFactory.create()
    assert work_calendar().version == "test-1"
    CalendarVersionFactory.create(version="test-2")
    assert work_calendar().holidays == frozenset()
    with CaptureQueriesContext(connection) as queries:
        assert work_calendar().version == "test-2"
    assert len(queries) == 1


def test_an_id_that_is_given_again_does_not_bring_old_days_back() -> None:
    day = HolidayFactory.create()
    assert work_calendar().holidays
    CalendarVersion.objects.all().delete()
    CalendarVersionFactory.create(pk=day.version_id)
    assert work_calendar().holidays == frozenset()


def test_the_offices_keep_the_times_that_the_rules_know() -> None:
    assert tuple(Zone) == ZONES


def test_what_is_tried_reads_the_calendar_once_and_what_is_done_anew() -> None:
    HolidayFactory.create()
    work_calendar()
    held: list[WorkCalendar] = []
    with CaptureQueriesContext(connection) as queries:
        for _n in range(3):
            with calendar_held(held):
                assert work_calendar() == work_calendar(held[0].version)
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        work_calendar()
    assert len(queries) == 1
