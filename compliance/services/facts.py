"""Corrective actions on their way from complaints into the formula."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agencies.models import Unit
from complaints import interface
from compliance.domain.execution import ActionFact, Execution, Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.selectors.methods import Data

_DATES = ("received_on", "due_on", "submitted_on", "executed_on", "settled_on")
_PLAIN = (
    "ref",
    "agency_id",
    "instrument",
    "status",
    "on_time_days_late",
    "annulled",
    "excused",
    "superseded_by",
    "case_closed_partly_accepted",
)


def record_of(agency_id: int, cutoff: date) -> list[Data]:
    """The actions of an agency as data, as they are verified at this moment."""
    facts = interface.execution_record(agency_id, cutoff)
    units = Unit.objects.in_bulk([fact.unit_id for fact in facts if fact.unit_id])
    return [_as_data(fact, units.get(fact.unit_id or 0)) for fact in facts]


def actions_of(record: Iterable[Data]) -> tuple[ActionFact, ...]:
    """The same as the formula takes it."""
    return tuple(_action(row) for row in record)


def _as_data(fact: interface.ActionFact, unit: Unit | None) -> Data:
    data: Data = {name: getattr(fact, name) for name in _PLAIN}
    data["instrument"] = str(fact.instrument).lower()
    data["status"] = str(fact.status)
    for name in _DATES:
        day: date | None = getattr(fact, name)
        data[name] = day.isoformat() if day else None
    data["unit_id"] = unit.name_id if unit else ""
    data["unit_en"] = unit.name_en if unit else ""
    return data


def _action(row: Data) -> ActionFact:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None for name in _DATES
    }
    due = days.pop("due_on")
    if due is None:
        raise ValueError(f"action {row['ref']} has no due date")
    return ActionFact(
        ref=row["ref"],
        agency_id=row["agency_id"],
        instrument=Instrument(row["instrument"]),
        due_on=due,
        status=Execution(row["status"]),
        on_time_days_late=row["on_time_days_late"],
        annulled=row["annulled"],
        excused=row["excused"],
        superseded_by=row["superseded_by"],
        case_closed_partly_accepted=row["case_closed_partly_accepted"],
        **days,
    )
