"""The class of a case: until when it may become another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.states import CaseClass, State

if TYPE_CHECKING:
    from datetime import date

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


def why_not_then(*, before: date, after: date, today: date) -> str:
    """The code of the sentence that refuses another last day; "" where it may be.

    What is late stays late: a limit that is over gives way to no later day. An earlier
    one hides nothing; while the limit runs it is not over on the day it is given.
    """
    if before < today:
        return "class_late" if after > before else ""
    return "class_over" if after < today else ""
