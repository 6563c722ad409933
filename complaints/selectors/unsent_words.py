"""What an officer typed and has not sent: on one case, and everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.models import Case, Unsent

if TYPE_CHECKING:
    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words that wait; ``case`` is None where it is no longer hers to see."""

    row: Unsent
    case: Case | None


def unsent_in(case: Case, actor: Actor) -> dict[str, Unsent]:
    """Her own unsent words in this case, by act."""
    rows = case.unsent.filter(by_id=actor.signed_in_id)
    return {row.act: row for row in rows}


def all_unsent(actor: Actor) -> list[Waiting]:
    """All her unsent words, the newest first; a case that is closed to her is not told."""
    rows = list(Unsent.objects.filter(by_id=actor.signed_in_id))
    seen = Case.objects.visible_to(actor).in_bulk([row.case_id for row in rows])
    return [Waiting(row, seen.get(row.case_id)) for row in rows]
