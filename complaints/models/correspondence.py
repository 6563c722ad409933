"""The letters of a case: ours with what proves that they arrived, and those on paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.correspondence import Addressee, Side, Way
from complaints.models.activities import Activity
from complaints.models.case import Case
from complaints.models.examination import Clarification
from complaints.models.lhp import CorrectiveAction
from journal.ids import uuid7


class CaseLetter(models.Model):
    """A letter of a case, to whom it went, and when it counts as received."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    letter = models.ForeignKey(
        "documents.Letter", on_delete=models.PROTECT, related_name="+"
    )
    addressee = models.CharField(max_length=10)  # correspondence.Addressee
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    opened_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)  # on paper, with its proof
    way = models.CharField(max_length=10, blank=True)  # correspondence.Way
    proof_number = models.CharField(max_length=80, blank=True)  # of the post
    answered_on = models.DateField(null=True)  # on paper, before any other receipt
    received_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__in=[who.value for who in Addressee]),
                name="caseletter_addressee_known",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, way="", proof_number="")
                | Q(signed_on__isnull=False, way__in=sorted(way.value for way in Way)),
                name="caseletter_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.letter_id} of case {self.case_id}"


class PaperLetter(models.Model):
    """A letter that came on paper: from whom, when, about what; its scan is a file.

    ``clarification``, ``activity`` or ``action``: what it answers, or shows as done.
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
    action = models.ForeignKey(
        CorrectiveAction, models.PROTECT, null=True, related_name="papers"
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
                condition=Q(clarification=None, activity=None, action=None)
                | Q(side=Side.AGENCY.value)
                & (
                    Q(clarification=None, activity=None)
                    | Q(clarification=None, action=None)
                    | Q(activity=None, action=None)
                ),
                name="paperletter_answers_one",
            ),
        ]

    def __str__(self) -> str:
        return f"letter on paper {self.pk} of case {self.case_id}"
