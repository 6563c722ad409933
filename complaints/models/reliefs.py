"""Freeing an agency of an order: monitoring proposes, a commissioner decides.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.relief import Relief
from complaints.models.case import Case
from complaints.models.lhp import CorrectiveAction
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class ReliefRequest(models.Model):
    """That an action shall be excused or annulled, why, and what was decided."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reliefs")
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="reliefs"
    )
    kind = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Relief]),
                name="relief_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="relief_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    granted__isnull=False,
                ),
                name="relief_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(decided_at=None),
                name="relief_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"relief of action {self.action_id}"
