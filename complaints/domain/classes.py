"""The class of a case: until when it may become another one."""

from __future__ import annotations

from complaints.domain.states import CaseClass, State

#: From the register until the report is signed: so long the limit of a class matters.
CLASSED = frozenset(
    {
        State.REGISTERED,
        State.EXAM,
        State.CONCILIATION,
        State.PRE_LHP,
        State.LHP_DRAFT,
    }
)


def may_change(state: State, case_class: str) -> bool:
    """Whether a case in this state, of this class or none yet, may get another one."""
    return state in CLASSED and bool(case_class)


def why_not(state: State, before: str, after: CaseClass) -> str:
    """The code of the sentence that refuses another class; "" where it may be."""
    if not may_change(state, before):
        return "class_settled"
    return "class_same" if before == after else ""
