"""The case file as one PDF, made for one officer and for a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.dossiers import Stage
from complaints.models.case import Case
from journal.ids import uuid7


class Dossier(models.Model):
    """An officer's wish for it, and the file once it is made."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="dossiers")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    notes = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    stage = models.CharField(max_length=8, default=Stage.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    pages = models.PositiveIntegerField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "asked_by"],
                condition=Q(stage=Stage.WAITING.value),
                name="dossier_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]),
                name="dossier_stage_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.MADE.value)
                | Q(file__isnull=False, ends_at__isnull=False),
                name="dossier_made_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="dossier_waiting",
                condition=Q(stage=Stage.WAITING.value),
            ),
            models.Index(
                fields=["ends_at"],
                name="dossier_ends",
                condition=Q(stage=Stage.MADE.value),
            ),
        ]

    def __str__(self) -> str:
        return f"file of case {self.case_id} as one PDF"
