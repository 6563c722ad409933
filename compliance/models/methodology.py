"""Versions of the method as data, with the tree of what is asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from compliance.domain.methodology import Aggregation, Mode, NodeKind
from compliance.domain.scales import Zone
from compliance.models import kinds


class Methodology(models.Model):
    """One version of the method; it rules the years ``first_year`` to ``year``.

    ``official`` methods are those of the published results and never deduct for
    corrective actions: their figures stay what was published. ``assumed_weights``
    makes every page that shows a weight show the badge "bobot asumsi".
    """

    code = models.CharField(max_length=20, unique=True)
    version = models.PositiveSmallIntegerField(default=1)
    first_year = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    note_id = models.TextField()
    note_en = models.TextField()
    official = models.BooleanField()
    assumed_weights = models.BooleanField(default=False)
    share = models.DecimalField(max_digits=4, decimal_places=3)
    mode = models.CharField(max_length=8, choices=kinds.choices(Mode))
    aggregation = models.CharField(max_length=10, choices=kinds.choices(Aggregation))
    source = models.CharField(max_length=400)

    journal_kind: ClassVar[str] = "methodology"

    class Meta:
        ordering: ClassVar = ["year", "code"]
        constraints: ClassVar = [
            kinds.known("mode", Mode, "methodology_mode_known"),
            kinds.known("aggregation", Aggregation, "methodology_aggregation_known"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte="0.30"),
                name="methodology_share_limits",
            ),
            models.CheckConstraint(
                condition=Q(official=False) | Q(share=0),
                name="methodology_official_never_deducts",
            ),
            models.CheckConstraint(
                condition=Q(first_year__lte=F("year")), name="methodology_years"
            ),
            # One official method for one last year, so that a year finds its own.
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(official=True),
                name="methodology_one_official_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name_id


class MethodologyBand(models.Model):
    """An interval of the scale, from ``lower`` up to the next; the words for it."""

    methodology = models.ForeignKey(Methodology, models.CASCADE, related_name="bands")
    lower = models.DecimalField(max_digits=5, decimal_places=2)
    zone = models.CharField(max_length=8, blank=True, choices=kinds.choices(Zone))
    grade = models.CharField(max_length=1, blank=True)
    opinion_id = models.CharField(max_length=60)
    opinion_en = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-lower"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["methodology", "lower"], name="band_once"),
            kinds.known("zone", Zone, "band_zone_known"),
            kinds.within("lower", 100, "band_lower_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.lower} {self.opinion_id}"


class MethodologyNode(models.Model):
    """A dimension, variable or indicator; answers hang on the leaves.

    ``weight`` is percent of the parent (of the whole for a root); empty where
    the weights were never published.
    """

    methodology = models.ForeignKey(Methodology, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=kinds.choices(NodeKind))
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    hint_id = models.CharField(max_length=160)
    hint_en = models.CharField(max_length=160)
    weight = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    assumed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["methodology", "code"], name="node_once"),
            kinds.known("kind", NodeKind, "node_kind_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, kind=NodeKind.DIMENSION.value)
                | (Q(parent__isnull=False) & ~Q(kind=NodeKind.DIMENSION.value)),
                name="node_dimensions_are_roots",
            ),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=100),
                name="node_weight_limits",
            ),
        ]

    def __str__(self) -> str:
        return self.name_id
