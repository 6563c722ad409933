"""Versions of the method as those see them who write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from compliance.domain.answering import AnswerKind
from compliance.domain.comparing import compared
from compliance.domain.instrument import Item, faults, totals
from compliance.domain.methodology import Aggregation
from compliance.models import Methodology, MethodologyNode
from compliance.selectors.methods import NODE_FIELDS, as_data, question_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from compliance.domain.comparing import Compared
    from compliance.domain.instrument import Fault


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what is below it, and what the weights below it make."""

    node: MethodologyNode
    below: tuple[Branch, ...]
    total: Decimal | None

    @property
    def whole(self) -> bool:
        return self.total is None or self.total == 100


@dataclass(frozen=True, slots=True)
class Instrument:
    """A version with its tree, its first level's total, and what must be mended."""

    method: Methodology
    nodes: tuple[MethodologyNode, ...]
    tree: tuple[Branch, ...]
    total: Decimal
    faults: tuple[Fault, ...]
    rounds: int

    @property
    def indicators(self) -> int:
        return len(self.asked)

    @property
    def draft(self) -> bool:
        return self.method.published_at is None

    @property
    def whole(self) -> bool:
        return self.total == 100

    @property
    def at_units(self) -> bool:
        """Whether something is answered at units, not typed for the agency."""
        typed = {AnswerKind.FIGURE.value, ""}
        return any(node.answer not in typed for node in self.nodes)

    @property
    def asked(self) -> list[MethodologyNode]:
        """The leaves in the order in which an assessor meets them: as the tree is read."""
        return _leaves(self.tree)

    def node(self, code: str) -> MethodologyNode | None:
        """The part of this code."""
        return next((node for node in self.nodes if node.code == code), None)

    def level(self, above: MethodologyNode | None) -> list[MethodologyNode]:
        """The parts right below this one, or the first level."""
        parent = above.pk if above else None
        return [node for node in self.nodes if node.parent_id == parent]


def _leaves(branches: tuple[Branch, ...]) -> list[MethodologyNode]:
    found = []
    for branch in branches:
        found += _leaves(branch.below) if branch.below else [branch.node]
    return found


def in_turn(nodes: list[MethodologyNode]) -> list[MethodologyNode]:
    """The leaves of a tree in the order in which an assessor meets them."""
    return _leaves(_branches(nodes, None, {}))


def versions(actor: Actor) -> QuerySet[Methodology]:
    """All versions an actor may see, drafts first, then the latest."""
    return (
        Methodology.objects.visible_to(actor)
        .annotate(rounds_made=Count("rounds"), draft=Q(published_at__isnull=True))
        .order_by("-draft", "-year", "code")
    )


def instrument(ref: UUID, actor: Actor) -> Instrument:
    """One version; a fixed number of queries. Raises Methodology.DoesNotExist."""
    found = Methodology.objects.visible_to(actor).select_related("copy_of").get(ref=ref)
    nodes = list(found.nodes.all())
    made = totals(items_of(nodes))
    tree = _branches(nodes, None, made)
    weighted = found.aggregation == Aggregation.WEIGHTED
    return Instrument(
        method=found,
        nodes=tuple(nodes),
        tree=tree,
        total=made.get(None, Decimal(0)),
        faults=_faults(found, nodes) if weighted else (),
        rounds=found.rounds.count(),
    )


def faults_of(method: Methodology) -> tuple[Fault, ...]:
    """What stands against publishing this version. Two queries."""
    return _faults(method, list(method.nodes.all()))


def _faults(method: Methodology, nodes: list[MethodologyNode]) -> tuple[Fault, ...]:
    bands = list(method.bands.all())
    return faults(
        items_of(nodes),
        lowers=[band.lower for band in bands],
        marks=[band.grade or band.zone for band in bands],
        share=method.share,
        official=method.official,
        least_units=method.least_units,
    )


def items_of(nodes: list[MethodologyNode]) -> list[Item]:
    """The tree as the rules take it."""
    codes = {node.pk: node.code for node in nodes}
    return [
        Item(
            code=node.code,
            parent=codes[node.parent_id] if node.parent_id else None,
            weight=node.weight,
            question=question_of({name: getattr(node, name) for name in NODE_FIELDS}),
            law=node.law,
            component=node.component,
        )
        for node in nodes
    ]


def difference(later: Methodology, earlier: Methodology) -> Compared:
    """What the later version says differently. Four queries."""
    return compared(as_data(earlier), as_data(later))


def _branches(
    nodes: list[MethodologyNode],
    parent: int | None,
    made: dict[str | None, Decimal],
) -> tuple[Branch, ...]:
    return tuple(
        Branch(node, _branches(nodes, node.pk, made), made.get(node.code))
        for node in nodes
        if node.parent_id == parent
    )
