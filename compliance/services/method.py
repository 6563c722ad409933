"""A method out of its data: from a snapshot, from the seed file, from the tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain.methodology import Aggregation, Methodology, Mode, Node
from compliance.domain.scales import Band, Scale, Zone

if TYPE_CHECKING:
    from compliance.selectors.methods import Data


def methodology_of(data: Data) -> Methodology:
    """The method as the formula takes it, from the data of a snapshot."""
    aggregation = Aggregation(data["aggregation"])
    return Methodology(
        code=data["code"],
        scale=Scale(tuple(_scale_band(band) for band in data["bands"])),
        aggregation=aggregation,
        mode=Mode(data["mode"]),
        share=Decimal(data["share"]),
        nodes=(
            tuple(_node(node) for node in data["nodes"])
            if aggregation is Aggregation.WEIGHTED
            else ()
        ),
    )


def _scale_band(band: Data) -> Band:
    return Band(
        Decimal(band["lower"]),
        Zone(band["zone"]),
        band["grade"],
        band["opinion_id"],
        band["opinion_en"],
    )


def _node(node: Data) -> Node:
    children = tuple(_node(child) for child in node["children"])
    return Node(node["code"], Decimal(node["weight"]), children)
