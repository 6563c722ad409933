"""Data for everybody: what is released of a data set is never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.domain.open_data import Key
from compliance.models import kinds


class DataSet(models.Model):
    """What is released again and again; its row is what two releases wait for."""

    key = models.CharField(max_length=20, unique=True, choices=kinds.choices(Key))

    journal_kind: ClassVar[str] = "data_set"

    class Meta:
        constraints: ClassVar = [kinds.known("key", Key, "data_set_known")]

    def __str__(self) -> str:
        return self.key


class DataRelease(models.Model):
    """One version of a data set, as files. Triggers refuse UPDATE, DELETE, TRUNCATE.

    The hashes are SHA-256, hex, of the files to the byte; sizes are bytes, ``rows`` the
    lines of the table without its head. ``first_year`` and ``last_year``: the years that
    it is about, empty where no row has one.
    """

    data_set = models.ForeignKey(DataSet, models.PROTECT, related_name="releases")
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    columns = models.JSONField()
    rows = models.PositiveIntegerField()
    csv = models.BinaryField()
    csv_sha256 = models.CharField(max_length=64)
    csv_size = models.PositiveIntegerField()
    json = models.BinaryField()
    json_sha256 = models.CharField(max_length=64)
    json_size = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["data_set", "version"], name="data_release_once"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="data_release_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.data_set_id} v{self.version}"
