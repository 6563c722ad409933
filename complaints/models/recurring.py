"""A new report beside an order that was done: has it come back?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.case import Case
from complaints.models.lhp import CorrectiveAction
from journal.ids import uuid7


class Recurrence(models.Model):
    """That a report is about the same as an order marked done, and how it was judged.

    ``same`` is empty until somebody of the old case judged. ``words``: why, kept as
    long as the old case and erased with it.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="recurrences"
    )
    report = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recalls")
    found_at = models.DateTimeField()
    same = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["action", "report"], name="recurrence_once"
            ),
            models.CheckConstraint(
                condition=Q(same=None, judged_by=None, judged_at=None)
                | Q(
                    same__isnull=False, judged_by__isnull=False, judged_at__isnull=False
                ),
                name="recurrence_judged_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["found_at"], condition=Q(same=None), name="recurrence_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.report_id} beside action {self.action_id}"
