"""The register of bodies that can be reported, their names and their units."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from agencies import labels
from agencies.models.places import Region
from agencies.querysets import DatedQuerySet
from journal.ids import uuid7


class Agency(models.Model):
    """A ministry, institution, regional government or enterprise.

    ``valid_from`` empty: older than our knowledge. ``valid_to`` is the first day
    on which it was no more; a dissolved agency stays, for its old results.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    # The procurement agency's code (K1, L47), a region code, or EX-... if dissolved.
    code = models.CharField(max_length=40, unique=True)
    category = models.CharField(
        max_length=12, choices=labels.choices(labels.CATEGORIES)
    )
    name_id = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    short_name = models.CharField(max_length=80)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="agencies"
    )
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    fictional = models.BooleanField(default=False)

    journal_kind: ClassVar[str] = "agency"

    objects = DatedQuerySet["Agency"].as_manager()

    class Meta:
        ordering: ClassVar = ["name_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(category__in=labels.values(labels.CATEGORIES)),
                name="agency_category_known",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_to")),
                name="agency_valid_forward",
            ),
            models.UniqueConstraint(
                fields=["category", "name_id"], name="agency_name_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name_id


class AgencyAlias(models.Model):
    """A name by which people know an agency; never ambiguous inside one category."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases")
    # The agency's own, repeated here because the database keeps uniqueness by it.
    category = models.CharField(
        max_length=12, choices=labels.choices(labels.CATEGORIES)
    )
    name = models.CharField(max_length=160)
    # The name as it is compared (agencies.domain.names.search_key).
    key = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "key"], name="alias_unambiguous"
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=labels.values(labels.CATEGORIES)),
                name="alias_category_known",
            ),
        ]
        # Loaded at once, read all day: nothing may wait beside the index.
        indexes: ClassVar = [
            GinIndex(
                fields=["key"],
                opclasses=["gin_trgm_ops"],
                name="alias_key_trgm",
                fastupdate=False,
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencySuccession(models.Model):
    """A dated decision by which one agency took over from another."""

    former = models.ForeignKey(Agency, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Agency, models.CASCADE, related_name="predecessions")
    effective = models.DateField()
    decision = models.CharField(max_length=160)
    # Not yet confirmed by a source: pages show the badge.
    assumed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["former", "successor"], name="succession_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(former=models.F("successor")),
                name="succession_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former_id} > {self.successor_id}"


class Unit(models.Model):
    """A service unit of an agency: a dinas, a land office, a police resort.

    ``generated``: made by rule, one for each kabupaten/kota, name not verified.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12, choices=labels.choices(labels.UNIT_KINDS))
    name_id = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="units")
    generated = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    # Full name, short names and region as they are compared.
    key = models.CharField(max_length=240)

    objects = DatedQuerySet["Unit"].as_manager()

    class Meta:
        ordering: ClassVar = ["name_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=labels.values(labels.UNIT_KINDS)),
                name="unit_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_to")),
                name="unit_valid_forward",
            ),
            models.UniqueConstraint(
                fields=["agency", "name_id"], name="unit_name_unique"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(
                fields=["key"],
                opclasses=["gin_trgm_ops"],
                name="unit_key_trgm",
                fastupdate=False,
            )
        ]

    def __str__(self) -> str:
        return self.name_id
