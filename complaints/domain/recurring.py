"""When a new report says that what was put right has come back.

A signal for a person, never a step: that the matter is the same, somebody judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PutRight:
    """An order that is done: of whom, in which substance, which forms, since when."""

    agency_id: int
    unit_id: int | None
    substance: str
    forms: frozenset[str]
    done_on: date


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is about. ``latest_on``: the last day that it can have happened."""

    agency_id: int
    unit_id: int | None
    substance: str
    forms: frozenset[str]
    latest_on: date


def comes_back(done: PutRight, new: Reported) -> bool:
    """Whether the report is about the same as an order that was carried out before it.

    The same unit (the same agency, where neither names one), substance, and one form of
    maladministration at least; who names none yet leaves that to whoever judges. What
    happened before the order was carried out is what was ordered about.
    """
    same_place = (done.agency_id, done.unit_id) == (new.agency_id, new.unit_id)
    same_form = not new.forms or bool(done.forms & new.forms)
    return (
        same_place
        and bool(done.substance)
        and done.substance == new.substance
        and same_form
        and new.latest_on > done.done_on
    )
