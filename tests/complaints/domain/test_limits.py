"""How long an examination may take: less than was said to the citizen, never more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.limits import LONGEST, Limits, most, to_come, too_long, why_not
from complaints.domain.rulesets import RULE_SETS
from complaints.domain.states import CaseClass

TODAY = date(2026, 3, 9)
TOMORROW = TODAY + timedelta(days=1)


def refused(
    limits: Limits, starts_on: date = TOMORROW, after: date | None = None
) -> str:
    return why_not(limits, starts_on=starts_on, today=TODAY, after=after)


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


def test_a_version_begins_tomorrow_at_the_earliest_and_not_before_the_last_one() -> (
    None
):
    assert refused(LONGEST, TODAY) == "limits_past"
    assert refused(LONGEST, TOMORROW, after=TOMORROW) == ""
    later = TOMORROW + timedelta(days=1)
    assert refused(LONGEST, TOMORROW, after=later) == "limits_before"


def test_only_a_rule_set_that_still_rules_new_cases_is_written() -> None:
    assert [rules.code for rules in to_come(TODAY)] == ["58/2023"]
    assert to_come(date(2023, 12, 31)) == list(RULE_SETS)
