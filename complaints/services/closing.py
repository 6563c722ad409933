"""How a case ends by decision: closed by the head, or withdrawn by the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events, lifecycle
from complaints.domain.ending import bar
from complaints.domain.states import Command, Reason, State
from complaints.models import Proposal
from complaints.selectors.authors import author_of
from complaints.selectors.standing import standing_of
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.farewell import say_why
from complaints.services.gate import amend, enter, require, require_settled, step, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.transition import Transition
    from complaints.models import Case

CLOSINGS = (
    Command.CLOSE_ON_RESULT,
    Command.CLOSE_ON_EXECUTION,
    Command.CLOSE,
)


@transaction.atomic
def close(
    *, ref: UUID, version: int, reason: Reason, actor: Actor, now: datetime
) -> Case:
    """Close with exactly one reason, and only with one that the facts carry.

    Raises :class:`NotReady`: an order of an LHP must be final, evidence judged, the
    reason the one that the LHP concludes, and what needs a proposal proposed.
    """
    case = enter(ref, actor=actor, version=version)
    row = _row_for(case, reason)
    require(actor, case, *row.by, *row.recorded_by)  # before anything is told of it
    _outside_the_plenary(case, row)
    return _end(case, row, reason, actor=actor, now=now)


def end_in_plenary(case: Case, reason: Reason, *, actor: Actor, now: datetime) -> Case:
    """Close a locked case of a recommendation, as the plenary decides on its status."""
    return _end(case, _row_for(case, reason), reason, actor=actor, now=now)


def _end(
    case: Case, row: Transition, reason: Reason, *, actor: Actor, now: datetime
) -> Case:
    _carried(case, reason)
    step(case, row.command, actor=actor, now=now, reason=reason)
    say_why(case, reason, actor=actor, now=now)
    clocks.drop(case, now=now)
    tell(case, events.CASE_CLOSED, actor=actor, now=now, reason=str(reason))
    return case


@transaction.atomic
def propose_closing(
    *, ref: UUID, version: int, reason: Reason, actor: Actor, now: datetime
) -> Proposal:
    """Propose to close for one reason; another person decides. The latest stands.

    Raises :class:`NotReady` as :func:`close` does, and where nothing is to be proposed.
    """
    case = enter(ref, actor=actor, version=version)
    row = _row_for(case, reason)
    require(actor, case, *row.proposed_by)
    _outside_the_plenary(case, row)
    if not row.four_eyes:
        raise NotReady("reason")
    _carried(case, reason)
    require_settled(case, row.command)
    case.proposals.filter(command=row.command, ended_at=None).update(ended_at=now)
    proposal = Proposal.objects.create(
        case=case,
        command=row.command,
        reason=reason,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    amend(case, now=now)
    tell(case, events.CLOSING_PROPOSED, actor=actor, now=now, reason=str(reason))
    return proposal


def reasons_for(case: Case) -> frozenset[Reason]:
    """Every reason for which :func:`close` may close a case as it stands."""
    return frozenset(
        reason
        for row, reason in _true_of(case)
        if not row.four_eyes or author_of(case, row.command, reason) is not None
    )


def proposable(case: Case) -> frozenset[Reason]:
    """Every reason for which closing may be proposed as the case stands."""
    return frozenset(reason for row, reason in _true_of(case) if row.four_eyes)


def _outside_the_plenary(case: Case, row: Transition) -> None:
    """Of a recommendation only the plenary says how it was carried out."""
    if in_plenary(case.stage, row.command):
        raise NotReady("plenary_first")


def in_plenary(state: State, command: Command) -> bool:
    """Whether this closing is decided together with the status of a recommendation."""
    executed = command is Command.CLOSE_ON_EXECUTION
    return executed and state is State.RECOMMENDATION


def _true_of(case: Case) -> list[tuple[Transition, Reason]]:
    standing = standing_of(case)
    return [
        (row, reason)
        for command in CLOSINGS
        if not in_plenary(case.stage, command)
        for row in lifecycle.transitions_of(case.stage, command)
        for reason in sorted(row.reasons)
        if bar(standing, reason) is None
    ]


def _carried(case: Case, reason: Reason) -> None:
    barred = bar(standing_of(case), reason)
    if barred is not None:
        raise NotReady(barred)


def _row_for(case: Case, reason: Reason) -> Transition:
    """The closing step of this state that may carry this reason."""
    for command in CLOSINGS:
        for row in lifecycle.transitions_of(case.stage, command):
            if reason in row.reasons:
                return row
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
