"""Ages, months and the backlog, day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.ageing import BANDS, band_of
from complaints.domain.performance import Month, backlog, month_of, months_to

TODAY = date(2026, 3, 9)
spans = st.lists(
    st.tuples(st.integers(0, 40), st.none() | st.integers(0, 40)), max_size=30
)


@given(st.integers(0, 5000))
def test_every_age_falls_into_one_band_and_its_span_holds_the_day(age: int) -> None:
    filed = TODAY - timedelta(days=age)
    band = band_of(filed, TODAY)
    holding = []
    for one in BANDS:
        since, until = one.span(TODAY)
        if filed <= until and (since is None or filed >= since):
            holding.append(one)
    assert holding == [band]


def test_the_months_run_over_the_turn_of_the_year() -> None:
    assert months_to(Month(2026, 2), 3) == [
        Month(2025, 12),
        Month(2026, 1),
        Month(2026, 2),
    ]
    assert month_of(TODAY).first == date(2026, 3, 1)


@given(spans)
def test_the_backlog_is_what_a_count_on_each_day_would_have_found(
    cases: list[tuple[int, int | None]],
) -> None:
    """Each case: so many days ago it came, and so many days after that it was closed."""
    lived = [
        (TODAY - timedelta(days=came), None if left is None else left)
        for came, left in cases
    ]
    spells = [
        (first, first + timedelta(days=left) if left is not None else date.max)
        for first, left in lived
    ]
    moved: Counter[date] = Counter()
    for first, gone in spells:
        moved[first] += 1
        if gone <= TODAY:
            moved[gone] -= 1
    now = sum(1 for _, gone in spells if gone > TODAY)
    assert backlog(now, TODAY, 45, moved) == [
        (day, sum(1 for first, gone in spells if first <= day < gone))
        for day in (TODAY - timedelta(days=n) for n in range(44, -1, -1))
    ]
