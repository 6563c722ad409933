"""A methodology as plain data, the form in which a snapshot keeps it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance.domain.answering import AnswerKind, Band, Per, Question
from compliance.querysets import AT_UNITS

if TYPE_CHECKING:
    from compliance.models import Methodology, MethodologyBand, MethodologyNode

#: Parsed JSON: strings, whole numbers, booleans, lists and mappings of them.
Data: TypeAlias = dict[str, Any]
#: How a leaf is answered that is typed once for an agency, not seen at units.
TYPED = frozenset({"", AnswerKind.FIGURE.value})
#: What a node says beside its code, its weight and its place, in the order of telling.
NODE_FIELDS = (
    "name_id",
    "name_en",
    "hint_id",
    "hint_en",
    "assumed",
    "answer",
    "per",
    "top",
    "bands",
    "wanted",
    "least",
    "may_be_absent",
    "evidence_id",
    "evidence_en",
    "law",
    "component",
)


def as_data(methodology: Methodology) -> Data:
    """Everything the formula and a page need of this version. Two queries."""
    nodes = list(methodology.nodes.all())
    return {
        "code": methodology.code,
        "version": methodology.version,
        "name_id": methodology.name_id,
        "name_en": methodology.name_en,
        "official": methodology.official,
        "assumed_weights": methodology.assumed_weights,
        "share": str(methodology.share),
        "mode": methodology.mode,
        "aggregation": methodology.aggregation,
        "of_units": methodology.of_units,
        "least_units": methodology.least_units,
        "bands": [_band(band) for band in methodology.bands.all()],
        "nodes": [_node(node, nodes) for node in nodes if node.parent_id is None],
    }


def question_of(said: Data) -> Question | None:
    """How a node is answered, by what it says; None for a group, and for a leaf of a
    version that does not tell."""
    if not said["answer"]:
        return None
    return Question(
        kind=AnswerKind(said["answer"]),
        per=Per(said["per"]),
        top=said["top"] or 0,
        bands=tuple(Band(Decimal(low), Decimal(worth)) for low, worth in said["bands"]),
        wanted=said["wanted"],
        least=said["least"],
        may_be_absent=said["may_be_absent"],
    )


def leaves(methodology: Methodology) -> list[MethodologyNode]:
    """The nodes that take an answer, in the order of the tree. One query."""
    nodes = list(methodology.nodes.all())
    parents = {node.parent_id for node in nodes}
    return [node for node in nodes if node.pk not in parents]


def typed_leaves(methodology: Methodology) -> list[MethodologyNode]:
    """The leaves whose figure is typed once for an agency. One query."""
    return [node for node in leaves(methodology) if node.answer in TYPED]


def asks_at_units(methodology: Methodology) -> bool:
    """Whether something is answered at units. One query."""
    return methodology.nodes.filter(AT_UNITS).exists()


def _band(band: MethodologyBand) -> Data:
    return {
        "lower": str(band.lower),
        "zone": band.zone,
        "grade": band.grade,
        "opinion_id": band.opinion_id,
        "opinion_en": band.opinion_en,
    }


def _node(node: MethodologyNode, nodes: list[MethodologyNode]) -> Data:
    return {
        "code": node.code,
        "weight": None if node.weight is None else str(node.weight),
        **{name: getattr(node, name) for name in NODE_FIELDS},
        "children": [
            _node(child, nodes) for child in nodes if child.parent_id == node.pk
        ],
    }
