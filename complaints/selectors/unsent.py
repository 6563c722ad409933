"""What may still change because nobody outside was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.states import State
from complaints.domain.transition import before

if TYPE_CHECKING:
    from complaints.models import Case


def may_be_named(case: Case) -> bool:
    """Whether the agency may still be set: before the LHP, and nothing was sent to it."""
    return case.released_at is None and case.stage in before(State.LHP_ISSUED)
