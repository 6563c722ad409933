"""Can we take this: what stands in the way, which door helps, and when nothing does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.completeness import is_too_old
from complaints.domain.mandate import (
    DOORS,
    VERSIONS,
    Body,
    Court,
    Door,
    Hindrance,
    Question,
    Urgency,
    doors,
    earliest_day,
    hindrances,
    requirements,
    urgency,
)
from complaints.domain.taxonomy import RCO_CRITERIA

FINE: dict[str, object] = {
    Question.TOLD_AGENCY: "yes",
    Question.RECENT: "yes",
    Question.COURT: Court.NO,
    Question.SETTLED: "no",
    Question.BODY: Body.STATE,
}
DAYS = st.dates(min_value=date(2009, 1, 1), max_value=date(2099, 12, 31))


def test_a_report_that_meets_everything_meets_no_hindrance() -> None:
    assert hindrances(FINE) == ()


@pytest.mark.parametrize(
    ("question", "answer", "hindrance", "door"),
    [
        (Question.TOLD_AGENCY, "no", Hindrance.NOT_TOLD, Door.AGENCY_UNIT),
        (Question.TOLD_AGENCY, "no", Hindrance.NOT_TOLD, Door.SP4N),
        (Question.RECENT, "no", Hindrance.TOO_OLD, Door.CONSULTATION),
        (Question.COURT, "yes", Hindrance.IN_COURT, Door.COURT),
        (Question.SETTLED, "yes", Hindrance.SETTLED, Door.CONSULTATION),
        (Question.BODY, "private", Hindrance.NOT_PUBLIC, Door.CONSULTATION),
    ],
)
def test_each_no_is_a_hindrance_with_its_own_door(
    question: Question, answer: str, hindrance: Hindrance, door: Door
) -> None:
    found = hindrances(FINE | {question: answer})
    assert found == (hindrance,)
    assert door in doors(found)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (Question.RECENT, "unknown"),
        (Question.BODY, Body.UNKNOWN),
        (Question.COURT, Court.SERVICE),
        (Question.COURT, ""),
    ],
)
def test_not_knowing_and_how_a_court_itself_served_stand_in_nobodys_way(
    question: Question, answer: str
) -> None:
    assert hindrances(FINE | {question: answer}) == ()


def test_two_hindrances_name_a_door_that_they_share_once() -> None:
    found = hindrances(FINE | {Question.RECENT: "no", Question.SETTLED: "yes"})
    assert doors(found) == (Door.CONSULTATION,)


def test_there_is_no_dead_end_and_no_hindrance_without_its_law() -> None:
    assert set(DOORS) == set(Hindrance)
    assert all(DOORS.values())
    assert all(set(version.laws) == set(Hindrance) for version in VERSIONS)


@pytest.mark.parametrize("why", list(Urgency))
def test_of_an_urgent_report_nothing_stands_in_the_way(why: Urgency) -> None:
    assert hindrances({Question.TOLD_AGENCY: "no", "urgency": str(why)}) == ()
    assert urgency({"urgency": str(why)}) is why


@pytest.mark.parametrize("told", ["no", "", None, "x", ["jiwa"]])
def test_what_is_no_criterion_makes_nothing_urgent(told: object) -> None:
    assert urgency({"urgency": told}) is None


def test_the_criteria_are_those_of_the_taxonomy() -> None:
    assert {str(one) for one in Urgency} == {entry.code for entry in RCO_CRITERIA}


@pytest.mark.parametrize(
    ("filed", "first"),
    [
        (date(2026, 11, 25), date(2024, 11, 25)),
        (date(2024, 2, 29), date(2022, 3, 1)),
        (date(2026, 2, 28), date(2024, 2, 28)),
    ],
)
def test_two_years_are_counted_from_the_legal_day(filed: date, first: date) -> None:
    assert earliest_day(filed) == first


@given(filed=DAYS)
def test_the_first_day_is_the_first_that_the_check_of_the_event_lets_pass(
    filed: date,
) -> None:
    first = earliest_day(filed)
    before = date.fromordinal(first.toordinal() - 1)
    assert not is_too_old(first, filed)
    assert is_too_old(before, filed)


def test_a_day_is_ruled_by_the_version_in_force_and_before_all_by_the_first() -> None:
    first = VERSIONS[0]
    assert requirements(date(2026, 1, 1)) is VERSIONS[-1]
    assert requirements(date(2000, 1, 1)) is first
