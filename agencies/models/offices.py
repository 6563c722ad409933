"""What is published of an office, version by version."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from agencies import labels
from agencies.models.places import Office
from journal.versions import Version


class OfficeVersion(Version):
    """One version of what an office is called, where it is, and whom it serves.

    ``provinces``: their codes, all of them.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="versions")
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    zone = models.CharField(max_length=32, choices=labels.choices(labels.ZONES))
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    provinces = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["office", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "number"], name="office_version_one_number"
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(published_at=None),
                name="office_version_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of office {self.office_id}"
