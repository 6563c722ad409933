"""When the reporter hears of what an agency may do again and again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.news import A_DAY, told_at

NINE = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
STORIES = st.lists(
    st.integers(0, 5000).map(lambda n: NINE + timedelta(minutes=n)),
    min_size=1,
    max_size=8,
).map(sorted)


def all_told(moments: list[datetime]) -> list[datetime]:
    """Every moment at which news leaves."""
    found = (told_at(moments[:n]) for n in range(1, len(moments) + 1))
    return [at for at in found if at is not None]


def test_what_comes_first_is_told_at_once_and_what_follows_once_the_day_is_over() -> (
    None
):
    filed, back, again = NINE, NINE + 2 * HOUR, NINE + 6 * HOUR
    assert told_at([]) is None
    assert told_at([filed]) == filed
    assert told_at([filed, back]) == filed + A_DAY
    assert told_at([filed, back, again]) is None  # the news that waits leads to it
    later = filed + A_DAY + HOUR
    assert told_at([filed, back, again, later]) == filed + 2 * A_DAY


def test_what_comes_a_day_later_is_told_at_once() -> None:
    assert told_at([NINE, NINE + A_DAY]) == NINE + A_DAY
    assert told_at([NINE, NINE + 30 * HOUR]) == NINE + 30 * HOUR


def test_what_was_never_told_keeps_nothing_back() -> None:
    """Every twenty hours something: he hears of it each day, not only of the first."""
    moments = [NINE + 20 * n * HOUR for n in range(6)]
    assert all_told(moments) == [NINE + n * A_DAY for n in range(6)]


@given(moments=STORIES)
def test_he_hears_at_most_once_a_day_and_of_everything_within_a_day(
    moments: list[datetime],
) -> None:
    told = all_told(moments)
    assert all(b - a >= A_DAY for a, b in pairwise(told))
    assert all(any(at <= one <= at + A_DAY for one in told) for at in moments)
