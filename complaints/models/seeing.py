"""Whether an order that we verified is what its reporter sees: our question, his answer.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.seeing import Seen, Way
from complaints.models.lhp import ActionEvidence, CorrectiveAction
from journal.ids import uuid7


class Sighting(models.Model):
    """One question about one order, and its answer once there is one.

    Made when a piece of evidence is accepted; while nobody has answered, a later
    acceptance asks the same question again and is no second one. ``written_by``: an
    officer who wrote down what the reporter said to him, by this ``way``; else he
    answered himself.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="sightings"
    )
    evidence = models.ForeignKey(
        ActionEvidence, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    seen = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    way = models.CharField(max_length=7, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(answered_at=None),
                name="sighting_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, seen="")
                | Q(answered_at__isnull=False, seen__in=[one.value for one in Seen]),
                name="sighting_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(way="", written_by=None)
                | Q(
                    answered_at__isnull=False,
                    way__in=[one.value for one in Way],
                    written_by__isnull=False,
                ),
                name="sighting_written_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"sighting {self.pk} of action {self.action_id}"
