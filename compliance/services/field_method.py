"""What was seen in the field, out of the data of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.domain.places import OfUnits, UnitSeen, measured
from compliance.selectors.methods import question_of
from compliance.selectors.units import seen_of
from compliance.services.method import methodology_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.domain.answering import Question
    from compliance.domain.places import Measured
    from compliance.selectors.methods import Data


def measured_of(inputs: Data) -> Measured:
    """The base of one agency from the inputs of its snapshot.

    ``inputs["units"]`` are ``{"ref": ..., "seen": {code: {"absent": false, "told":
    [[value, of], ...]}}}`` with values as text. Raises UnusableAnswerError.
    """
    method = inputs["methodology"]
    return measured(
        methodology_of(method).nodes,
        dict(questions_of(method["nodes"])),
        [_unit(unit) for unit in inputs["units"]],
        of_units=OfUnits(method["of_units"]),
        least_units=method["least_units"],
    )


def questions_of(nodes: Sequence[Data]) -> Iterator[tuple[str, Question]]:
    """How each indicator is answered, by its code."""
    for node in nodes:
        if node["children"]:
            yield from questions_of(node["children"])
        elif question := question_of(node):
            yield node["code"], question


def _unit(unit: Data) -> UnitSeen:
    seen = {code: seen_of(told) for code, told in unit["seen"].items()}
    return UnitSeen(unit["ref"], seen)
