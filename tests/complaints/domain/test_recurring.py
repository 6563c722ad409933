"""When a new report is about what was already put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from complaints.domain.recurring import PutRight, Reported, comes_back

DONE = PutRight(
    agency_id=1,
    unit_id=2,
    substance="kependudukan",
    forms=frozenset({"PB", "TMP"}),
    done_on=date(2026, 3, 18),
)
NEW = Reported(
    agency_id=1,
    unit_id=2,
    substance="kependudukan",
    forms=frozenset({"PB"}),
    latest_on=date(2026, 6, 1),
)


def test_the_same_unit_substance_and_form_after_it_was_done_has_come_back() -> None:
    assert comes_back(DONE, NEW)


@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("agency_id", 9),
        ("unit_id", 9),
        ("unit_id", None),
        ("substance", "pertanahan"),
        ("forms", frozenset({"DK"})),
    ],
)
def test_anything_else_is_another_matter(other: str, value: Any) -> None:
    assert not comes_back(DONE, replace(NEW, **{other: value}))


def test_where_neither_names_a_unit_the_agency_is_the_place() -> None:
    whole = replace(DONE, unit_id=None)
    assert comes_back(whole, replace(NEW, unit_id=None))
    assert not comes_back(whole, NEW)


def test_what_happened_before_it_was_done_is_what_was_ordered_about() -> None:
    assert not comes_back(DONE, replace(NEW, latest_on=DONE.done_on))
    assert comes_back(DONE, replace(NEW, latest_on=date(2026, 3, 19)))


def test_a_report_that_names_no_form_is_left_to_whoever_judges() -> None:
    assert comes_back(DONE, replace(NEW, forms=frozenset()))


def test_without_a_substance_nothing_is_the_same() -> None:
    assert not comes_back(replace(DONE, substance=""), replace(NEW, substance=""))
