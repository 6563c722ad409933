"""What is said of an agency that has no score."""

from datetime import date

import pytest

from compliance.domain.standing import Standing, standing


def of(year: int = 2024, **more: object) -> Standing:
    told: dict[str, object] = {
        "scored": False,
        "left_out": False,
        "valid_from": None,
        "valid_to": None,
    }
    return standing(year, **(told | more))  # type: ignore[arg-type]  # a test's shorthand


def test_a_score_is_a_score_whatever_else_is_known() -> None:
    assert of(scored=True, left_out=True) is Standing.SCORED
    assert of(scored=True, valid_from=date(2024, 7, 1)) is Standing.SCORED


def test_without_a_score_nobody_claims_that_it_was_not_assessed() -> None:
    assert of() is Standing.UNPUBLISHED
    assert of(year=0) is Standing.UNPUBLISHED
    assert of(year=123456) is Standing.UNPUBLISHED


def test_what_a_round_left_out_was_not_assessed() -> None:
    assert of(left_out=True) is Standing.NOT_ASSESSED


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (date(2022, 7, 25), Standing.UNPUBLISHED),
        (date(2024, 1, 1), Standing.UNPUBLISHED),
        (date(2024, 1, 2), Standing.NOT_ASSESSED),
    ],
)
def test_a_government_is_assessed_from_the_year_at_whose_beginning_it_is_there(
    since: date, said: Standing
) -> None:
    assert of(valid_from=since) is said


def test_a_government_that_was_gone_before_the_year_was_not_assessed() -> None:
    assert of(valid_to=date(2024, 1, 1)) is Standing.NOT_ASSESSED
    assert of(valid_to=date(2024, 1, 2)) is Standing.UNPUBLISHED
