"""How a case ends by decision: closed by the head, or withdrawn by the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events, lifecycle
from complaints.domain.ending import bar
from complaints.domain.states import Command, Reason
from complaints.selectors.standing import standing_of
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import enter, step, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

CLOSINGS = (
    Command.REFUSE,
    Command.CLOSE_ON_RESULT,
    Command.CLOSE_ON_EXECUTION,
    Command.CLOSE,
)


@transaction.atomic
def close(
    *, ref: UUID, version: int, reason: Reason, actor: Actor, now: datetime
) -> Case:
    """Close with exactly one reason, and only with one that the facts carry.

    Raises :class:`NotReady`: an order of an LHP must be final, evidence judged, and
    the reason the one that the LHP concludes.
    """
    case = enter(ref, actor=actor, version=version)
    command = _command(case, reason)
    barred = bar(standing_of(case), reason)
    if barred is not None:
        raise NotReady(barred)
    step(case, command, actor=actor, now=now, reason=reason)
    clocks.drop(case, now=now)
    tell(case, events.CASE_CLOSED, actor=actor, now=now, reason=str(reason))
    return case


def reasons_for(case: Case) -> frozenset[Reason]:
    """Every reason for which :func:`close` may close a case as it stands."""
    standing = standing_of(case)
    return frozenset(
        reason
        for command in CLOSINGS
        for row in lifecycle.transitions_of(case.stage, command)
        for reason in row.reasons
        if bar(standing, reason) is None
    )


def _command(case: Case, reason: Reason) -> Command:
    """The closing step of this state that may carry this reason."""
    for command in CLOSINGS:
        rows = lifecycle.transitions_of(case.stage, command)
        if any(reason in row.reasons for row in rows):
            return command
    raise NotReady("reason")


@transaction.atomic
def withdraw(*, ref: UUID, actor: Actor, now: datetime) -> Case:
    """The reporter takes the report back, until the LHP is issued."""
    case = enter(ref, actor=actor)
    step(case, Command.WITHDRAW, actor=actor, now=now, reason=Reason.DICABUT)
    clocks.drop(case, now=now)
    tell(case, events.CASE_WITHDRAWN, actor=actor, now=now)
    return case
