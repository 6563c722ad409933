"""The clocks against a counter written differently: PostgreSQL numbers the days.

Three zones, every day of 2020 to 2027 with the days off that are loaded, every length
that a term has. Ours walks day by day in Python; this one joins numbered rows.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from agencies.domain.calendar import (
    ZONES,
    Unit,
    WorkCalendar,
    end_of_day,
    legal_day,
)
from agencies.services.reference.holidays import FILE
from complaints.domain.pausing import Hold, run
from complaints.domain.terms import TERMS, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 1, 1), date(2027, 12, 31)
LENGTHS = sorted({(term.amount, term.unit.value) for term in TERMS.values()})
#: All days with the number of working days up to each; ``off`` are the days off.
NUMBERED = """
WITH numbered AS (
  SELECT d::date AS day,
         count(*) FILTER (WHERE extract(isodow FROM d) < 6 AND d::date <> ALL(%(off)s))
           OVER (ORDER BY d) AS n,
         extract(isodow FROM d) < 6 AND d::date <> ALL(%(off)s) AS works
    FROM generate_series(%(first)s::date, '2030-12-31'::date, '1 day') d
)
"""
IN_WORKDAYS = (
    NUMBERED
    + """
SELECT s.day, e.day FROM numbered s JOIN numbered e ON e.works AND e.n = s.n + %(count)s
 WHERE s.day <= %(last)s ORDER BY s.day
"""
)
#: The same with a week of somebody else's, from the second day after the start.
WITH_A_PAUSE = (
    NUMBERED
    + """
SELECT s.day, (
  SELECT e.day FROM numbered e
   WHERE e.works AND e.day > s.day AND NOT (e.day > s.day + 2 AND e.day <= s.day + 9)
   ORDER BY e.day OFFSET %(count)s - 1 LIMIT 1
) FROM numbered s WHERE s.day <= %(last)s ORDER BY s.day
"""
)
ENDS = """
SELECT zone, at, (at AT TIME ZONE zone)::date,
       (((at AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone)
  FROM unnest(%s::text[], %s::timestamptz[]) AS t(zone, at)
"""


def days() -> Iterator[date]:
    for n in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=n)


@pytest.fixture(scope="module")
def off() -> list[date]:
    """The days off as the file says them, read by another program."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [date.fromisoformat(row["date"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def ours(off: list[date]) -> WorkCalendar:
    return WorkCalendar(frozenset(off), date(2027, 12, 31), "uji")


def asked(query: str, off: list[date], count: int) -> dict[date, date]:
    given: dict[str, Any] = {
        "first": FIRST,
        "last": LAST,
        "off": off,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return dict(cursor.fetchall())


def test_every_length_from_every_day_ends_where_the_other_counter_says(
    off: list[date], ours: WorkCalendar
) -> None:
    compared = 0
    for count, unit in LENGTHS:
        if unit == Unit.DAYS:
            theirs = {day: date.fromordinal(day.toordinal() + count) for day in days()}
        else:
            theirs = asked(IN_WORKDAYS, off=off, count=count)
        assert len(theirs) == (LAST - FIRST).days + 1
        for day, due in theirs.items():
            assert ours.add(day, count, Unit(unit)).date == due, (day, count, unit)
        compared += len(theirs)
    print(f"{compared} last days agree: {len(LENGTHS)} lengths x {len(theirs)} days")  # noqa: T201 -- the count is the proof
    assert compared == len(LENGTHS) * 2922


def test_a_pause_adds_what_the_other_counter_says(
    off: list[date], ours: WorkCalendar
) -> None:
    theirs = asked(WITH_A_PAUSE, off=off, count=7)
    for day, due in theirs.items():
        hold = Hold(
            TermKind.REPORTER_ANSWER, day + timedelta(days=2), day + timedelta(days=9)
        )
        found = run(ours, TermKind.MATERIAL, day, (7, Unit.WORKDAYS), [hold])
        assert getattr(found, "date", None) == due, day
    assert len(theirs) == 2922


def test_the_day_ends_in_each_zone_when_the_database_says_so() -> None:
    """Filed at the last and at the first second of every day, in each zone."""
    zones, moments = [], []
    for zone in ZONES:
        for day in days():
            for at in (time(0, 0, 0), time(23, 59, 59)):
                local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
                zones.append(zone)
                moments.append(local.astimezone(UTC))
    with connection.cursor() as cursor:
        cursor.execute(ENDS, [zones, moments])
        rows = cursor.fetchall()
    for zone, at, day, end in rows:
        assert legal_day(at, zone) == day
        assert end_of_day(day, zone) == end
    print(f"{len(rows)} moments agree: 3 zones x 2922 days x 2 seconds")  # noqa: T201 -- the count is the proof
    assert len(rows) == 3 * 2922 * 2
