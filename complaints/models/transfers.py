"""A case goes to another office: one head asks, the head of the other answers.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.models.case import Case
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL
OFFICE = "agencies.Office"


class Transfer(models.Model):
    """One request to take a case over, and its answer once there is one."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    from_office = models.ForeignKey(OFFICE, on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey(OFFICE, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_office=F("to_office")), name="transfer_two_offices"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, accepted=None)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    accepted__isnull=False,
                ),
                name="transfer_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decided_at=None),
                name="transfer_one_waiting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_office", "asked_at"],
                name="transfer_waiting",
                condition=Q(decided_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk} of case {self.case_id}"
