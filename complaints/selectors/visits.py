"""Whether somebody said why he opens a restricted case, not too long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case


def has_stated(case: Case, actor: Actor, real_now: datetime) -> bool:
    """Whether a reason of this person for this case still holds, by the real clock."""
    rows = case.visits.filter(user_id=actor.signed_in_id, until__gt=real_now)
    return rows.exists()
