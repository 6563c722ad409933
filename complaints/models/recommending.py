"""A recommendation: drafted by monitoring, decided by the commissioners, signed by the chair.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.recommending import Status, Subject
from complaints.models.case import Case
from complaints.models.lhp import CorrectiveAction, Lhp
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL
_STATUSES = [status.value for status in Status]


class Recommendation(models.Model):
    """The recommendation of a case, from its draft to what became of it.

    ``official`` and ``superior`` are offices, not names. ``ended_at``: another took its
    place, or its report was withdrawn.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="recommendations"
    )
    lhp = models.ForeignKey(Lhp, on_delete=models.PROTECT, related_name="+")
    official = models.CharField(max_length=200, blank=True)
    superior = models.CharField(max_length=200, blank=True)
    history = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    substance = models.TextField(blank=True)
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)  # by the plenary
    signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_on = models.DateField(null=True)
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_on = models.DateField(null=True)  # by the superior
    # How it was carried out, as the plenary decided; empty until then.
    status = models.CharField(max_length=12, blank=True)
    accepted = models.BooleanField(null=True)  # why only a part was done
    why = models.TextField(blank=True)  # the reasons for this status
    assessed_at = models.DateTimeField(null=True)
    assessment = models.OneToOneField(  # the letter that tells so
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("drafted_by")),
                name="recommendation_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_on=None, letter=None)
                | Q(
                    signed_by__isnull=False,
                    signed_on__isnull=False,
                    letter__isnull=False,
                    approved_at__isnull=False,
                ),
                name="recommendation_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="", accepted=None, assessed_at=None)
                | Q(
                    status__in=_STATUSES,
                    accepted__isnull=False,
                    assessed_at__isnull=False,
                    signed_on__isnull=False,
                ),
                name="recommendation_assessed_whole",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at=None),
                name="recommendation_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"recommendation of case {self.case_id}"


class DraftItem(models.Model):
    """One item as it is drafted, and the action that it repeats.

    With the chair's signature it becomes a corrective action of its own.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="drafted"
    )
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="+"
    )
    n = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    wanted = models.TextField(blank=True)

    class Meta:
        ordering = ("n", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "action"], name="draft_item_once"
            ),
            models.UniqueConstraint(
                fields=["recommendation", "n"], name="draft_item_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"drafted item {self.n} of recommendation {self.recommendation_id}"


class Matter(models.Model):
    """What monitoring brings before the plenary of the commissioners; one at a time.

    ``words``: why, or the public summary of a publication. ``recipient``: who can impose
    the sanction. ``answer``: what the plenary says to a matter that it returns.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="matters")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="matters"
    )
    subject = models.CharField(max_length=15)
    words = models.TextField(blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, blank=True)
    accepted = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # Decided by the plenary, or taken back because the case went another way.
    approved = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    # After an approval that the chair has to carry out: when she did.
    signed_at = models.DateTimeField(null=True)
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=[subject.value for subject in Subject]),
                name="matter_subject_known",
            ),
            models.CheckConstraint(
                condition=Q(subject=Subject.EXECUTION.value, status__in=_STATUSES)
                | ~Q(subject=Subject.EXECUTION.value) & Q(status=""),
                name="matter_execution_has_status",
            ),
            models.CheckConstraint(
                condition=Q(approved=None) | Q(ended_at__isnull=False),
                name="matter_decided_is_ended",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="matter_one_waiting"
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at", "id"],
                condition=Q(ended_at=None),
                name="matter_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} of case {self.case_id}"


class Publication(models.Model):
    """That a recommendation was not obeyed, made public by the chair.

    ``summary`` is what the public reads; it names no reporter.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="publications"
    )
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="publication"
    )
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    summary = models.TextField(blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="publication_newest")
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"
