"""Facts that the Ombudsman or the press published. Loaded, never computed here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from compliance.domain.scales import Zone
from compliance.domain.sources import Fact
from compliance.models import kinds


class PublishedResult(models.Model):
    """The score of one agency in one year, as printed.

    ``zone``, ``grade`` and ``opinion`` are filled only where the source states
    them. ``label`` is the name in the source; ``agency`` is empty where no agency
    of the register carries it.
    """

    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12)
    label = models.CharField(max_length=160)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="published_results"
    )
    score = models.DecimalField(max_digits=5, decimal_places=2)
    zone = models.CharField(max_length=8, blank=True, choices=kinds.choices(Zone))
    grade = models.CharField(max_length=1, blank=True)
    opinion = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "category", "label"], name="result_once"
            ),
            models.UniqueConstraint(
                fields=["year", "agency"], name="result_once_an_agency"
            ),
            kinds.known("zone", Zone, "result_zone_known"),
            kinds.within("score", 100, "result_score_limits"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["year", "category", "-score"], name="result_board")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}: {self.score}"


class PublishedRank(models.Model):
    """ "First of 98": a stored figure of that year, never counted from a register."""

    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12)
    label = models.CharField(max_length=160)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="published_ranks"
    )
    rank = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "category", "label"], name="rank_once"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=F("of")), name="rank_limits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}: {self.rank}/{self.of}"


class OtherSource(models.Model):
    """What another source says of an agency and year that already has a published fact.

    Kept beside ``PublishedResult`` or ``PublishedRank`` (``fact``) where it contradicts
    it, so that nobody chooses between two sources unseen.
    """

    fact = models.CharField(max_length=8, choices=kinds.choices(Fact))
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12)
    label = models.CharField(max_length=160)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="other_sources")
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    zone = models.CharField(max_length=8, blank=True, choices=kinds.choices(Zone))
    grade = models.CharField(max_length=1, blank=True)
    opinion = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    of = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "agency", "fact", "source"], name="other_source_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    fact=Fact.SCORE.value,
                    score__isnull=False,
                    score__gte=0,
                    score__lte=100,
                    rank__isnull=True,
                    of__isnull=True,
                )
                | Q(
                    fact=Fact.RANK.value,
                    rank__isnull=False,
                    of__isnull=False,
                    rank__gte=1,
                    rank__lte=F("of"),
                    score__isnull=True,
                ),
                name="other_source_says_one_thing",
            ),
            kinds.known("zone", Zone, "other_source_zone_known"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}: {self.source}"


class ZoneCount(models.Model):
    """How many agencies of a category stood in each zone; ``total`` is all of them."""

    TOTAL: ClassVar[str] = "total"

    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12)
    assessed = models.PositiveSmallIntegerField()
    green = models.PositiveSmallIntegerField()
    yellow = models.PositiveSmallIntegerField()
    red = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["year", "category"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "category"], name="zones_once"),
            models.CheckConstraint(
                condition=Q(assessed=F("green") + F("yellow") + F("red")),
                name="zones_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.year}: {self.assessed}"
