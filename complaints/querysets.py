"""The only ways to fetch a case for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from complaints import policies
from complaints.domain.states import State

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, with spoken questions. Views reach rows through ``visible_to`` alone."""

    def visible_to(self, actor: Actor) -> Self:
        """What this actor may know to exist."""
        return self.filter(policies.visible_q(actor))

    def locked(self, ref: UUID) -> Any:
        """One case by its ref, locked for this transaction, or ``DoesNotExist``."""
        return self.select_for_update(of=("self",)).get(ref=ref)

    def locked_by_id(self, pk: int) -> Any:
        """The same by id, for handlers that only know the journal."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def open(self) -> Self:
        """Not closed."""
        return self.exclude(state=State.CLOSED)

    def overdue(self, now: datetime) -> Self:
        """With an open date of ours that is over."""
        return self.filter(
            Q(deadlines__due_at__lt=now),
            deadlines__met_on=None,
            deadlines__dropped_at=None,
            deadlines__paused_since=None,
        ).distinct()
