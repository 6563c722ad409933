"""When what was done came back: an order is given once more, and what was stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.corrective import ActionStatus
from complaints.domain.states import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from complaints.domain.corrective import ActionState


def may_order_again(
    state: State, actions: Iterable[ActionState], *, reopened: bool
) -> bool:
    """Whether monitoring stands before a case that came back and owes nothing.

    While anything is owed, that is what is pursued; where the case never was closed,
    what is done ends it.
    """
    binding = [action for action in actions if action.binds]
    owes_nothing = bool(binding) and all(action.is_final for action in binding)
    return state is State.RESMON and reopened and owes_nothing


def repeatable(
    actions: Iterable[ActionState], repeated: Collection[str]
) -> tuple[ActionState, ...]:
    """What was done and may be ordered again; ``repeated``: the refs of those that were,
    whose repetition stands in their place."""
    return tuple(
        action
        for action in actions
        if action.binds
        and action.status is ActionStatus.DILAKSANAKAN
        and not action.annulled
        and action.ref not in repeated
    )
