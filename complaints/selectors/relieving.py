"""Orders of which an agency may be freed, what was proposed, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, QuerySet

from complaints.domain.states import OPEN_STATES
from complaints.models import CorrectiveAction, ReliefRequest
from complaints.models.owed import OWED

if TYPE_CHECKING:
    from complaints.models import Case


def open_orders(case: Case) -> list[CorrectiveAction]:
    """What the agency owes of the report in force: orders, then items, by number."""
    if case.state not in OPEN_STATES:
        return []
    rows = CorrectiveAction.objects.filter(
        OWED, case=case, lhp__replaced_by=None, received_on__isnull=False
    )
    return list(rows.order_by(F("recommendation_id").asc(nulls_first=True), "n"))


def waiting_relief(case: Case) -> ReliefRequest | None:
    """What a commissioner has to decide."""
    rows = case.reliefs.filter(decided_at=None)
    found: ReliefRequest | None = rows.select_related("action", "proposed_by").first()
    return found


def granted() -> Prefetch[str, QuerySet[ReliefRequest], str]:
    """Why an agency was freed of an order, with the order; nothing of who said so, nor
    what was said inside the house."""
    rows = ReliefRequest.objects.filter(granted=True)
    told = rows.only("action", "kind", "reason")
    return Prefetch("reliefs", told.order_by("id"), to_attr="freed")


def reliefs_of(case: Case) -> list[ReliefRequest]:
    """Everything that was proposed, the first one first."""
    rows = case.reliefs.select_related("action", "proposed_by", "decided_by")
    return list(rows.order_by("id"))
