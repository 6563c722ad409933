"""Milestones of an order, what the agency tells of them, and our verdict on that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.choices import VERDICTS, Verdict
from complaints.models.lhp import CorrectiveAction
from journal.ids import uuid7


class Milestone(models.Model):
    """What is to be seen of an order by a working day after receipt. It closes nothing."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.CASCADE, related_name="milestones"
    )
    day = models.PositiveSmallIntegerField()  # working days after receipt
    text = models.TextField()  # kept as long as the case
    due_on = models.DateField(null=True)
    # When the agency is reminded next; none once it is met or over.
    remind_on = models.DateField(null=True)

    class Meta:
        ordering = ("day", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["action", "day"], name="milestone_day_once"
            ),
            models.CheckConstraint(
                condition=Q(day__gte=1), name="milestone_after_receipt"
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on", "id"],
                name="milestone_reminder",
                condition=Q(remind_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"milestone of action {self.action_id} on day {self.day}"


class Progress(models.Model):
    """What the agency told of one milestone, with its proof, and our verdict on it."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="reports"
    )
    text = models.TextField()  # kept as long as the case
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()
    verdict = models.CharField(max_length=20, choices=VERDICTS, default=Verdict.PENDING)
    reason = models.TextField(blank=True)  # kept as long as the case
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "progress"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=[v.value for v in Verdict]),
                name="progress_verdict_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PENDING, decided_by=None, decided_at=None)
                | ~Q(verdict=Verdict.PENDING)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="progress_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} of milestone {self.milestone_id}"
