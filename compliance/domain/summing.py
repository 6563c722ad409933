"""A group of scores in a few numbers, and how a group moved from one year to the next.

Fewer than ``LEAST`` scores have no mean: it would tell of one agency, not of a group.
Nothing known is None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

K = TypeVar("K")
#: As many scores as a mean, a median or a mean change needs.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """``n`` scores; mean and median, rounded once, are None where they are too few."""

    n: int
    lowest: Decimal | None = None
    highest: Decimal | None = None
    mean: Decimal | None = None
    median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """By how much the scores of the same ``n`` agencies changed in the mean."""

    n: int
    by: Decimal


def spread(scores: Iterable[Decimal]) -> Spread:
    """The numbers of these scores, each from 0 to 100."""
    found = sorted(scores)
    if not found:
        return Spread(0)
    few = len(found) < LEAST
    return Spread(
        n=len(found),
        lowest=found[0],
        highest=found[-1],
        mean=None if few else round_once(_mean(found)),
        median=None if few else round_once(_middle(found)),
    )


def moved(now: Mapping[K, Decimal], before: Mapping[K, Decimal]) -> Moved | None:
    """The mean change of those that have a score in both years; None for too few.

    Only who is known in both is looked at, so that a change of who is known is none.
    """
    both = now.keys() & before.keys()
    if len(both) < LEAST:
        return None
    change = _mean([now[one] - before[one] for one in both])
    size = round_once(abs(change))
    return Moved(len(both), -size if change < 0 else size)


def share(part: int, whole: int) -> Decimal | None:
    """How much of the whole, in percent with two decimals; None of nothing."""
    return round_once(Fraction(part * 100, whole)) if whole else None


def _mean(values: list[Decimal]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0)) / len(values)


def _middle(ordered: list[Decimal]) -> Fraction:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return (Fraction(ordered[half - 1]) + Fraction(ordered[half])) / 2
