"""The calendar of a round: on which days its stages are planned to be over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.domain.stages import Stage, in_order
from compliance.models.rounds import RoundState
from compliance.services.errors import RoundClosed, StaleRound, UnorderedDays
from compliance.services.framing import grown
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round

#: The day of each stage that is planned here, by the name of its field.
PLANNED = {
    Stage.FIELD: "field_until",
    Stage.REVIEW: "review_until",
    Stage.PLENARY: "plenary_on",
    Stage.PUBLICATION: "publish_on",
}


@transaction.atomic
def schedule(
    *,
    round_ref: UUID,
    days: Mapping[Stage, date],
    version: int,
    actor: Actor,
    now: datetime,
) -> Round:
    """Plan the days of a round that is not published; a stage without one has none.

    Raises NotAllowed, RoundClosed, StaleRound, UnorderedDays, Round.DoesNotExist.
    """
    round_ = locked_round(round_ref, actor)
    if round_.state == RoundState.PUBLISHED:
        raise RoundClosed
    if round_.version != version:
        raise StaleRound
    elsewhere = {k: day for k, day in planned(round_).items() if k not in PLANNED}
    if not in_order({**elsewhere, **days}):
        raise UnorderedDays
    for stage, name in PLANNED.items():
        setattr(round_, name, days.get(stage))
    grown(round_, *PLANNED.values())
    record(
        notifications.ROUND_SCHEDULED,
        actor=actor,
        subject=round_,
        data={stage.value: day.isoformat() for stage, day in days.items()},
        now=now,
    )
    return round_


def planned(round_: Round) -> dict[Stage, date]:
    """The planned days of a round, its draw's and its hearing's with them."""
    found = {stage: getattr(round_, name) for stage, name in PLANNED.items()}
    found |= {Stage.PLAN: round_.seed_on, Stage.HEARING: round_.objections_until}
    return {stage: day for stage, day in found.items() if day is not None}
