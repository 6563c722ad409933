"""What an officer typed on the page of a case and has not sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from complaints.models.case import Case


class Unsent(models.Model):
    """The words of one person in the form of one act: nobody else reads them.

    They go with the case when it is erased, and by themselves after thirty days.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="unsent")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    act = models.CharField(max_length=30)  # its slug in views/acts.py
    fields = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["by", "case", "act"], name="unsent_once")
        ]

    def __str__(self) -> str:
        return f"unsent words of user {self.by_id} in case {self.case_id}"
