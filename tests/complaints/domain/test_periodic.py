"""The report to DPR and the President: its period, its figures, and small numbers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.periodic import (
    LEAST,
    OF_PEOPLE,
    Outcome,
    Period,
    added,
    figures,
    grouped,
    holds,
    outcome_of,
    rows_told,
    told_again,
)

LAST = date(2026, 3, 31)
COUNTS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.integers(min_value=0, max_value=12), max_size=8
)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(2026, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (Period(2026, 2), date(2026, 4, 1), date(2026, 6, 30)),
        (Period(2026, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (Period(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
        (Period(2026), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    period: Period, first: date, last: date
) -> None:
    assert (period.first, period.last) == (first, last)
    assert not period.is_over(last)
    assert period.is_over(date.fromordinal(last.toordinal() + 1))


def test_a_year_is_its_four_quarters_without_gap_or_overlap() -> None:
    quarters = Period(2026).quarters
    assert [one.quarter for one in quarters] == [1, 2, 3, 4]
    for one, following in pairwise(quarters):
        assert following.first.toordinal() == one.last.toordinal() + 1
    assert Period(2026, 2).quarters == ()


@pytest.mark.parametrize(
    ("counts", "rows", "others"),
    [
        ({}, [], 0),
        ({"a": 9, "b": 5}, [["a", 9], ["b", 5]], 0),
        ({"a": 9, "b": 0}, [["a", 9]], 0),  # nothing is no number of people
        ({"a": 9, "b": 3, "c": 4}, [["a", 9]], 7),
        ({"a": 9, "b": 6, "c": 3}, [["a", 9]], 9),  # one alone is found by the sum
        ({"a": 9, "b": 1, "c": 2}, [], 12),  # two that are three together, likewise
        ({"a": 9, "b": 8, "c": 1, "d": 2}, [["a", 9]], 11),
        ({"a": 3}, [], 3),  # there is nobody to hide among
    ],
)
def test_small_numbers_are_told_together(
    counts: dict[str, int], rows: list[list[Any]], others: int
) -> None:
    table = grouped(counts)
    assert (table["rows"], table["others"]) == (rows, others)
    assert table["total"] == sum(counts.values())


@given(COUNTS)
def test_nobody_finds_a_small_number_by_taking_away(counts: dict[str, int]) -> None:
    table = grouped(counts)
    told = dict(map(tuple, table["rows"]))
    assert all(n >= LEAST for n in told.values())
    assert all(counts[code] == n for code, n in told.items())
    hidden = [n for code, n in counts.items() if n and code not in told]
    assert sum(hidden) == table["others"]
    if hidden and told:
        assert len(hidden) > 1
        assert table["others"] >= LEAST


@given(st.lists(COUNTS, min_size=4, max_size=4))
def test_a_year_tells_nothing_that_its_quarters_did_not(
    quarters: list[dict[str, int]],
) -> None:
    """R76: each row of the year is the sum of rows that were told; so is the rest."""
    tables = [dict.fromkeys(OF_PEOPLE, grouped(counts)) for counts in quarters]
    year = added(tables)["by_province"]
    told = [dict(map(tuple, one["by_province"]["rows"])) for one in tables]
    for code, n in year["rows"]:
        assert n == sum(one[code] for one in told)
    assert year["total"] == sum(sum(counts.values()) for counts in quarters)
    assert year["others"] == year["total"] - sum(n for _code, n in year["rows"])


@given(COUNTS, COUNTS, COUNTS)
def test_a_correction_tells_no_row_that_the_version_before_it_did_not(
    first: dict[str, int], second: dict[str, int], third: dict[str, int]
) -> None:
    """R76: what is told of a row in two versions was told in both; the rest together."""
    before = dict.fromkeys(OF_PEOPLE, grouped(first))
    for counts in (second, third):
        tables = dict.fromkeys(OF_PEOPLE, grouped(counts))
        after = told_again(tables, rows_told(before))
        table = after["by_province"]
        told = dict(map(tuple, table["rows"]))
        assert told.keys() <= set(rows_told(before)["by_province"])
        assert all(counts[code] == n >= LEAST for code, n in told.items())
        assert table["total"] == sum(counts.values())
        assert table["others"] == table["total"] - sum(told.values())
        before = after


def test_a_first_version_and_its_correction_in_figures() -> None:
    """Four of B were hidden with three of C; two more of B would show them by taking."""
    first = dict.fromkeys(OF_PEOPLE, grouped({"a": 9, "b": 4, "c": 3}))
    again = dict.fromkeys(OF_PEOPLE, grouped({"a": 9, "b": 6, "c": 0}))
    assert again["by_kind"]["rows"] == [["a", 9], ["b", 6]]
    after = told_again(again, rows_told(first))["by_kind"]
    assert after == {"rows": [["a", 9]], "others": 6, "total": 15}
    assert told_again(again, None) == again


def order(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "due_on": "2026-03-20",
        "facts": [],
        "annulled_on": None,
        "excused_on": None,
        "climbed_on": None,
    }
    return told | changes


DONE = ["dilaksanakan", "2026-03-18", 0]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (order(facts=[DONE]), Outcome.ON_TIME),
        (order(facts=[["dilaksanakan", "2026-03-25", 3]]), Outcome.LATE),
        (order(facts=[["dilaksanakan", "2026-04-01", 8]]), Outcome.OVERDUE),
        (order(facts=[["sebagian", "2026-03-18", 0]]), Outcome.OVERDUE),
        (order(), Outcome.OVERDUE),
        (order(due_on="2026-03-31"), Outcome.OVERDUE),
        (order(due_on="2026-04-01"), Outcome.RUNNING),
        (order(due_on=None), Outcome.RUNNING),
        (order(climbed_on="2026-03-30"), Outcome.CLIMBED),
        (order(climbed_on="2026-04-30"), Outcome.OVERDUE),
        (order(climbed_on="2026-03-30", facts=[DONE]), Outcome.ON_TIME),
        (order(annulled_on="2026-03-30"), Outcome.FREED),
        (order(excused_on="2026-03-30", facts=[DONE]), Outcome.FREED),
        (order(excused_on="2026-04-30"), Outcome.OVERDUE),
    ],
)
def test_an_order_stands_as_it_did_on_the_last_day(
    row: dict[str, Any], outcome: Outcome
) -> None:
    assert outcome_of(row, LAST) is outcome


def inputs(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "first": "2026-01-01",
        "last": "2026-03-31",
        "received": [
            {"channel": "web", "province": "64", "kind": "lm", "n": 7},
            {"channel": "surat", "province": "64", "kind": "lm", "n": 5},
        ],
        "registered": [{"class": "light", "n": 6}],
        "closed": [{"reason": "dicabut", "n": 2}, {"reason": "damai", "n": 4}],
        "orders": [order(), order(facts=[DONE])],
        "recommendations": [
            {"number": "001", "announced_on": None},
            {"number": "002", "announced_on": "2026-03-30"},
        ],
    }
    return told | changes


def test_figures_follow_from_what_was_frozen() -> None:
    found = figures(inputs())
    assert found["by_channel"]["rows"] == [["web", 7], ["surat", 5]]
    assert found["by_province"]["rows"] == [["64", 12]]
    assert found["by_kind"]["total"] == 12
    assert found["by_class"] == {"rows": [["light", 6]], "others": 0, "total": 6}
    assert found["by_reason"] == {"rows": [], "others": 6, "total": 6}
    orders = dict(map(tuple, found["orders"]["rows"]))
    assert (orders["on_time"], orders["overdue"], orders["late"]) == (1, 1, 0)
    assert [row["number"] for row in found["refused"]] == ["002"]


def test_a_year_is_the_sum_of_what_its_quarters_told() -> None:
    quarter = figures(inputs())
    year = figures(
        inputs(quarters=[quarter] * 4, received=[], registered=[], closed=[])
    )
    assert year["by_channel"]["rows"] == [["web", 28], ["surat", 20]]
    assert year["by_reason"] == {"rows": [], "others": 24, "total": 24}
    assert year["orders"]["total"] == 2


def test_figures_that_were_touched_hold_no_more() -> None:
    data = {"inputs": inputs(), "figures": figures(inputs())}
    assert holds(data)
    data["inputs"]["registered"][0]["n"] = 9
    assert not holds(data)
