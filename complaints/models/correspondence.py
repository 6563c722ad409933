"""Letters on paper that came in, and what proves that ours arrived."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.correspondence import Side
from complaints.models.activities import Activity
from complaints.models.case import Case
from complaints.models.examination import Clarification
from journal.ids import uuid7


class PaperLetter(models.Model):
    """A letter that came on paper: from whom, when, about what; its scan is a file.

    ``clarification`` or ``activity``: the request that it answers.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    side = models.CharField(max_length=10)
    number = models.CharField(max_length=80, blank=True)  # the sender's own
    text = models.TextField()  # what it says, in our words; kept as long as the case
    arrived_on = models.DateField()
    clarification = models.OneToOneField(
        Clarification, models.PROTECT, null=True, related_name="paper"
    )
    activity = models.OneToOneField(
        Activity, models.PROTECT, null=True, related_name="paper"
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["arrived_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[side.value for side in Side]),
                name="paperletter_side_known",
            ),
            models.CheckConstraint(
                condition=Q(clarification=None, activity=None)
                | Q(side=Side.AGENCY.value, activity=None)
                | Q(side=Side.AGENCY.value, clarification=None),
                name="paperletter_answers_one",
            ),
        ]

    def __str__(self) -> str:
        return f"letter on paper {self.pk} of case {self.case_id}"
