"""What the scores of a year were made of, over many agencies: parts, indicators, KTK.

Only the pages of a snapshot that are summed up are read, not the whole of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from compliance.domain.execution import Ktk, Place
from compliance.domain.summing import Spread, spread
from compliance.models import MethodologyNode, Snapshot
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compliance.selectors.methods import Data
    from compliance.selectors.results import Method
    from compliance.selectors.yearly_scores import One

#: How formula 2 tells an indicator that did not apply to an agency.
ABSENT = "absent"


class Detail(NamedTuple):
    """What one snapshot says; ``indicators`` are by code, as text, "absent" or None."""

    parts: Sequence[Data]
    indicators: Mapping[str, str | None]
    actions: Sequence[Data]
    base: Decimal | None


class Leaf(NamedTuple):
    """An indicator below a dimension: its code, its name and that of its dimension."""

    code: str
    name: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension or indicator over a group.

    ``absent``: so many agencies to which it did not apply; a figure that is not known
    is in neither. ``beside``: the dimension of an indicator.
    """

    code: str
    name: str
    spread: Spread
    weight: Decimal | None = None
    assumed: bool = False
    absent: int = 0
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Execution:
    """The corrective actions behind the scores of a group, as each score counted them.

    ``agencies`` have an action that counts, ``without`` have none. ``apart`` are actions
    that did not count. ``ktk`` is over all counted actions together. ``lowered`` scores
    lie below their base, the one that lost most by ``most``.
    """

    agencies: int
    without: int
    on_time: int
    late: int
    missed: int
    apart: int
    ktk: Decimal | None
    lowered: int
    most: Decimal | None

    @property
    def counted(self) -> int:
        return self.on_time + self.late + self.missed


def details(ones: Iterable[One]) -> dict[int, Detail]:
    """What the snapshots among these say, by the id of the snapshot. One query."""
    wanted = [one.snapshot for one in ones if one.snapshot]
    rows = Snapshot.objects.filter(pk__in=wanted).values_list(
        "pk",
        "data__result__parts",
        "data__result__indicators",
        "data__inputs__answers",
        "data__result__actions",
        "data__result__base",
    )
    return {
        pk: Detail(
            parts=parts or (),
            indicators=(answers if indicators is None else indicators) or {},
            actions=actions or (),
            base=None if base is None else Decimal(base),
        )
        for pk, parts, indicators, answers, actions, base in rows
    }


def indicators_of(codes: Iterable[str]) -> dict[str, tuple[Leaf, ...]]:
    """The indicators of these methods by the method's code, in the order of the tree.

    A dimension without anything below it is no indicator. One query.
    """
    rows = MethodologyNode.objects.filter(methodology__code__in=set(codes))
    below: dict[tuple[str, int | None], list[tuple[int, str, str]]] = defaultdict(list)
    for pk, of, parent, code, name_id, name_en in rows.values_list(
        "pk", "methodology__code", "parent_id", "code", "name_id", "name_en"
    ):
        below[of, parent].append((pk, code, chosen(name_id, name_en)))
    return {
        of: tuple(
            leaf
            for pk, _code, name in roots
            for leaf in _leaves(below, of, pk, dimension=name)
        )
        for (of, parent), roots in list(below.items())
        if parent is None
    }


def _leaves(
    below: Mapping[tuple[str, int | None], list[tuple[int, str, str]]],
    of: str,
    parent: int,
    dimension: str,
) -> Iterable[Leaf]:
    for pk, code, name in below.get((of, parent), ()):
        if (of, pk) in below:
            yield from _leaves(below, of, pk, dimension)
        else:
            yield Leaf(code, name, dimension)


def dimensions(method: Method, found: Sequence[Detail]) -> tuple[Measure, ...]:
    """Each part of the first level over these snapshots; nothing where there is none."""
    values: dict[str, list[Decimal]] = defaultdict(list)
    for detail in found:
        for part in detail.parts:
            if part["value"] is not None:
                values[part["code"]].append(Decimal(part["value"]))
    return tuple(
        Measure(
            code=weight.code,
            name=weight.name,
            spread=spread(values[weight.code]),
            weight=weight.weight,
            assumed=weight.assumed,
        )
        for weight in method.weights
        if values
    )


def measured(leaves: Sequence[Leaf], found: Sequence[Detail]) -> tuple[Measure, ...]:
    """Each indicator over the snapshots that tell it; one that none tells is left out."""
    made = []
    for leaf in leaves:
        told = [one.indicators.get(leaf.code) for one in found]
        values = [Decimal(value) for value in told if value not in (None, ABSENT)]
        absent = told.count(ABSENT)
        if values or absent:
            made.append(
                Measure(
                    code=leaf.code,
                    name=leaf.name,
                    spread=spread(values),
                    absent=absent,
                    beside=leaf.dimension,
                )
            )
    return tuple(made)


def execution(
    scored: Sequence[tuple[Decimal, Detail]],
) -> Execution | None:
    """The corrective actions behind these scores; None where no snapshot tells any."""
    if not scored:
        return None
    counted = [_points(detail) for _score, detail in scored]
    points = [one for agency in counted for one in agency]
    lost = [
        detail.base - score
        for score, detail in scored
        if detail.base is not None and score < detail.base
    ]
    told = sum(len(detail.actions) for _score, detail in scored)
    full, none = sum(one == 1 for one in points), sum(one == 0 for one in points)
    total = Ktk(sum(points, Decimal(0)), len(points)) if points else None
    return Execution(
        agencies=sum(bool(agency) for agency in counted),
        without=sum(not agency for agency in counted),
        on_time=full,
        late=len(points) - full - none,
        missed=none,
        apart=told - len(points),
        ktk=total.shown if total else None,
        lowered=len(lost),
        most=max(lost, default=None),
    )


def _points(detail: Detail) -> list[Decimal]:
    """What each action that counts is worth, from 0 to 1."""
    return [
        Decimal(action["s"]) * Decimal(action["t"])
        for action in detail.actions
        if action["place"] == Place.COUNTED
    ]
