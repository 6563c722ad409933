"""Is a step lawful, where does it lead, and what is open to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from complaints.domain.states import (
    ENTRY_STATES,
    OPEN_STATES,
    OWN_ENTRY_STATES,
    STAFF_PARTIES,
    Command,
    Party,
    Reason,
    State,
)
from complaints.domain.transition import ROAD, UNTIL, Transition
from complaints.domain.transitions import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "ENTRY_STATES",
    "OPEN_STATES",
    "OWN_ENTRY_STATES",
    "TRANSITIONS",
    "Command",
    "IllegalTransition",
    "Offer",
    "Party",
    "Reason",
    "State",
    "Step",
    "Transition",
    "WhyNot",
    "allowed_pairs",
    "closing_reasons",
    "commands_for",
    "next_state",
    "reopened_state",
    "transitions_of",
]


class WhyNot(StrEnum):
    """Why a command is closed to somebody. The pages hold the sentence."""

    NOT_YOURS = "not_yours"  # the step is another party's
    TOO_LATE = "too_late"  # the case has passed the stage in which it was open
    NOT_IN_THIS_STATE = "not_in_this_state"
    REASON_MISSING = "reason_missing"  # closing needs exactly one reason
    REASON_REFUSED = "reason_refused"  # not a reason of this step
    FOUR_EYES = "four_eyes"  # you drafted or proposed it yourself
    RECUSED = "recused"  # conflict of interest
    NO_REPORTER = "no_reporter"  # the step presumes one, and nobody reported this
    MISSING = "missing"  # something the step needs is not there yet
    NOT_PROPOSED = "not_proposed"  # whoever must propose it has not
    AWAITS_PROPOSAL = "awaits_proposal"  # nobody proposed to close it so
    TO_CORRECT = "to_correct"  # a corrective action still stands
    ASKED = "asked"  # another was asked, and has not answered
    NOTHING_ASKED = "nothing_asked"  # nobody asked for it
    NO_TERM = "no_term"  # no term of hers that may be made longer
    VERDICTS_PENDING = "verdicts_pending"  # evidence awaits our verdict
    IN_PLENARY = "in_plenary"  # the commissioners decide it together
    AWAITS_PLENARY = "awaits_plenary"  # they have not decided it yet
    STILL_OPEN = "still_open"  # something in the case is (hindering)
    OBJECTED = "objected"  # the agency objected, and nobody decided it


class IllegalTransition(Exception):
    """The step is not in the table. ``why`` is the code of the reason."""

    def __init__(self, state: State, command: Command, why: WhyNot) -> None:
        super().__init__(f"{command} in {state}: {why}")
        self.state = state
        self.command = command
        self.why = why


class Step(StrEnum):
    """What part of a command somebody has."""

    DECIDE = "decide"
    RECORD = "record"  # enter what another did on paper or by telephone
    PROPOSE = "propose"  # another decides


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that a page shows: open, or closed with the reason."""

    command: Command
    allowed: bool
    why_not: WhyNot | None = None
    step: Step = Step.DECIDE


#: From these closings a relapse goes back to resolution and monitoring.
_DONE = frozenset({Reason.TK_DILAKSANAKAN, Reason.REKOMENDASI_DILAKSANAKAN})
#: The closing from which each other way back leads.
_COMES_BACK = {
    Command.UNDO_MERGE: Reason.DUPLIKAT,
    Command.COMPLETE: Reason.TIDAK_LENGKAP,
}
#: What stands against deciding a step, and not against proposing it.
_ON_DECIDING = frozenset({WhyNot.FOUR_EYES, WhyNot.AWAITS_PROPOSAL})
_NOTHING: Mapping[Command, WhyNot] = MappingProxyType({})


def transitions_of(
    state: State, command: Command, *, reporter: bool = True
) -> tuple[Transition, ...]:
    """The rows of a command in a state; more than one only where it is CLOSED.

    ``reporter``: whether somebody reported the case, or the office began it itself.
    """
    return tuple(
        row
        for row in TRANSITIONS
        if row.source is state
        and row.command is command
        and row.fits(reporter=reporter)
    )


def next_state(
    state: State,
    command: Command,
    *,
    reason: Reason | None = None,
    reporter: bool = True,
) -> State:
    """The state to which an open case goes.

    ``reason``: exactly the steps to CLOSED carry one, and it must be one of the
    step's. Raises IllegalTransition. A closed case: see reopened_state.
    """
    rows = transitions_of(state, command, reporter=reporter)
    if state is State.CLOSED or not rows:
        why = _why_closed(state, command, reporter=reporter)
        raise IllegalTransition(state, command, why)
    (row,) = rows
    if row.reasons and reason is None:
        raise IllegalTransition(state, command, WhyNot.REASON_MISSING)
    if reason is not None and reason not in row.reasons:
        raise IllegalTransition(state, command, WhyNot.REASON_REFUSED)
    return row.target


