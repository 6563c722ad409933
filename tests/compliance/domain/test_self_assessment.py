"""Until when an agency writes, and that the same answers have the same mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compliance.domain.self_assessment import is_open, mark_of
from compliance.domain.sheet import Row

DAY = date(2026, 12, 10)
OPEN: dict[str, Any] = {
    "until": DAY,
    "today": DAY,
    "round_open": True,
    "announced": False,
}


def test_an_agency_writes_up_to_its_day_and_on_it() -> None:
    assert is_open(**OPEN)


@pytest.mark.parametrize(
    "change",
    [
        {"until": None},
        {"today": date(2026, 12, 11)},
        {"round_open": False},
        {"announced": True},
    ],
)
def test_it_is_closed_without_a_day_after_it_and_once_results_were_told(
    change: dict[str, Any],
) -> None:
    assert is_open(**OPEN | change) is False


def test_the_same_answers_have_the_same_mark_in_any_order() -> None:
    one = Row("a", 0, Decimal("10.0000"), 20)
    other = Row("b", 0, None, absent=True)
    assert mark_of([one, other]) == mark_of([other, Row("a", 0, Decimal(10), 20)])


@pytest.mark.parametrize(
    "other",
    [
        [],
        [Row("a", 0, Decimal(2), 3)],
        [Row("a", 0, Decimal(1), 2)],
        [Row("b", 0, Decimal(1), 3)],
        [Row("a", 0, None, absent=True)],
        [Row("a", 0, Decimal(1), 3), Row("b", 0, Decimal(0))],
    ],
)
def test_another_answer_has_another_mark(other: list[Row]) -> None:
    assert mark_of([Row("a", 0, Decimal(1), 3)]) != mark_of(other)
