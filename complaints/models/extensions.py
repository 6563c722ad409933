"""More time for a term of ours: its holder asks, the head decides.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.extending import Cause
from complaints.models.case import Case
from complaints.models.deadline import Deadline
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class Extension(models.Model):
    """One request to move a last day, with both days, and its answer once there is one."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, related_name="extensions"
    )
    before = models.DateField()
    until = models.DateField()
    cause = models.CharField(max_length=10)
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before__lt=F("until")), name="extension_moves_on"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=[cause.value for cause in Cause]),
                name="extension_cause_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="extension_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    granted__isnull=False,
                ),
                name="extension_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["deadline"],
                condition=Q(decided_at=None),
                name="extension_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"extension {self.pk} in case {self.case_id}"

    @property
    def waits(self) -> bool:
        """Whether it still may be decided: its term runs, and nobody did."""
        return self.decided_at is None and self.deadline.is_open