def reopened_state(command: Command, *, closed_from: State, reason: Reason) -> State:
    """The state to which a closed case comes back.

    ``closed_from`` and ``reason`` say how it was closed. REOPEN leads to the
    stage it was closed from; to RESMON when it relapsed after "done"; to EXAM
    when it was closed on its LHP, whose successor replaces it. UNDO_MERGE undoes
    a merge, COMPLETE brings the missing things after the report had lapsed.
    Raises IllegalTransition.
    """
    target: State | None = None
    if command is Command.REOPEN and reason is not Reason.DUPLIKAT:
        target = _stage_after(closed_from, reason)
    elif _COMES_BACK.get(command) is reason:
        target = State.FORMAL if command is Command.COMPLETE else closed_from
    if target is None or reason not in closing_reasons(closed_from):
        raise IllegalTransition(State.CLOSED, command, WhyNot.NOT_IN_THIS_STATE)
    return target


def _stage_after(closed_from: State, reason: Reason) -> State:
    if reason in _DONE:
        return State.RESMON
    return State.EXAM if closed_from is State.LHP_ISSUED else closed_from


def closing_reasons(state: State) -> frozenset[Reason]:
    """Every reason for which a case in this state may be closed."""
    return frozenset(
        reason for row in TRANSITIONS if row.source is state for reason in row.reasons
    )


def allowed_pairs(*, reporter: bool = True) -> frozenset[tuple[State, State]]:
    """Every change of state there is (from, to), for the database trigger."""
    return frozenset(
        (row.source, row.target)
        for row in TRANSITIONS
        if row.source is not row.target and row.fits(reporter=reporter)
    )


def commands_for(
    state: State,
    parties: Iterable[Party],
    *,
    hindered: Mapping[Command, WhyNot] = _NOTHING,
    closed_for: Reason | None = None,
    reporter: bool = True,
) -> tuple[Offer, ...]:
    """What a page offers to somebody who holds ``parties``, in the table's order.

    Open commands come with the part that is theirs; with both where four eyes are
    asked for, since who proposes leaves deciding to another. Staff also see the commands
    of this state that belong to others, and everybody the ones of theirs for
    which it is too late, each closed with its reason. ``hindered``: reasons that
    lie in the facts of the case (four eyes, something missing), not in the table.
    ``closed_for``: the reason a closed case carries; it decides how it may come
    back. ``reporter``: whether somebody reported it; what presumes one is no command
    of a case without. What only time does is never offered.
    """
    held = frozenset(parties)
    sees_others = not held.isdisjoint(STAFF_PARTIES)
    rows = {
        row.command: row
        for row in TRANSITIONS
        if row.source is state
        and row.fits(reporter=reporter)
        and _fits_closing(row, closed_for)
    }
    offers = []
    for command, row in rows.items():
        step = _step_of(row, held)
        if step is not None:
            why = hindered.get(command)
            parts = {step}
            if row.four_eyes and not held.isdisjoint(row.proposed_by):
                parts.add(Step.PROPOSE)
            offers += [_offer(command, part, why) for part in sorted(parts)]
        elif sees_others and row.by != {Party.SYSTEM}:
            offers.append(Offer(command, allowed=False, why_not=WhyNot.NOT_YOURS))
    # Who may only speak up, because he is of the office, is told nothing of what is over.
    spoken = held - {Party.OFFICER}
    return (*offers, *_too_late(state, spoken, reporter=reporter))


def _offer(command: Command, step: Step, why: WhyNot | None) -> Offer:
    if step is Step.PROPOSE and why in _ON_DECIDING:
        why = None
    return Offer(command, why is None, why, step)


def _fits_closing(row: Transition, closed_for: Reason | None) -> bool:
    """Whether a closed case that carries this reason knows the step at all."""
    if row.source is not State.CLOSED:
        return True
    if row.command is Command.REOPEN:
        return closed_for not in {None, Reason.DUPLIKAT}
    return closed_for is _COMES_BACK[row.command]


def _step_of(row: Transition, held: frozenset[Party]) -> Step | None:
    """The strongest part these parties have in a step."""
    if Party.SYSTEM in row.by:
        return None
    parts = (
        (Step.DECIDE, row.by),
        (Step.RECORD, row.recorded_by),
        (Step.PROPOSE, row.proposed_by),
    )
    return next((step for step, by in parts if not held.isdisjoint(by)), None)


def _too_late(state: State, held: frozenset[Party], *, reporter: bool) -> list[Offer]:
    """The commands that these parties had until the case came this far."""
    return [
        Offer(command, allowed=False, why_not=WhyNot.TOO_LATE)
        for command in UNTIL
        if _is_past(state, command)
        and any(
            _step_of(row, held) is not None
            for row in TRANSITIONS
            if row.command is command and row.fits(reporter=reporter)
        )
    ]


def _is_past(state: State, command: Command) -> bool:
    limit = UNTIL.get(command)
    return limit is not None and state in ROAD[ROAD.index(limit) :]


def _why_closed(state: State, command: Command, *, reporter: bool) -> WhyNot:
    rows = [row for row in TRANSITIONS if row.command is command]
    if not reporter and not any(row.fits(reporter=False) for row in rows):
        return WhyNot.NO_REPORTER
    return WhyNot.TOO_LATE if _is_past(state, command) else WhyNot.NOT_IN_THIS_STATE
