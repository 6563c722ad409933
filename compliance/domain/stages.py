"""The six stages of a round in the field, and the day that is planned for each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Stage(StrEnum):
    """In the order in which a round goes through them."""

    PLAN = "plan"
    FIELD = "field"
    REVIEW = "review"
    HEARING = "hearing"
    PLENARY = "plenary"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a round: of so many drawn units so many sheets are in."""

    drawn: int
    handed_in: int
    announced: bool
    locked: bool
    approved: bool
    published: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One stage. ``days`` until its planned day, below 0 when it is over; None if the
    stage is not the present one, or no day is planned."""

    stage: Stage
    done: bool
    now: bool
    on: date | None
    days: int | None


def stage_of(facts: Facts) -> Stage | None:
    """Where the round stands; None once it is published."""
    if facts.published:
        return None
    if facts.locked:
        return Stage.PUBLICATION if facts.approved else Stage.PLENARY
    if facts.announced:
        return Stage.HEARING
    if not facts.drawn:
        return Stage.PLAN
    return Stage.FIELD if facts.handed_in < facts.drawn else Stage.REVIEW


def steps(facts: Facts, planned: Mapping[Stage, date], today: date) -> list[Step]:
    """All stages in their order, with the planned day of each."""
    now = stage_of(facts)
    order = list(Stage)
    at = len(order) if now is None else order.index(now)
    return [
        Step(
            stage=stage,
            done=place < at,
            now=stage is now,
            on=planned.get(stage),
            days=(planned[stage] - today).days
            if stage is now and stage in planned
            else None,
        )
        for place, stage in enumerate(order)
    ]


def in_order(planned: Mapping[Stage, date]) -> bool:
    """Whether no stage is planned to end before one that comes earlier."""
    days = [planned[stage] for stage in Stage if stage in planned]
    return days == sorted(days)
