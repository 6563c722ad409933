"""What one side may have of another's evidence: a blacked-out copy, let go by an officer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.correspondence import Addressee
from complaints.models.examination import CaseFile
from journal.ids import uuid7


class FileRelease(models.Model):
    """One copy of one file for the agency, or for the reporter: prepared, looked at,
    released, taken back.

    ``marks`` are places (``documents.domain.marks``), never words. ``copy`` is what was
    looked at, and so what is released; a change of the marks throws it away.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    piece = models.ForeignKey(CaseFile, models.PROTECT, related_name="releases")
    addressee = models.CharField(max_length=10, default=Addressee.AGENCY.value)
    version = models.PositiveIntegerField(default=0)
    marks = models.JSONField(default=list)
    copy = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="+"
    )
    # An officer says so of a file of a confidential case in which nothing is black.
    names_nobody = models.BooleanField(default=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "addressee"],
                condition=Q(ended_at=None),
                name="release_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(addressee=Addressee.AGENCY.value)
                | Q(addressee=Addressee.REPORTER.value, agency=None),
                name="release_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    released_at=None, released_by=None, agency=None, ended_at=None
                )
                | Q(
                    released_at__isnull=False,
                    released_by__isnull=False,
                    copy__isnull=False,
                )
                & (Q(agency__isnull=False) | Q(addressee=Addressee.REPORTER.value)),
                name="release_of_a_copy",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="release_ended_by",
            ),
        ]

    def __str__(self) -> str:
        return f"release of file {self.piece_id}"
