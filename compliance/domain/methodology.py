"""A methodology version as the formula sees it: data, never ``if year``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.domain.scales import Scale

#: The largest share that KTK may ever take away.
MOST_SHARE = Decimal("0.30")


class Aggregation(StrEnum):
    """How the answers of an agency become one base figure."""

    WEIGHTED = "weighted"  # the tree's weights, in percent
    MEAN = "mean"  # plain mean of the scores of its products


class Mode(StrEnum):
    """What the execution of corrective actions does to the result."""

    FACTOR = "factor"  # lowers the figure by at most the share L
    MATRIX = "matrix"  # leaves the figure, adds "Tanpa Maladministrasi"


class NodeKind(StrEnum):
    """The levels of the tree of answers."""

    DIMENSION = "dimension"
    VARIABLE = "variable"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Node:
    """One question or a group of them; ``weight`` is percent of its parent."""

    code: str
    weight: Decimal
    children: tuple[Node, ...] = ()


class UnusableMethodologyError(ValueError):
    """Weights that do not add up, or a share outside its limits."""


@dataclass(frozen=True, slots=True)
class Methodology:
    """What the formula needs of one version."""

    code: str
    scale: Scale
    aggregation: Aggregation = Aggregation.WEIGHTED
    mode: Mode = Mode.FACTOR
    share: Decimal = Decimal(0)
    nodes: tuple[Node, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.share <= MOST_SHARE:
            raise UnusableMethodologyError("the share lies between 0 and 0.30")
        if self.aggregation is Aggregation.WEIGHTED:
            _require_whole(self.nodes)


def _require_whole(nodes: tuple[Node, ...]) -> None:
    """The weights of brothers make exactly 100 percent, on every level."""
    if sum((node.weight for node in nodes), Decimal(0)) != 100:
        raise UnusableMethodologyError("the weights of one level make 100 percent")
    for node in nodes:
        if node.children:
            _require_whole(node.children)
