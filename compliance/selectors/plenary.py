"""Results that wait for the plenary, as those see them who agree to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.models import Plenary
from compliance.models.plenary import APPROVERS
from compliance.models.rounds import RoundState

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from compliance.models import Approval


@dataclass(frozen=True, slots=True)
class Sitting:
    """The minutes of one round with those who agreed so far."""

    plenary: Plenary
    approvals: tuple[Approval, ...]

    @property
    def lacking(self) -> int:
        """How many people are still to agree."""
        return max(APPROVERS - len(self.approvals), 0)

    @property
    def waits(self) -> bool:
        """Whether the round can still be agreed to."""
        return self.plenary.round.state == RoundState.LOCKED

    def agreed(self, actor: Actor) -> bool:
        """Whether this person is among them."""
        return any(one.by_id == actor.signed_in_id for one in self.approvals)


def minutes(actor: Actor) -> QuerySet[Plenary]:
    """The minutes this actor may read, newest first. Nothing is fetched yet."""
    rows = Plenary.objects.visible_to(actor)
    return rows.select_related("round__methodology", "minutes", "filed_by")


def sittings(actor: Actor) -> list[Sitting]:
    """All minutes with who agreed, newest first. Two queries."""
    rows = minutes(actor).prefetch_related("approvals__by")
    return [Sitting(row, tuple(row.approvals.all())) for row in rows]


def sitting(ref: UUID, actor: Actor) -> Sitting:
    """One of them. Raises Plenary.DoesNotExist."""
    row = minutes(actor).prefetch_related("approvals__by").get(ref=ref)
    return Sitting(row, tuple(row.approvals.all()))


def minutes_of(round_id: int, actor: Actor) -> Plenary | None:
    """Those of one round, if there are any."""
    return minutes(actor).filter(round=round_id).first()
