"""From what was seen at the units of an agency to one figure for each indicator.

A unit is worth what its own answers make; units are equals whatever their size. What
does not apply somewhere gives its weight to its brothers, in their proportions; what is
not known leaves everything above it unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.domain.answering import RESPONDENTS, figure, mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.domain.answering import Question, Told
    from compliance.domain.methodology import Node


class OfUnits(StrEnum):
    """How the units of an agency become one figure."""

    MEAN = "mean"  # each unit has its score, and the agency their plain mean
    POOLED = "pooled"  # each indicator has its mean over the units, then the weights


class Absent:
    """The mark of an indicator that does not apply."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()
#: A figure, nothing known, or not to be asked there.
Figure = Fraction | Absent | None


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was told of one indicator at one unit, or that it does not apply."""

    told: tuple[Told, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """One unit: its name in the round's frame and what was seen, by indicator."""

    ref: str
    seen: Mapping[str, Seen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """The base of an agency and what it was made of; None is "not known"."""

    base: Fraction | None
    parts: Mapping[str, Fraction | None]
    leaves: Mapping[str, Figure]
    units: tuple[tuple[str, Fraction | None], ...]


def of_unit(question: Question, seen: Seen | None) -> Figure:
    """What a unit is worth in one indicator. Raises UnusableAnswerError.

    Several products or respondents make a plain mean; fewer than the question's
    ``least`` are not known.
    """
    if seen is None:
        return None
    if seen.absent:
        return ABSENT if question.may_be_absent else None
    figures = [figure(question, told) for told in seen.told]
    if question.per in RESPONDENTS:
        return mean(question, figures)
    return sum(figures, Fraction(0)) / len(figures) if figures else None


def weighed(node: Node, figures: Mapping[str, Figure]) -> Figure:
    """A node's own figure, or that of its children by the weights that apply."""
    if not node.children:
        return figures.get(node.code)
    return of_level(node.children, figures)


def of_level(nodes: Iterable[Node], figures: Mapping[str, Figure]) -> Figure:
    """The weighted mean of one level, without the nodes that do not apply.

    One unknown figure leaves the level unknown; a level of which nothing applies does
    not apply itself.
    """
    found = [(node.weight, weighed(node, figures)) for node in nodes]
    if any(value is None for _weight, value in found):
        return None
    there = [
        (Fraction(weight), value)
        for weight, value in found
        if isinstance(value, Fraction)
    ]
    if not there:
        return ABSENT
    whole = sum((weight for weight, _ in there), Fraction(0))
    return sum((weight * value for weight, value in there), Fraction(0)) / whole


def pooled(figures: Iterable[Figure]) -> Figure:
    """The mean of one indicator over the units to which it applies."""
    found = list(figures)
    if not found or any(value is None for value in found):
        return None
    there = [value for value in found if isinstance(value, Fraction)]
    return sum(there, Fraction(0)) / len(there) if there else ABSENT


def measured(
    nodes: tuple[Node, ...],
    questions: Mapping[str, Question],
    units: Iterable[UnitSeen],
    *,
    of_units: OfUnits,
    least_units: int,
) -> Measured:
    """The base of one agency from what was seen at its units.

    A unit without a score of its own (an answer lacks, or nothing applies there) leaves
    the agency unknown, and so do fewer units than ``least_units``: too thin to tell.
    Raises UnusableAnswerError.
    """
    rows = [
        (
            unit.ref,
            {code: of_unit(q, unit.seen.get(code)) for code, q in questions.items()},
        )
        for unit in units
    ]
    scores = tuple((ref, _known(of_level(nodes, figures))) for ref, figures in rows)
    leaves = {code: pooled(figures[code] for _, figures in rows) for code in questions}
    parts = {
        node.code: _known(pooled(weighed(node, figures) for _, figures in rows))
        for node in nodes
    }
    known = [value for _, value in scores if value is not None]
    base = None
    if len(known) == len(rows) and len(known) >= max(least_units, 1):
        if of_units is OfUnits.POOLED:
            base = _known(of_level(nodes, leaves))
        else:
            base = sum(known, Fraction(0)) / len(known)
    return Measured(base, parts, leaves, scores)


def _known(value: Figure) -> Fraction | None:
    return value if isinstance(value, Fraction) else None
