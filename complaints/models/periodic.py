"""Reports to DPR and the President: frozen when drafted, final when issued.

They hold counts, offices and numbers of recommendations, and are kept for good.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class PeriodicReport(models.Model):
    """One version of the report of one period; ``quarter`` 0 is the whole year.

    ``data`` holds every input and every figure; ``sha256`` is of it
    (``domain.releasing.digest``). A draft gives way to the next one (``ended_at``); what
    was issued stays, and a correction is a further version that says ``why``.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=500, blank=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    formula = models.CharField(max_length=10)
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)  # a draft that was drawn up anew

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "quarter", "version"],
                condition=Q(ended_at=None),
                name="periodic_version_once",
            ),
            models.CheckConstraint(
                condition=Q(quarter__lte=4), name="periodic_quarter_known"
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None) | ~Q(issued_by=F("drafted_by")),
                name="periodic_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None, issued_at=None, issued_on=None, letter=None)
                | Q(
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    issued_on__isnull=False,
                    letter__isnull=False,
                    ended_at=None,
                ),
                name="periodic_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(why=""), name="periodic_correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.year}/{self.quarter} v{self.version}"
