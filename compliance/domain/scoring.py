"""From answers to a score: base, deduction, one rounding, then the class.

No data is None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.domain.execution import ktk, without_maladministration
from compliance.domain.methodology import Aggregation, Mode
from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from compliance.domain.execution import ActionFact, Ktk
    from compliance.domain.methodology import Methodology, Node
    from compliance.domain.places import Measured
    from compliance.domain.scales import Band, Exact

#: Stored with every snapshot. Change the arithmetic, change this name, and keep
#: the old arithmetic for the snapshots that carry the old name.
FORMULA = "1"
#: The arithmetic of answers from the field: places first, then the same deduction.
FIELD_FORMULA = "2"
#: From this many actions on the deduction is whole; thin data lowers less.
FULL_AT = 3


@dataclass(frozen=True, slots=True)
class ExecutionRecord:
    """The corrective actions of one agency and the day up to which they count."""

    actions: tuple[ActionFact, ...]
    cutoff: date


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the first level: its figure and what it adds to the base."""

    code: str
    value: Decimal | None
    weight: Decimal
    adds: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """A result with all it was made of. Figures for people are rounded once."""

    value: Decimal | None
    base: Decimal | None
    band: Band | None
    ktk: Ktk | None
    parts: tuple[Part, ...]
    #: Matrix mode only; None elsewhere.
    without_maladministration: bool | None
    formula: str = FORMULA


def final(base: Exact, ktk: Exact | None, n: int, share: Decimal) -> Fraction:
    """The base lowered by at most ``share``: exact, not yet rounded.

    ``base * (1 - L * min(1, n/3) * (100 - KTK)/100)``; without KTK the base.
    """
    if ktk is None:
        return Fraction(base)
    missing = (100 - Fraction(ktk)) / 100
    weight = min(Fraction(1), Fraction(n, FULL_AT))
    return Fraction(base) * (1 - Fraction(share) * weight * missing)


def base_of(
    answers: Mapping[str, Decimal | None], methodology: Methodology
) -> Fraction | None:
    """The figure before any deduction, exact; None while data are missing."""
    if methodology.aggregation is Aggregation.MEAN:
        products = [Fraction(v) for v in answers.values() if v is not None]
        return sum(products, Fraction(0)) / len(products) if products else None
    return _weighted(methodology.nodes, answers)


def score(
    answers: Mapping[str, Decimal | None],
    methodology: Methodology,
    execution: ExecutionRecord,
) -> Score:
    """The score of one agency. ``answers`` are figures 0..100 by node or product.

    Raises ValueError for an answer outside 0..100.
    """
    for code, answer in answers.items():
        if answer is not None and not 0 <= answer <= 100:
            raise ValueError(f"answer {code} lies outside 0 and 100")
    parts = tuple(_part(node, _figure(node, answers)) for node in methodology.nodes)
    return _score(base_of(answers, methodology), parts, methodology, execution, FORMULA)


def score_from_the_field(
    seen: Measured, methodology: Methodology, execution: ExecutionRecord
) -> Score:
    """The score of an agency from what was seen at its units.

    A part's figure is its mean over the units; where an indicator did not apply
    somewhere, what the parts add need not make the base to the last hundredth.
    """
    parts = tuple(_part(node, seen.parts.get(node.code)) for node in methodology.nodes)
    return _score(seen.base, parts, methodology, execution, FIELD_FORMULA)


def _score(
    base: Fraction | None,
    parts: tuple[Part, ...],
    methodology: Methodology,
    execution: ExecutionRecord,
    formula: str,
) -> Score:
    record = ktk(execution.actions, execution.cutoff)
    value = None if base is None else round_once(_lowered(base, record, methodology))
    return Score(
        value=value,
        base=None if base is None else round_once(base),
        band=None if value is None else methodology.scale.classify(value),
        ktk=record,
        parts=parts,
        without_maladministration=(
            without_maladministration(execution.actions, execution.cutoff)
            if methodology.mode is Mode.MATRIX
            else None
        ),
        formula=formula,
    )


def _lowered(base: Fraction, record: Ktk | None, methodology: Methodology) -> Fraction:
    if record is None or methodology.mode is Mode.MATRIX:
        return base
    return final(base, record.exact, record.n, methodology.share)


def _figure(node: Node, answers: Mapping[str, Decimal | None]) -> Fraction | None:
    """A node's own answer, or that of its children by their weights."""
    if node.children:
        return _weighted(node.children, answers)
    answer = answers.get(node.code)
    return None if answer is None else Fraction(answer)


def _weighted(
    nodes: tuple[Node, ...], answers: Mapping[str, Decimal | None]
) -> Fraction | None:
    """The weighted figure; one missing answer leaves the whole unknown."""
    total = Fraction(0)
    for node in nodes:
        figure = _figure(node, answers)
        if figure is None:
            return None
        total += figure * Fraction(node.weight) / 100
    return total


def _part(node: Node, figure: Fraction | None) -> Part:
    if figure is None:
        return Part(node.code, None, node.weight, None)
    adds = round_once(figure * Fraction(node.weight) / 100)
    return Part(node.code, round_once(figure), node.weight, adds)
