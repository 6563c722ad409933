"""An investigation that the office began by itself: why, out of what, and who decided.

Until a head decided there is no case: an officer suggests it, and his words stand here.
What was decided lives in the case; here stay the grounds, kept as long as the case and
erased with it. A suggestion that was not followed goes after thirty days.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.own_initiative import Source
from complaints.domain.states import CaseClass
from complaints.models.case import Case
from complaints.models.choices import CLASSES, SOURCES
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class Initiative(models.Model):
    """One suspicion that is to be examined though nobody reported it (38/2019).

    ``out_of``: the withdrawn report with which the office goes on; nothing of its
    reporter comes along. ``limited_for``: why only few may read it, "" where all may.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="initiative"
    )
    out_of = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="initiatives"
    )
    source = models.CharField(max_length=10, choices=SOURCES)
    grounds = models.TextField(blank=True)  # why now
    # --- of a suggestion, until it is decided --------------------------------
    title = models.CharField(max_length=160, blank=True)
    suspicion = models.TextField(blank=True)
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        "agencies.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    substance = models.CharField(max_length=40, blank=True)
    alleged_forms = models.JSONField(default=list)
    classification = models.CharField(max_length=10, choices=CLASSES, blank=True)
    limited_for = models.CharField(max_length=20, blank=True)
    # --- who and when --------------------------------------------------------
    proposed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)  # why it was not followed

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=[s.value for s in Source]),
                name="initiative_source_known",
            ),
            models.CheckConstraint(
                condition=Q(classification__in=["", *(c.value for c in CaseClass)]),
                name="initiative_class_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, case=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="initiative_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None, proposed_at=None, case__isnull=False)
                | Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="initiative_of_somebody",
            ),
            # With one withdrawn report the office goes on once.
            models.UniqueConstraint(
                fields=["out_of"],
                condition=Q(decided_at=None) | Q(case__isnull=False),
                name="initiative_goes_on_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "proposed_at"],
                name="initiative_waiting",
                condition=Q(decided_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"initiative {self.pk}"

    @property
    def refused(self) -> bool:
        """Whether the head did not follow the suggestion."""
        return self.decided_at is not None and self.case_id is None
