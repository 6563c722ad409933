"""One of our lists as a table, made for one officer and for a day."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from complaints.domain.dossiers import Stage
from complaints.domain.exports import Form, Purpose
from complaints.domain.listings import Listing
from journal.ids import uuid7


class Export(models.Model):
    """An officer's wish for it, and the file once it is made.

    ``query``: the address of the list, which may hold the words of a search; it goes
    when the table is made. ``cases``: whom it tells of, as long as there is a file.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    listing = models.CharField(max_length=8, default=Listing.QUEUE.value)
    query = models.TextField(blank=True)
    columns = ArrayField(models.CharField(max_length=10), default=list)
    form = models.CharField(max_length=4)
    purpose = models.CharField(max_length=12)
    language = models.CharField(max_length=2)
    stage = models.CharField(max_length=8, default=Stage.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    cases = ArrayField(models.BigIntegerField(), default=list)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=sorted(stage.value for stage in Stage)),
                name="export_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(form__in=sorted(form.value for form in Form)),
                name="export_form_known",
            ),
            models.CheckConstraint(
                condition=Q(listing__in=sorted(one.value for one in Listing)),
                name="export_listing_known",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=sorted(one.value for one in Purpose)),
                name="export_purpose_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.MADE.value)
                | Q(file__isnull=False, ends_at__isnull=False, query=""),
                name="export_made_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="export_waiting",
                condition=Q(stage=Stage.WAITING.value),
            ),
            models.Index(
                fields=["ends_at"],
                name="export_ends",
                condition=Q(stage=Stage.MADE.value),
            ),
            models.Index(fields=["asked_by", "-asked_at"], name="export_mine"),
        ]

    def __str__(self) -> str:
        return f"{self.listing} as {self.form} for user {self.asked_by_id}"

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.stage != Stage.WAITING
