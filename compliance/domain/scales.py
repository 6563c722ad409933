"""Rounding once, then classifying: which zone and grade a figure falls into."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

#: A figure before it is rounded. Fractions keep thirds exact, so that a half
#: stays a half until the one rounding.
Exact = Decimal | Fraction

HUNDRED = Decimal(100)


class Zone(StrEnum):
    """The traffic light of the published results; the 2025 opinion has none."""

    GREEN = "hijau"
    YELLOW = "kuning"
    RED = "merah"
    NONE = ""


def round_once(value: Exact) -> Decimal:
    """A figure of 0 or more to two places, half up (87.995 becomes 88.00).

    Call it once, at the end: a figure rounded twice may cross a threshold.
    """
    hundredths = Fraction(value) * 100
    whole = (2 * hundredths.numerator + hundredths.denominator) // (
        2 * hundredths.denominator
    )
    return Decimal(whole).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Band:
    """One interval of a scale, from ``lower`` up to the next band.

    ``grade`` is empty in scales that only knew zones (to 2021).
    """

    lower: Decimal
    zone: Zone
    grade: str
    opinion_id: str
    opinion_en: str


class UnusableScaleError(ValueError):
    """A scale that would leave some score without a band."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one methodology version, highest first, down to 0."""

    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        lowers = [band.lower for band in self.bands]
        if not lowers or lowers[-1] != 0:
            raise UnusableScaleError("the lowest band of a scale starts at 0")
        if any(a <= b for a, b in itertools.pairwise(lowers)):
            raise UnusableScaleError("the bands of a scale go down, each lower once")

    def classify(self, score: Decimal) -> Band:
        """The band of a score that has been rounded already.

        Raises ValueError for a figure outside 0..100: that is no score.
        """
        if not 0 <= score <= HUNDRED:
            raise ValueError(f"a score lies between 0 and 100, not at {score}")
        return next(band for band in self.bands if score >= band.lower)
