"""Counts of people that are told: nobody is found behind one, nor behind what is not told."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.small_numbers import apart, is_safe, open_rows, sums, whole_rows

LEAST = 5
COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 15), max_size=7)
TABLES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.integers(0, 14), min_size=3, max_size=3),
    max_size=6,
)


@pytest.mark.parametrize(
    ("counts", "told", "others"),
    [
        ({}, {}, 0),
        ({"a": 5, "b": 0}, {"a": 5}, 0),
        ({"a": 4}, {}, 4),
        # The one that is small is not told alone: the smallest other goes with it.
        ({"a": 2, "b": 9, "c": 20}, {"c": 20}, 11),
        # Two small ones come to six, and still one that is large goes with them.
        ({"a": 3, "b": 3, "c": 9, "d": 20}, {"d": 20}, 15),
        # Of two that are equally large neither is told: their order would tell which.
        ({"a": 3, "b": 9, "c": 9, "d": 20}, {"d": 20}, 21),
        ({"a": 3, "b": 9}, {}, 12),
    ],
)
def test_what_is_small_is_told_with_the_smallest_that_is_not(
    counts: dict[str, int], told: dict[str, int], others: int
) -> None:
    assert apart(counts) == (told, others)


@given(COUNTS)
def test_what_is_told_each_is_five_or_more_and_nothing_is_lost(
    counts: dict[str, int],
) -> None:
    told, others = apart(counts)
    assert all(n >= LEAST for n in told.values())
    assert sum(told.values()) + others == sum(counts.values())


@given(COUNTS)
def test_any_two_that_are_told_together_may_change_places(
    counts: dict[str, int],
) -> None:
    """So not even who knows the rule can say of one of them that it is small."""
    told, others = apart(counts)
    hidden = [code for code in counts if code not in told]
    for one, other in product(hidden, hidden):
        turned = counts | {one: counts[other], other: counts[one]}
        assert apart(turned) == (told, others)
    if told and others:
        assert max(counts[code] for code in hidden) >= LEAST


@given(TABLES)
def test_of_a_row_every_cell_is_told_or_none(table: dict[str, list[int]]) -> None:
    told = whole_rows(table)
    assert all(min(table[code]) >= LEAST for code in told)


@given(TABLES)
def test_what_columns_hold_of_untold_rows_is_nothing_or_five(
    table: dict[str, list[int]],
) -> None:
    if is_safe(sums(table.values())):
        told = whole_rows(table)
        left = sums(row for code, row in table.items() if code not in told)
        assert is_safe(left)


def test_a_row_that_is_large_goes_with_one_that_is_small() -> None:
    table = {"a": [9, 9, 3], "b": [20, 20, 20], "c": [6, 6, 6]}
    assert whole_rows(table) == {"b"}


@given(TABLES)
def test_a_row_that_shows_kinds_shows_more_than_one_and_none_that_is_small(
    table: dict[str, list[int]],
) -> None:
    told = open_rows(table)
    if told is None:
        return
    left = sums(row for code, row in table.items() if code not in told)
    for row in [*(table[code] for code in told), *([left] if left else [])]:
        assert is_safe(row)
        assert sum(n > 0 for n in row) > 1


def test_where_the_whole_country_is_small_no_kind_is_told() -> None:
    assert open_rows({"a": [9, 3], "b": [9, 0]}) is None


def test_of_a_group_of_which_all_ended_alike_it_is_not_told_how() -> None:
    table = {"a": [0, 12], "b": [8, 9], "c": [9, 9]}
    assert open_rows(table) == {"c"}


def test_a_row_may_be_kept_shut() -> None:
    table = {"a": [8, 9], "b": [8, 9]}
    assert open_rows(table) == {"a", "b"}
    assert open_rows(table, shut=["a"]) == {"b"}


@given(TABLES.filter(bool))
def test_an_untold_cell_can_be_as_large_as_the_smaller_of_its_sums(
    table: dict[str, list[int]],
) -> None:
    """The reason for hiding whole rows: one that fits is built for each cell."""
    told = whole_rows(table)
    rows = {code: list(row) for code, row in table.items() if code not in told}
    columns = sums(rows.values())
    for code, row in rows.items():
        for at in range(len(row)):
            most = min(sum(row), columns[at])
            assert _fits(rows, code, at, most)


def _fits(rows: dict[str, list[int]], code: str, at: int, n: int) -> bool:
    """Fill the other cells in order, each as far as its row and its column go."""
    left = {one: sum(row) for one, row in rows.items()}
    down = sums(rows.values())
    left[code] -= n
    down[at] -= n
    for one, column in product(list(left), range(len(down))):
        if (one, column) != (code, at):
            put = min(left[one], down[column])
            left[one] -= put
            down[column] -= put
    return not any(left.values()) and not any(down)
