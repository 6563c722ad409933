"""Drafts that the head sent back to who wrote them, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.case import Case


class DraftReturn(models.Model):
    """One sending back. The draft itself keeps its words where it is."""

    NOTICE, LHP = "notice", "lhp"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns")
    of = models.CharField(max_length=10)  # notice | lhp
    reason = models.TextField()  # kept as long as the case
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # the draft was written anew

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(of__in=["notice", "lhp"]), name="return_of_a_draft"
            )
        ]

    def __str__(self) -> str:
        return f"{self.of} of case {self.case_id} sent back"
