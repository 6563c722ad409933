"""Publication: every agency's result becomes an immutable snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.models import Snapshot
from compliance.models.rounds import RoundState
from compliance.services.computing import sha256
from compliance.services.errors import GatesShut, NotLocked, StaleRound
from compliance.services.plenary import gates_of_publication
from compliance.services.results import outcome_of, value_of
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round, RoundAgency
    from compliance.selectors.methods import Data
    from compliance.services.results import Outcome


@transaction.atomic
def publish(
    *, round_ref: UUID, version: int, decree: str, actor: Actor, now: datetime
) -> Round:
    """Compute every score from what the lock fixed, and publish them all at once.

    ``decree`` is the number of the decree that sets the results; it stands on each card.
    A published round stays as it is. Raises NotAllowed, NotLocked, StaleRound,
    GatesShut (no minutes, or not two who agreed), Round.DoesNotExist.
    """
    round_ = locked_round(round_ref, actor)
    if round_.state == RoundState.PUBLISHED:
        return round_
    if round_.state != RoundState.LOCKED:
        raise NotLocked
    if round_.version != version:
        raise StaleRound
    outcome = outcome_of(round_)
    gates = gates_of_publication(round_, outcome)
    shut = tuple(gate for gate in gates if not gate.met)
    if shut:
        raise GatesShut(shut)
    round_.decree = decree
    snapshots = [_snapshot(round_, member, outcome, now) for member in outcome.members]
    Snapshot.objects.bulk_create(snapshots)
    round_.state = RoundState.PUBLISHED.value
    round_.published_at = now
    round_.version += 1
    round_.save(update_fields=["state", "published_at", "version", "decree"])
    record(
        notifications.ROUND_PUBLISHED,
        actor=actor,
        subject=round_,
        data={
            "snapshots": len(snapshots),
            "formula": outcome.formula,
            "sha256": sha256({"snapshots": [one.sha256 for one in snapshots]}),
        },
        now=now,
    )
    return round_


def _snapshot(
    round_: Round, member: RoundAgency, outcome: Outcome, now: datetime
) -> Snapshot:
    """What stays of one agency."""
    result, place = outcome.results[member.pk], outcome.placed[member.pk]
    agency = member.agency
    data: Data = {
        "round": {
            "ref": str(round_.ref),
            "name": round_.name,
            "year": round_.year,
            "decree": round_.decree,
        },
        "fictional": round_.fictional,
        "agency": {
            "ref": str(agency.ref),
            "category": agency.category,
            "name_id": agency.name_id,
            "name_en": agency.name_en,
        },
        "version": 1,
        "formula": outcome.formula,
        "inputs": outcome.inputs[member.pk],
        "result": result,
        "rank": list(place) if place else None,
    }
    return Snapshot(
        round=round_,
        agency=agency,
        version=1,
        year=round_.year,
        score=value_of(result),
        rank=place[0] if place else None,
        ranked=place[1] if place else None,
        data=data,
        sha256=sha256(data),
        formula=outcome.formula,
        published_at=now,
    )
