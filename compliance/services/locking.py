"""Locking a round: its answers and the record of corrective actions are fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints import interface
from compliance import notifications
from compliance.models import RoundAgency
from compliance.models.rounds import RoundState
from compliance.services.errors import GatesShut, StaleRound
from compliance.services.facts import record_of
from compliance.services.gates import gates
from compliance.services.jumps import gate_of_jumps, jumps
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round
    from compliance.services.gates import Gate
    from compliance.services.jumps import Jump


def gates_of_lock(
    round_: Round, today: date, found: Sequence[Jump]
) -> tuple[Gate, ...]:
    """All that must hold before the lock: the gates of the round, and something said of
    each figure that is far from that of the year before (``found``)."""
    return *gates(round_, today), gate_of_jumps(found)


@transaction.atomic
def lock(*, round_ref: UUID, version: int, actor: Actor, now: datetime) -> Round:
    """Fix the answers and the record of corrective actions as verified now.

    What is sent or judged meanwhile waits: the gates and the record see the same.

    A round that is locked already stays as it is. Raises NotAllowed, StaleRound,
    GatesShut (an answer is missing, evidence sent in time awaits our verdict, nobody
    said why a figure jumps), Round.DoesNotExist.
    """
    round_ = locked_round(round_ref, actor)
    if round_.state != RoundState.OPEN:
        return round_
    if round_.version != version:
        raise StaleRound
    members = list(round_.members.select_for_update().order_by("agency_id"))
    list(round_.places.select_for_update().order_by("id"))  # no sheet is written now
    interface.hold([member.agency_id for member in members], round_.cutoff)
    today = legal_day(now, settings.TIME_ZONE)
    found = gates_of_lock(round_, today, jumps(round_))
    shut = tuple(gate for gate in found if not gate.met)
    if shut:
        raise GatesShut(shut)
    for member in members:
        member.record = record_of(member.agency_id, round_.cutoff)
    RoundAgency.objects.bulk_update(members, ["record"])
    round_.state = RoundState.LOCKED.value
    round_.locked_at = now
    round_.version += 1
    round_.save(update_fields=["state", "locked_at", "version"])
    data = {
        "assessed": sum(member.assessed for member in members),
        "actions": sum(len(member.record or []) for member in members),
    }
    record(notifications.ROUND_LOCKED, actor=actor, subject=round_, data=data, now=now)
    return round_
