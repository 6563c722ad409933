"""A letter came today or not long ago: another day is a slip of the pen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from complaints.domain.arrival import may_have_come

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("days_ago", "credible"), [(-1, False), (0, True), (60, True), (61, False)]
)
def test_a_letter_came_within_the_last_sixty_days(
    days_ago: int, *, credible: bool
) -> None:
    assert may_have_come(TODAY - timedelta(days=days_ago), TODAY) is credible
