"""What is read for whoever gets a receipt, or began one for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import Case, Deadline, Draft

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.terms import TermKind


def case_of(locator: str) -> Case:
    """The report that the receipt with this number is of."""
    return Case.objects.get(locator=locator)


def promised(locator: str, kind: TermKind) -> Deadline | None:
    """By when this is promised, if it is: the date on the receipt."""
    return Deadline.objects.filter(case__locator=locator, kind=kind).first()


def unfinished(actor: Actor, *, now: datetime) -> QuerySet[Draft]:
    """What this officer began and did not send, the latest first."""
    mine = Draft.objects.filter(taken_by_id=actor.user_id, taken_by__isnull=False)
    return mine.filter(filed_at=None, expires_at__gt=now).order_by("-updated_at")
