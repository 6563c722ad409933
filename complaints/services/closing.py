"""How a case ends by decision: closed by the head, or withdrawn by the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import corrective, events, lifecycle
from complaints.domain.states import Command, Reason
from complaints.selectors.actions import action_facts
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.farewell import say_why
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
#: Reasons that come with a part of the action plan left undone.
PARTLY = frozenset({Reason.TK_SEBAGIAN_DITERIMA, Reason.SEBAGIAN_DITERIMA})


@transaction.atomic
def close(
    *, ref: UUID, version: int, reason: Reason, actor: Actor, now: datetime
) -> Case:
    """Close with exactly one reason; an order of an LHP must be final first."""
    case = enter(ref, actor=actor, version=version)
    command = _command(case, reason)
    if command is Command.CLOSE_ON_EXECUTION and not corrective.can_close(
        action_facts(case), partly=reason in PARTLY
    ):
        raise NotReady("actions_open")
    step(case, command, actor=actor, now=now, reason=reason)
    say_why(case, reason, actor=actor, now=now)
    clocks.drop(case, now=now)
    tell(case, events.CASE_CLOSED, actor=actor, now=now, reason=str(reason))
    return case


def reasons_for(case: Case) -> frozenset[Reason]:
    """Every reason for which :func:`close` may close a case at this stage."""
    return frozenset(
        reason
        for command in CLOSINGS
        for row in lifecycle.transitions_of(case.stage, command)
        for reason in row.reasons
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
    say_why(case, Reason.DICABUT, actor=actor, now=now)
    clocks.drop(case, now=now)
    tell(case, events.CASE_WITHDRAWN, actor=actor, now=now)
    return case
