"""Rounds as those see them who run them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from agencies.models import Agency
from compliance.domain.methodology import Aggregation
from compliance.models import Methodology, Round, Snapshot
from compliance.models.rounds import RoundState
from compliance.selectors.methods import TYPED, leaves
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from compliance.models import MethodologyNode, RoundAgency
    from compliance.selectors.methods import Data

#: The group of all invented agencies; the others are named by their category.
EXAMPLES = "contoh"


@dataclass(frozen=True, slots=True)
class Line:
    """One agency of a round with its figures in the order of the questions."""

    ref: UUID
    name: str
    assessed: bool
    version: int
    figures: tuple[Decimal | None, ...]
    snapshot: Snapshot | None

    @property
    def complete(self) -> bool:
        return None not in self.figures


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with its questions and its agencies."""

    round: Round
    method: str
    questions: tuple[MethodologyNode, ...]
    lines: tuple[Line, ...]
    #: Whether something is answered at units, not only typed for the agency.
    at_units: bool

    @property
    def assessed(self) -> int:
        return sum(line.assessed for line in self.lines)

    @property
    def complete(self) -> int:
        return sum(line.assessed and line.complete for line in self.lines)

    @property
    def left_out(self) -> int:
        return len(self.lines) - self.assessed


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies that make a round: all of one kind, or all invented ones."""

    code: str
    label: str
    n: int


def rounds(actor: Actor) -> QuerySet[Round]:
    """The rounds an actor may see with the number of their agencies, newest first."""
    return (
        Round.objects.visible_to(actor)
        .select_related("methodology")
        .annotate(agencies=Count("members"))
        .order_by("-year", "-id")
    )


def round_page(ref: UUID, actor: Actor) -> RoundPage:
    """One round; a fixed number of queries. Raises Round.DoesNotExist."""
    found = Round.objects.visible_to(actor).select_related("methodology").get(ref=ref)
    asked = leaves(found.methodology)
    questions = [node for node in asked if node.answer in TYPED]
    figures: dict[tuple[int, int], Decimal] = {
        (agency, node): value
        for agency, node, value in found.answers.values_list(
            "agency_id", "node_id", "value"
        )
    }
    snapshots = {
        one.agency_id: one for one in Snapshot.objects.current().filter(round=found)
    }
    members = found.members.select_related("agency").order_by("agency__name_id")
    return RoundPage(
        round=found,
        method=chosen(found.methodology.name_id, found.methodology.name_en),
        questions=tuple(questions),
        lines=tuple(
            _line(member, questions, figures, snapshots.get(member.agency_id))
            for member in members
        ),
        at_units=len(questions) < len(asked),
    )


def is_open(page: RoundPage) -> bool:
    """Whether answers are taken."""
    return page.round.state == RoundState.OPEN


def is_locked(page: RoundPage) -> bool:
    """Whether everything is fixed and waits for publication."""
    return page.round.state == RoundState.LOCKED


def line_of(page: RoundPage, agency: UUID) -> Line | None:
    """One agency of the round."""
    return next((line for line in page.lines if line.ref == agency), None)


def groups(*, invented_only: bool) -> list[Group]:
    """The groups that a round can be opened for. Two queries."""
    invented = Agency.objects.filter(fictional=True).count()
    found = [Group(EXAMPLES, "", invented)] if invented else []
    if invented_only:
        return found
    counts = dict(
        Agency.objects.filter(fictional=False, valid_to=None)
        .order_by()
        .values_list("category")
        .annotate(n=Count("id"))
    )
    return found + [
        Group(kind.value, str(CATEGORIES[kind]), counts[kind.value])
        for kind in Category
        if counts.get(kind.value)
    ]


def agencies_of(group: str) -> list[UUID]:
    """The agencies of a group, by their refs."""
    rows = (
        Agency.objects.filter(fictional=True)
        if group == EXAMPLES
        else Agency.objects.filter(fictional=False, valid_to=None, category=group)
    )
    return list(rows.values_list("ref", flat=True))


def methods() -> list[tuple[str, str]]:
    """The methods by which a round can be run: those with known weights, proposals
    first."""
    rows = Methodology.objects.filter(
        aggregation=Aggregation.WEIGHTED.value, published_at__isnull=False
    )
    return [
        (row.code, chosen(row.name_id, row.name_en))
        for row in rows.order_by("official", "-year")
    ]


def _published(snapshot: Snapshot, node: MethodologyNode) -> Decimal | None:
    """What the newest version of a published score was computed from."""
    inputs: Data = snapshot.data["inputs"] or {}
    text = inputs.get("answers", {}).get(node.code)
    return None if text is None else Decimal(text)


def _line(
    member: RoundAgency,
    questions: list[MethodologyNode],
    figures: dict[tuple[int, int], Decimal],
    snapshot: Snapshot | None,
) -> Line:
    agency = member.agency
    return Line(
        ref=agency.ref,
        name=chosen(agency.name_id, agency.name_en),
        assessed=member.assessed,
        version=member.version,
        figures=tuple(
            _published(snapshot, node)
            if snapshot
            else figures.get((agency.pk, node.pk))
            for node in questions
        ),
        snapshot=snapshot,
    )
