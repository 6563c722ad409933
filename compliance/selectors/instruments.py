"""Versions of the method as those see them who write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from compliance.domain.answering import AnswerKind, Band, Per, Question
from compliance.domain.comparing import compared
from compliance.domain.instrument import Item, faults, totals
from compliance.domain.methodology import Aggregation
from compliance.models import Methodology, MethodologyNode
from compliance.selectors.methods import as_data

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    tree: tuple[Branch, ...]
    total: Decimal
    indicators: int
    faults: tuple[Fault, ...]
    rounds: int

    @property
    def draft(self) -> bool:
        return self.method.published_at is None

    @property
    def whole(self) -> bool:
        return self.total == 100

    @property
    def at_units(self) -> bool:
        """Whether something is answered at units, not typed for the agency."""
        asked_at = {AnswerKind.FIGURE.value, ""}
        return any(node.answer not in asked_at for node in self._nodes())

    def node(self, code: str) -> MethodologyNode | None:
        """The part of this code. No query."""
        return next((node for node in self._nodes() if node.code == code), None)

    def _nodes(self) -> Iterator[MethodologyNode]:
        left = list(self.tree)
        while left:
            branch = left.pop()
            yield branch.node
            left += branch.below


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
    return Instrument(
        method=found,
        tree=_branches(nodes, None, made),
        total=made.get(None, Decimal(0)),
        indicators=len(asked(nodes)),
        faults=faults_of(found) if found.aggregation == Aggregation.WEIGHTED else (),
        rounds=found.rounds.count(),
    )


def faults_of(method: Methodology) -> tuple[Fault, ...]:
    """What stands against publishing this version. Two queries."""
    bands = list(method.bands.all())
    return faults(
        items_of(list(method.nodes.all())),
        lowers=[band.lower for band in bands],
        marks=[band.grade or band.zone for band in bands],
        share=method.share,
        official=method.official,
        least_units=method.least_units,
    )


def asked(nodes: list[MethodologyNode]) -> list[MethodologyNode]:
    """The leaves in the order in which an assessor meets them: as the tree is read."""
    parents = {node.parent_id for node in nodes}

    def under(parent: int | None) -> list[MethodologyNode]:
        found = []
        for node in nodes:
            if node.parent_id == parent:
                found += under(node.pk) if node.pk in parents else [node]
        return found

    return under(None)


def question_of(node: MethodologyNode) -> Question | None:
    """How a leaf is answered; None where the version does not say so."""
    if not node.answer:
        return None
    return Question(
        kind=AnswerKind(node.answer),
        per=Per(node.per),
        top=node.top or 0,
        bands=tuple(Band(Decimal(low), Decimal(worth)) for low, worth in node.bands),
        wanted=node.wanted,
        least=node.least,
        may_be_absent=node.may_be_absent,
    )


def items_of(nodes: list[MethodologyNode]) -> list[Item]:
    """The tree as the rules take it."""
    codes = {node.pk: node.code for node in nodes}
    return [
        Item(
            code=node.code,
            parent=codes[node.parent_id] if node.parent_id else None,
            weight=node.weight,
            question=question_of(node),
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
