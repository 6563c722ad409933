"""Days that are known roughly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.approximate import (
    Approximate,
    Precision,
    approximate,
    latest_day,
)

DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ((2026, 3, 9), date(2026, 3, 9), date(2026, 3, 9)),
        ((2026, 3), date(2026, 3, 1), date(2026, 3, 31)),
        ((2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        ((2026,), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_what_is_known_spans_from_a_first_to_a_last_day(
    told: tuple[int, ...], first: date, last: date
) -> None:
    found = approximate(*told)
    assert (found.day, found.latest) == (first, last)


@pytest.mark.parametrize("told", [{"month": 2, "day": 30}, {"month": 13}, {"day": 3}])
def test_a_day_that_no_calendar_has_is_refused(told: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        approximate(2026, **told)


@given(day=DAYS, precision=st.sampled_from(Precision))
def test_the_latest_day_is_never_before_the_first(
    day: date, precision: Precision
) -> None:
    assert latest_day(day, precision) >= day
    assert latest_day(latest_day(day, precision), precision) == latest_day(
        day, precision
    )


@given(day=DAYS)
def test_a_day_that_is_known_is_itself(day: date) -> None:
    assert approximate(day.year, day.month, day.day) == Approximate(day)
    assert Approximate(day).latest == day
