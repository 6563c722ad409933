"""When an order that was done may be given once more, and which."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.domain.corrective import ActionState, ActionStatus, Instrument
from complaints.domain.relapse import may_order_again, repeatable
from complaints.domain.states import State

DONE = ActionState("a", ActionStatus.DILAKSANAKAN, date(2026, 4, 20))
OPEN = replace(DONE, ref="b", status=ActionStatus.BELUM)
SUGGESTED = replace(OPEN, instrument=Instrument.SARAN)


@pytest.mark.parametrize(
    ("state", "actions", "reopened", "may"),
    [
        (State.RESMON, [DONE], True, True),
        # What was freed is owed no more either; a suggestion binds to nothing.
        (State.RESMON, [DONE, replace(OPEN, excused=True)], True, True),
        (State.RESMON, [DONE, SUGGESTED], True, True),
        # What is owed is pursued; partly done is owed.
        (State.RESMON, [DONE, OPEN], True, False),
        (State.RESMON, [replace(DONE, status=ActionStatus.SEBAGIAN)], True, False),
        # Never closed: what is done ends it.
        (State.RESMON, [DONE], False, False),
        (State.CORRECTIVE, [DONE], True, False),
        (State.RESMON, [SUGGESTED], True, False),
        (State.RESMON, [], True, False),
    ],
)
def test_it_is_ordered_again_where_a_case_came_back_and_owes_nothing(
    state: State, actions: list[ActionState], *, reopened: bool, may: bool
) -> None:
    assert may_order_again(state, actions, reopened=reopened) is may


def test_what_was_done_may_be_repeated_and_each_once() -> None:
    other = replace(DONE, ref="c")
    rows = [
        DONE,
        other,
        OPEN,
        replace(DONE, ref="d", annulled=True),
        replace(DONE, ref="e", superseded=True),
        replace(DONE, ref="f", instrument=Instrument.SARAN),
    ]
    assert repeatable(rows, set()) == (DONE, other)
    assert repeatable(rows, {"a"}) == (other,)
