"""A published score with all it was made of. Nobody changes or deletes one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from compliance.models.rounds import Round
from compliance.querysets import SnapshotQuerySet


class Snapshot(models.Model):
    """One version of one agency's result in one round.

    ``data`` holds every input and every figure; ``sha256`` is of its canonical
    JSON (sorted keys, no spaces, UTF-8). The columns beside it repeat what pages
    filter and sort by. ``score`` is empty for "tidak dinilai". A correction is a
    further version; triggers refuse UPDATE, DELETE and TRUNCATE.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="snapshots")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    ranked = models.PositiveSmallIntegerField(null=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    formula = models.CharField(max_length=20)
    published_at = models.DateTimeField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "agency", "version"], name="snapshot_once"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="snapshot_score_limits",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, ranked__isnull=True)
                | Q(rank__gte=1, rank__lte=models.F("ranked")),
                name="snapshot_rank_limits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "year"], name="snapshot_card"),
            models.Index(fields=["year", "-score"], name="snapshot_board"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id} v{self.version}"
