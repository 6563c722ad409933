"""The units behind a published score: what each is worth, and what was seen there.

Everything comes out of the snapshot, so that a page of years ago stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain.answering import Told
from compliance.domain.places import Absent, Seen, of_unit
from compliance.domain.scales import round_once
from compliance.models import Snapshot
from compliance.selectors.methods import question_of
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from compliance.domain.answering import Question
    from compliance.selectors.methods import Data


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of an agency with its score, before any deduction."""

    ref: str
    name: str
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class SeenThere:
    """One indicator at one unit; ``figure`` is None where it does not apply."""

    code: str
    group: str
    name: str
    question: Question
    seen: Seen | None
    figure: Decimal | None
    law: str


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """One unit in a snapshot: so many products were looked at, and all that was seen."""

    ref: str
    name: str
    products: int
    rows: tuple[SeenThere, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """The seed, how many units were drawn, and from which: name, ref, products.

    ``source`` and ``on``: from what the seed was to be taken and on which day, as it was
    said before; empty and None where it was not.
    """

    seed: str
    source: str
    on: date | None
    units: int
    frame: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit of one year."""

    agency: UUID
    agency_name: str
    year: int
    example: bool
    unit: UnitLine
    others: tuple[UnitLine, ...]
    rows: tuple[SeenThere, ...]


def seen_of(told: Data) -> Seen:
    """What a snapshot keeps of one indicator at one unit."""
    answers = tuple(Told(Decimal(value), of) for value, of in told["told"])
    return Seen(answers, told["absent"])


def unit_lines(data: Data) -> tuple[UnitLine, ...]:
    """The units of a snapshot, best first; none where no unit was visited."""
    inputs, result = data["inputs"], data["result"]
    if not inputs or not result or "units" not in inputs:
        return ()
    scores = dict(result["units"])
    lines = [
        UnitLine(
            ref=unit["ref"],
            name=chosen(unit["name_id"], unit["name_en"]),
            score=Decimal(scores[unit["ref"]]) if scores[unit["ref"]] else None,
        )
        for unit in inputs["units"]
    ]
    return tuple(sorted(lines, key=lambda one: (-(one.score or 0), one.name)))


def units_seen(data: Data) -> tuple[UnitSeen, ...]:
    """Every unit of a snapshot."""
    inputs: Data = data["inputs"] or {}
    return tuple(
        UnitSeen(
            ref=unit["ref"],
            name=chosen(unit["name_id"], unit["name_en"]),
            products=unit["products"],
            rows=tuple(_rows(inputs["methodology"]["nodes"], unit["seen"], "")),
        )
        for unit in inputs.get("units", ())
    )


def draw_of(data: Data) -> Draw | None:
    """How the units of a snapshot were drawn; None where no unit was visited."""
    inputs: Data = data["inputs"] or {}
    draw: Data | None = inputs.get("draw")
    if draw is None:
        return None
    return Draw(
        seed=draw["seed"],
        source=draw.get("source", ""),
        on=date.fromisoformat(draw["on"]) if draw.get("on") else None,
        units=draw["units"],
        frame=tuple(
            (
                chosen(unit["name_id"], unit["name_en"]),
                unit["ref"],
                tuple(unit["products"]),
            )
            for unit in inputs["frame"]
        ),
    )


def unit_page(*, agency: UUID, year: int, unit: UUID) -> UnitPage:
    """What was seen at one unit. One query. Raises Snapshot.DoesNotExist."""
    rows = Snapshot.objects.current().filter(agency__ref=agency, year=year)
    snapshot = rows.select_related("agency").order_by("-id").first()
    if snapshot is None:
        raise Snapshot.DoesNotExist
    lines = unit_lines(snapshot.data)
    mine = next((line for line in lines if line.ref == str(unit)), None)
    if mine is None:
        raise Snapshot.DoesNotExist
    inputs: Data = snapshot.data["inputs"]
    there = next(one for one in inputs["units"] if one["ref"] == str(unit))
    told = snapshot.data["agency"]
    return UnitPage(
        agency=agency,
        agency_name=chosen(told["name_id"], told["name_en"]),
        year=year,
        example=snapshot.data["fictional"],
        unit=mine,
        others=tuple(line for line in lines if line.ref != mine.ref),
        rows=tuple(_rows(inputs["methodology"]["nodes"], there["seen"], "")),
    )


def _rows(nodes: Sequence[Data], seen: Data, group: str) -> Iterator[SeenThere]:
    for node in nodes:
        name = chosen(node["name_id"], node["name_en"])
        if node["children"]:
            yield from _rows(node["children"], seen, group or name)
        elif question := question_of(node):
            told = seen.get(node["code"])
            found = seen_of(told) if told else None
            figure = of_unit(question, found)
            yield SeenThere(
                code=node["code"],
                group=group or name,
                name=name,
                question=question,
                seen=found,
                figure=None
                if figure is None or isinstance(figure, Absent)
                else round_once(figure),
                law=node["law"],
            )
