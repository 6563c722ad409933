"""How long an examination may take: less than was said to the citizen, never more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.beginning import ruling, to_begin
from complaints.domain.limits import (
    LONGEST,
    Limits,
    most,
    to_come,
    too_long,
    why_not,
)
from complaints.domain.rulesets import RULE_SETS
from complaints.domain.states import CaseClass

TODAY = date(2026, 3, 9)
TOMORROW = TODAY + timedelta(days=1)


def refused(limits: Limits, starts_on: date = TOMORROW) -> str:
    return why_not(limits, starts_on=starts_on, today=TODAY)


def test_the_longest_is_what_the_chair_said() -> None:
    assert Limits(30, 90, 180) == LONGEST
    assert {most(each).law for each in CaseClass} == {
        "Keterangan Ketua Ombudsman, Januari 2026"
    }


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (LONGEST, ""),
        (Limits(1, 1, 1), ""),
        (Limits(31, 90, 180), "limits_long"),
        (Limits(30, 91, 180), "limits_long"),
        (Limits(30, 90, 181), "limits_long"),
        (Limits(0, 90, 180), "limits_order"),
        (Limits(30, 29, 180), "limits_order"),
        (Limits(30, 90, 89), "limits_order"),
    ],
)
def test_a_version_promises_no_more_than_was_said(limits: Limits, why: str) -> None:
    assert refused(limits) == why


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
def test_what_is_not_refused_is_never_longer(a: int, b: int, c: int) -> None:
    limits = Limits(a, b, c)
    if not refused(limits):
        assert all(limits.days(e) <= LONGEST.days(e) for e in CaseClass)
    assert (refused(limits) == "limits_long") == any(
        too_long(each, limits.days(each)) for each in CaseClass
    )


def test_a_version_begins_tomorrow_at_the_earliest_and_within_a_year() -> None:
    assert refused(LONGEST, TODAY) == "limits_past"
    assert refused(LONGEST, TOMORROW) == ""
    assert refused(LONGEST, date(2027, 3, 9)) == ""
    assert refused(LONGEST, date(2027, 3, 10)) == "limits_far"


def test_of_those_that_have_begun_the_one_published_last_holds() -> None:
    days = [TODAY, TODAY + timedelta(9), TODAY + timedelta(3), TODAY + timedelta(12)]
    found = [ruling(days, TODAY + timedelta(n)) for n in (-1, 0, 2, 3, 9, 11, 12)]
    assert found == [None, 0, 0, 2, 2, 2, 3]
    assert ruling([TOMORROW, TOMORROW], TOMORROW) == 1
    assert ruling([], TODAY) is None


def test_what_is_to_begin_leaves_out_what_another_one_took_the_place_of() -> None:
    days = [TODAY, TODAY + timedelta(9), TODAY + timedelta(3), TODAY + timedelta(12)]
    assert to_begin(days, TODAY) == [2, 3]
    assert to_begin(days, TODAY - timedelta(1)) == [0, 2, 3]
    assert to_begin([], TODAY) == []


@given(st.lists(st.integers(-400, 400)), st.integers(1, 365), st.integers(-400, 0))
def test_a_version_that_may_be_published_changes_no_day_that_was(
    starts: list[int], ahead: int, day: int
) -> None:
    days = [TODAY + timedelta(n) for n in starts]
    first = TODAY + timedelta(ahead)
    assert refused(LONGEST, first) == ""
    that = TODAY + timedelta(day)
    assert ruling([*days, first], that) == ruling(days, that)
    assert ruling([*days, first], first) == len(days)


def test_only_a_rule_set_that_still_rules_new_cases_is_written() -> None:
    assert [rules.code for rules in to_come(TODAY)] == ["58/2023"]
    assert to_come(date(2023, 12, 31)) == list(RULE_SETS)
