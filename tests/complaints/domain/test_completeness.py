"""What a report lacks, and which no of the material check is which ground."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.approximate import Precision
from complaints.domain.completeness import (
    FORMAL_KEYS,
    GROUNDS,
    MATERIAL_KEYS,
    Missing,
    grounds,
    is_too_old,
    missing,
)
from complaints.domain.lifecycle import closing_reasons
from complaints.domain.states import Reason, State

FULL = {item.value: "ada" for item in Missing}


def test_a_full_report_lacks_nothing() -> None:
    assert missing(FULL) == ()


def test_what_is_blank_or_not_there_is_missing_in_the_order_of_the_law() -> None:
    given_ = {**FULL, "hope": "  ", "name": ""}
    del given_["effort"]
    assert missing(given_) == (Missing.NAME, Missing.EFFORT, Missing.HOPE)
    assert missing({}) == tuple(Missing)


def test_the_fast_response_sets_the_requirements_aside() -> None:
    assert missing({}, fast=True) == ()


def test_every_formal_line_beside_identity_is_something_that_can_be_missing() -> None:
    assert set(FORMAL_KEYS) - {"identity"} == {
        Missing.CHRONOLOGY,
        Missing.EFFORT,
        Missing.HOPE,
    }


def test_every_no_of_the_material_check_is_a_reason_to_close() -> None:
    assert tuple(GROUNDS) == MATERIAL_KEYS
    assert set(GROUNDS.values()) <= closing_reasons(State.MATERIAL)


def test_grounds_follow_from_the_noes_only() -> None:
    answers = dict.fromkeys(MATERIAL_KEYS, True)
    assert grounds(answers) == ()
    answers |= {"within_two_years": False, "within_mandate": False}
    assert grounds(answers) == (Reason.BUKAN_WEWENANG, Reason.KADALUWARSA)
    assert grounds({}) == ()


@pytest.mark.parametrize(
    ("happened", "filed", "too_old"),
    [
        (date(2024, 11, 23), date(2026, 11, 23), False),
        (date(2024, 11, 22), date(2026, 11, 23), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 29), date(2026, 3, 1), True),
        (date(2026, 11, 23), date(2026, 11, 23), False),
    ],
)
def test_an_event_may_be_two_years_old(
    happened: date, filed: date, *, too_old: bool
) -> None:
    assert is_too_old(happened, filed) is too_old


@given(st.dates(), st.dates(), st.dates())
def test_waiting_never_makes_an_event_younger(a: date, b: date, c: date) -> None:
    happened, first, last = sorted((a, b, c))
    if is_too_old(happened, first):
        assert is_too_old(happened, last)


@pytest.mark.parametrize(
    ("precision", "happened", "too_old"),
    [
        (Precision.MONTH, date(2024, 11, 1), False),
        (Precision.MONTH, date(2024, 10, 1), True),
        (Precision.YEAR, date(2024, 1, 1), False),
        (Precision.YEAR, date(2023, 1, 1), True),
    ],
)
def test_of_a_month_or_a_year_the_last_day_counts(
    precision: Precision, happened: date, *, too_old: bool
) -> None:
    assert is_too_old(happened, date(2026, 11, 23), precision) is too_old
