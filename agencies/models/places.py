"""Regions by the Ministry of Home Affairs' code, and the Ombudsman's offices."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from agencies import labels
from agencies.domain.kinds import Level
from journal.ids import uuid7


class Office(models.Model):
    """The centre ("00") or one of the regional offices, named by its province."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.CharField(max_length=2, unique=True)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    # Legal days of this office's cases are dates in this zone.
    zone = models.CharField(max_length=32, choices=labels.choices(labels.ZONES))
    central = models.BooleanField(default=False)
    # The kabupaten or kota where its desk stands; Kaltim's is in Balikpapan.
    seat = models.ForeignKey(
        "agencies.Region", models.PROTECT, null=True, related_name="+"
    )

    # As it is printed; "" where nobody has written it yet.
    address = models.CharField(max_length=300, blank=True, default="", db_default="")
    phone = models.CharField(max_length=40, blank=True, default="", db_default="")
    email = models.EmailField(blank=True, default="", db_default="")

    journal_kind: ClassVar[str] = "office"

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(zone__in=labels.values(labels.ZONES)),
                name="office_zone_known",
            ),
            models.CheckConstraint(
                condition=models.Q(central=True, code="00")
                | (models.Q(central=False) & ~models.Q(code="00")),
                name="office_centre_is_00",
            ),
        ]

    def __str__(self) -> str:
        return self.name_id


class Region(models.Model):
    """A province, kabupaten/kota, district or village: ``64``, ``64.71`` and so on."""

    code = models.CharField(max_length=13, unique=True)
    level = models.CharField(max_length=8, choices=labels.choices(labels.LEVELS))
    kind = models.CharField(max_length=24, choices=labels.choices(labels.REGION_KINDS))
    name = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    # Only provinces carry a zone, and the office that serves them.
    zone = models.CharField(
        max_length=32, blank=True, choices=labels.choices(labels.ZONES)
    )
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="provinces"
    )
    fictional = models.BooleanField(default=False)
    # Its name and those around it, as ``search_key`` writes them; for finding it.
    path = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [
            GinIndex(
                fields=["path"], opclasses=["gin_trgm_ops"], name="region_path_trgm"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(level__in=labels.values(labels.LEVELS)),
                name="region_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=labels.values(labels.REGION_KINDS)),
                name="region_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    level=Level.PROVINCE.value,
                    parent__isnull=True,
                    zone__in=labels.values(labels.ZONES),
                )
                | (
                    ~models.Q(level=Level.PROVINCE.value)
                    & models.Q(parent__isnull=False, office__isnull=True, zone="")
                ),
                name="region_province_has_zone",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$"),
                name="region_code_dotted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
