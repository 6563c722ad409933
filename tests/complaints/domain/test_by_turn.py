"""Who of several is named next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.by_turn import next_of


@pytest.mark.parametrize(
    ("people", "last", "named"),
    [
        ([], {}, None),
        ([3, 2], {}, 2),
        ([2, 3], {2: 10}, 3),  # who never was comes first
        ([2, 3], {2: 10, 3: 7}, 3),  # then who was longest ago
        ([2, 3], {1: 1, 2: 5, 3: 9}, 2),  # who left is not asked
    ],
)
def test_whoever_was_named_longest_ago(
    people: list[int], last: dict[int, int], named: int | None
) -> None:
    assert next_of(people, last) == named


@given(st.sets(st.integers(1, 9), min_size=1))
def test_in_one_round_everybody_is_named_once(people: set[int]) -> None:
    last: dict[int, int] = {}
    for turn in range(1, len(people) + 1):
        who = next_of(people, last)
        assert who is not None
        assert who not in last
        last[who] = turn
    assert set(last) == people
