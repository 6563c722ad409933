"""The rows that hold in every open state, and the ways out of a closed one."""

from __future__ import annotations

from complaints.domain.states import OPEN_STATES, Command, Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.transition import (
    EXAMINER,
    HEAD,
    INTAKE,
    OFFICER,
    REPORTER,
    RESMON,
    ROAD,
    UNTIL,
    Transition,
    before,
    only,
)

#: Article 36 of UU 37/2008, the two years of Article 24, and the hand-over to
#: another body. That nothing was found is said by an LHP only.
_GROUNDS = frozenset(
    {
        Reason.BELUM_MENGADU,
        Reason.OBJEK_PERADILAN,
        Reason.DALAM_PROSES_INSTANSI,
        Reason.DISELESAIKAN_TERLAPOR,
        Reason.BUKAN_WEWENANG,
        Reason.DAMAI,
        Reason.KADALUWARSA,
        Reason.DILIMPAHKAN,
    }
)


def in_every_open_state() -> tuple[Transition, ...]:
    """The rows that hold for every open state, up to their limit."""
    rows = [
        Transition(
            state,
            Command.WITHDRAW,
            State.CLOSED,
            REPORTER,
            recorded_by=INTAKE,
            reasons=frozenset({Reason.DICABUT}),
            reporter=True,
        )
        for state in before(UNTIL[Command.WITHDRAW])
    ]
    rows += [
        Transition(
            state,
            Command.MERGE,
            State.CLOSED,
            HEAD,
            proposed_by=INTAKE | EXAMINER,
            reasons=frozenset({Reason.DUPLIKAT}),
        )
        for state in before(UNTIL[Command.MERGE])
    ]
    rows += [
        Transition(
            state,
            Command.CLOSE,
            State.CLOSED,
            HEAD,
            reasons=_GROUNDS,
            term=TermKind.CLOSING_LETTER,
        )
        for state in before(UNTIL[Command.CLOSE])
    ]
    rows += [
        Transition(
            state,
            Command.TAKE_FAST,
            State.RCO,
            INTAKE | HEAD,
            proposed_by=OFFICER,
            term=TermKind.RCO_CONFIRMATION,
            reporter=True,
        )
        for state in before(UNTIL[Command.TAKE_FAST])
        if state is not State.RCO
    ]
    for state in ROAD:
        rows += _keeping(state)
    return tuple(rows)


def _keeping(state: State) -> tuple[Transition, ...]:
    """What leaves state, number, clocks and history as they are."""
    agency = only(Party.LIAISON, Party.SUPERIOR)
    is_examined = state not in before(State.EXAM)
    holders = EXAMINER | RESMON | agency if is_examined else INTAKE
    return (
        Transition(state, Command.TRANSFER, state, HEAD, term=TermKind.TRANSFER),
        Transition(state, Command.EXTEND, state, HEAD, proposed_by=holders),
    )


def out_of_closed() -> tuple[Transition, ...]:
    """A closed case comes back: by whom, and to which states at all.

    Which of the states it is depends on how it was closed: see
    lifecycle.reopened_state.
    """
    targets = {
        State.EXAM if state is State.LHP_ISSUED else state for state in OPEN_STATES
    }
    rows = [
        Transition(State.CLOSED, Command.REOPEN, state, HEAD, term=TermKind.REOPENING)
        for state in ROAD
        if state in targets
    ]
    rows += [
        Transition(State.CLOSED, Command.UNDO_MERGE, state, HEAD)
        for state in before(UNTIL[Command.MERGE])
    ]
    rows.append(
        Transition(
            State.CLOSED,
            Command.COMPLETE,
            State.FORMAL,
            REPORTER,
            recorded_by=INTAKE,
            term=TermKind.REOPENING,
        )
    )
    return tuple(rows)
