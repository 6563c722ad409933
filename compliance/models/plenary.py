"""The plenary that sets the results of a locked round: its minutes, and who agreed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from compliance.models.rounds import Round
from compliance.querysets import PlenaryQuerySet
from journal.ids import uuid7

#: So many different people agree before anything is published.
APPROVERS = 2


class Plenary(models.Model):
    """The minutes of one round. ``figures`` is the hash of the results they are about.

    ``version`` grows when other minutes take their place; whoever had agreed agrees anew.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    round = models.OneToOneField(Round, models.CASCADE, related_name="plenary")
    held_on = models.DateField()
    # As it is printed on the minutes: not translated.
    number = models.CharField(max_length=120)
    minutes = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, related_name="+"
    )
    figures = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField()

    journal_kind: ClassVar[str] = "results_plenary"
    objects = PlenaryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class Approval(models.Model):
    """One person who agreed to the results of a round."""

    plenary = models.ForeignKey(Plenary, models.CASCADE, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plenary", "by"], name="results_approved_once_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plenary_id}/{self.by_id}"
