"""Versions of the method as data, with the tree of what is asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value

from compliance.domain.answering import AnswerKind, Per
from compliance.domain.methodology import Aggregation, Mode, NodeKind
from compliance.domain.places import OfUnits
from compliance.domain.scales import Zone
from compliance.models import kinds
from compliance.querysets import MethodologyQuerySet
from journal.ids import uuid7


class Methodology(models.Model):
    """One version of the method; it rules the years ``first_year`` to ``year``.

    ``official`` methods are those of the published results and never deduct for
    corrective actions: their figures stay what was published. ``assumed_weights``
    makes every page that shows a weight show the badge "bobot asumsi".

    A version is written until ``published_at``; then a trigger keeps it and its tree as
    they are, and a change is a copy. ``edition`` grows with every change, against stale
    pages. ``of_units`` and ``least_units`` say how units make an agency where its
    indicators are answered at units.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
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
    of_units = models.CharField(
        max_length=6,
        choices=kinds.choices(OfUnits),
        default=OfUnits.MEAN.value,
        db_default=OfUnits.MEAN.value,
    )
    least_units = models.PositiveSmallIntegerField(default=1, db_default=1)
    copy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="copies"
    )
    edition = models.PositiveIntegerField(default=1, db_default=1)
    published_at = models.DateTimeField(null=True)

    journal_kind: ClassVar[str] = "methodology"
    objects = MethodologyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["year", "code"]
        constraints: ClassVar = [
            kinds.known("mode", Mode, "methodology_mode_known"),
            kinds.known("aggregation", Aggregation, "methodology_aggregation_known"),
            kinds.known("of_units", OfUnits, "methodology_of_units_known"),
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

    The rest says how a leaf is answered (``domain.answering.Question``; ``bands`` are
    pairs of lower edge and figure, as text), what proves the answer, and which law and
    which component of the service standard (Article 21 of Law 25/2009, 1 to 14) stand
    behind it. ``answer`` is empty for a group.
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
    answer = models.CharField(
        max_length=6, blank=True, choices=kinds.choices(AnswerKind), db_default=""
    )
    per = models.CharField(
        max_length=8, blank=True, choices=kinds.choices(Per), db_default=""
    )
    top = models.PositiveSmallIntegerField(null=True)
    bands = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    wanted = models.PositiveSmallIntegerField(default=1, db_default=1)
    least = models.PositiveSmallIntegerField(default=1, db_default=1)
    may_be_absent = models.BooleanField(default=False, db_default=False)
    evidence_id = models.CharField(max_length=160, blank=True, db_default="")
    evidence_en = models.CharField(max_length=160, blank=True, db_default="")
    law = models.CharField(max_length=160, blank=True, db_default="")
    component = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
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
            models.CheckConstraint(
                condition=Q(answer="", per="")
                | Q(
                    answer__in=[one.value for one in AnswerKind],
                    per__in=[one.value for one in Per],
                ),
                name="node_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(component__isnull=True)
                | Q(component__gte=1, component__lte=14),
                name="node_component_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name_id
