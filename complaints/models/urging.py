"""That an officer reminded an agency of one action; once a day at most."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.lhp import CorrectiveAction


class Urging(models.Model):
    """Of which action, on which day, by whom; withdrawn before it went, or not.

    ``entry``: what stands on the chain of the case, and carries the news.
    """

    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="urgings"
    )
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entry = models.OneToOneField("journal.Entry", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["action", "on"],
                condition=Q(withdrawn_at=None),
                name="urging_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"reminder of action {self.action_id} on {self.on}"
