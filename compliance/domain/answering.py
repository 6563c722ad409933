"""What an indicator asks, and the figure from 0 to 100 that an answer is worth.

An answer is what an assessor saw or heard at one place: yes or no, a step of a scale,
a number, how many of how many. What he did not see is None and never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class AnswerKind(StrEnum):
    """The forms an answer can take."""

    FIGURE = "figure"  # a figure from 0 to 100, read elsewhere and typed once an agency
    YES_NO = "yes_no"
    SEEN = "seen"  # yes or no, and a yes needs its photograph or document
    SCALE = "scale"  # a whole step from 0 to the top
    BANDS = "bands"  # any number, worth what its band is worth
    COUNT = "count"  # so many of so many who were asked


class Per(StrEnum):
    """What is asked once: the agency, a unit, a product of a unit, a person there."""

    AGENCY = "agency"
    UNIT = "unit"
    PRODUCT = "product"
    STAFF = "staff"
    USER = "user"


#: Asked of several people at a unit, so that a mean is made of what they say.
RESPONDENTS = frozenset({Per.STAFF, Per.USER})
YES, NO = Decimal(1), Decimal(0)
FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Band:
    """From ``lower`` up to the next band a number is worth ``figure``."""

    lower: Decimal
    figure: Decimal


@dataclass(frozen=True, slots=True)
class Question:
    """How one indicator is answered.

    ``top`` is the highest step of a scale. ``wanted`` are the respondents a unit should
    have, ``least`` those without whom nothing is known of it. ``may_be_absent``: an
    assessor may say that it does not apply there, and its weight goes to its brothers.
    """

    kind: AnswerKind
    per: Per = Per.AGENCY
    top: int = 0
    bands: tuple[Band, ...] = ()
    wanted: int = 1
    least: int = 1
    may_be_absent: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: a number (1 is yes), for a count beside the number that were asked."""

    value: Decimal
    of: int | None = None


class UnusableAnswerError(ValueError):
    """An answer that the question does not allow; ``code`` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def figure(question: Question, told: Told) -> Fraction:
    """What the answer is worth, 0 to 100, exact. Raises UnusableAnswerError."""
    value = Fraction(told.value)
    if question.kind is AnswerKind.COUNT:
        return _share(told)
    if question.kind is AnswerKind.BANDS:
        return _in_bands(question, told.value)
    top = {AnswerKind.FIGURE: 100, AnswerKind.SCALE: question.top}.get(question.kind, 1)
    if not 0 <= value <= top:
        raise UnusableAnswerError("outside")
    if question.kind is not AnswerKind.FIGURE and value.denominator != 1:
        raise UnusableAnswerError("whole")
    return value * FULL / top


def mean(question: Question, figures: Iterable[Fraction]) -> Fraction | None:
    """The plain mean of what the people of a unit said; None while too few did."""
    known = list(figures)
    if len(known) < max(question.least, 1):
        return None
    return sum(known, Fraction(0)) / len(known)


def _share(told: Told) -> Fraction:
    if told.of is None or told.of < 1:
        raise UnusableAnswerError("nobody")
    value = Fraction(told.value)
    if value.denominator != 1:
        raise UnusableAnswerError("whole")
    if not 0 <= value <= told.of:
        raise UnusableAnswerError("more_than_all")
    return value * FULL / told.of


def _in_bands(question: Question, value: Decimal) -> Fraction:
    """The band with the highest lower edge that the number reaches."""
    reached = [band for band in question.bands if band.lower <= value]
    if not reached:
        raise UnusableAnswerError("outside")
    return Fraction(max(reached, key=lambda band: band.lower).figure)
