"""Rounding once and classifying."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.scales import (
    Band,
    Scale,
    UnusableScaleError,
    Zone,
    round_once,
)
from tests.compliance.domain.scales import FROM_2022, TO_2021

figures = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("87.995", "88.00"),  # the trap named in the glossary
        ("98.505", "98.51"),  # half-even would say 98.50
        ("96.520625", "96.52"),
        ("0", "0.00"),
        ("0.004999", "0.00"),
        ("100", "100.00"),
    ],
)
def test_a_figure_is_rounded_half_up_to_two_places(exact: str, shown: str) -> None:
    assert str(round_once(Decimal(exact))) == shown


def test_a_third_is_kept_whole_until_it_is_rounded() -> None:
    assert round_once(Fraction(200, 3)) == Decimal("66.67")


@given(st.decimals(0, 100, places=6))
def test_rounding_is_half_up_everywhere(value: Decimal) -> None:
    assert round_once(value) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("score", "grade", "zone"),
    [
        ("31.98", "E", Zone.RED),
        ("32.23", "D", Zone.RED),
        ("52.98", "D", Zone.RED),
        ("54.03", "C", Zone.YELLOW),
        ("77.69", "C", Zone.YELLOW),
        ("78.09", "B", Zone.GREEN),
        ("87.35", "B", Zone.GREEN),
        ("88.11", "A", Zone.GREEN),
        ("0.00", "E", Zone.RED),
        ("31.99", "E", Zone.RED),
        ("32.00", "D", Zone.RED),
        ("53.99", "D", Zone.RED),
        ("54.00", "C", Zone.YELLOW),
        ("77.99", "C", Zone.YELLOW),
        ("78.00", "B", Zone.GREEN),
        ("87.99", "B", Zone.GREEN),
        ("88.00", "A", Zone.GREEN),
        ("100.00", "A", Zone.GREEN),
    ],
)
def test_a_score_from_2022_on_has_a_grade_and_a_zone(
    score: str, grade: str, zone: Zone
) -> None:
    band = FROM_2022.classify(Decimal(score))
    assert (band.grade, band.zone) == (grade, zone)


@pytest.mark.parametrize(
    ("score", "zone"),
    [
        ("99.25", Zone.GREEN),
        ("81.00", Zone.GREEN),
        ("80.99", Zone.YELLOW),
        ("51.00", Zone.YELLOW),
        ("50.99", Zone.RED),
        ("44.82", Zone.RED),
        ("0.00", Zone.RED),
    ],
)
def test_a_score_to_2021_has_a_zone_and_no_grade(score: str, zone: Zone) -> None:
    band = TO_2021.classify(Decimal(score))
    assert (band.grade, band.zone) == ("", zone)


def test_the_same_eighty_is_yellow_in_2021_and_green_in_2022() -> None:
    assert TO_2021.classify(Decimal("80.00")).zone is Zone.YELLOW
    assert FROM_2022.classify(Decimal("80.00")).zone is Zone.GREEN


@given(figures)
def test_every_score_has_exactly_one_band(score: Decimal) -> None:
    band = FROM_2022.classify(score)
    above = [other for other in FROM_2022.bands if other.lower > band.lower]
    assert band.lower <= score
    assert all(score < other.lower for other in above)


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_a_figure_outside_the_scale_is_no_score(score: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        TO_2021.classify(Decimal(score))


def _band(lower: int) -> Band:
    return Band(Decimal(lower), Zone.NONE, "", "", "")


@pytest.mark.parametrize("lowers", [(), (80, 50), (50, 80, 0), (50, 50, 0)])
def test_a_scale_with_a_gap_is_refused(lowers: tuple[int, ...]) -> None:
    with pytest.raises(UnusableScaleError):
        Scale(tuple(_band(lower) for lower in lowers))
