"""From a score back to the orders behind it, and from an order to the scores it made.

For who may see the cases: rows and words of others are not fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from agencies.models import Agency
from complaints import interface
from compliance.domain.execution import weigh
from compliance.models import Snapshot
from compliance.selectors.actions import action_in, record_in
from compliance.selectors.words import chosen
from compliance.services.facts import actions_of, record_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.selectors.actions import Action, Record


class NotSeen(LookupError):
    """No such order for this actor."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one order did in one published score."""

    name: str
    year: int
    agency: UUID
    action: Action
    record: Record
    base: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One order: where it stands today, and in every score that it made."""

    order: interface.SeenAction
    agency: Agency
    today: Action | None
    effects: Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Behind:
    """A published score with its orders; ``seen``: those that the reader may follow.

    ``record`` is empty where nothing is published.
    """

    name: str
    year: int
    record: Record | None
    seen: dict[str, interface.SeenAction]


def counted(ref: UUID, actor: Actor, today: date) -> Counted:
    """How one order counts. Raises :class:`NotSeen`. A fixed number of queries."""
    order = interface.seen_actions([ref], actor).get(str(ref))
    if order is None:
        raise NotSeen
    agency = Agency.objects.get(pk=order.agency_id)
    rows = Snapshot.objects.current().filter(
        data__inputs__record__contains=[{"ref": order.ref}]
    )
    return Counted(
        order=order,
        agency=agency,
        today=_today(order, today),
        effects=[
            _effect(row, order.ref)
            for row in rows.select_related("agency").order_by("year", "id")
        ],
    )


def behind(agency_ref: UUID, year: int, actor: Actor) -> Behind:
    """The orders in the latest score of a year. Raises :class:`NotSeen` for none."""
    agency = Agency.objects.filter(ref=agency_ref).first()
    if agency is None:
        raise NotSeen
    rows = Snapshot.objects.current().filter(
        agency=agency, year=year, score__isnull=False
    )
    row = rows.order_by("-round_id").first()
    record = record_in(row.data) if row else None
    refs = [one.ref for one in record.actions] if record else []
    return Behind(
        name=chosen(agency.name_id, agency.name_en),
        year=year,
        record=record,
        seen=interface.seen_actions(refs, actor),
    )


def _effect(row: Snapshot, ref: str) -> Effect:
    record = record_in(row.data)
    result = row.data["result"]
    return Effect(
        name=row.data["round"]["name"],
        year=row.year,
        agency=row.agency.ref,
        action=next(one for one in record.actions if one.ref == ref),
        record=record,
        base=Decimal(result["base"]) if result["base"] else None,
        score=row.score,
    )


def _today(order: interface.SeenAction, today: date) -> Action | None:
    """How it would count were today the cut-off; None before it was received."""
    record = record_of(order.agency_id, today)
    weighed = {row.ref: row for row in weigh(actions_of(record), today)}
    for number, fact in enumerate(record, start=1):
        if fact["ref"] == order.ref:
            return action_in(number, fact, weighed[order.ref])
    return None
