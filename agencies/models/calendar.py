"""Versions of the working calendar; a deadline remembers which one it used."""

from typing import ClassVar

from django.db import models

from agencies import labels


class CalendarVersion(models.Model):
    """One loaded list of holidays; the newest is in force, older ones explain."""

    version = models.CharField(max_length=32, unique=True)
    # The last day whose holidays are decided, not estimated.
    loaded_until = models.DateField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    # Years that an administrator wrote here; a file that is loaded later leaves them.
    by_hand = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.version


class Holiday(models.Model):
    """A day on which offices are closed, in one version of the calendar."""

    version = models.ForeignKey(
        CalendarVersion, models.CASCADE, related_name="holidays"
    )
    date = models.DateField()
    kind = models.CharField(max_length=16, choices=labels.choices(labels.HOLIDAY_KINDS))
    name_id = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    estimated = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["date"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "date"], name="holiday_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=labels.values(labels.HOLIDAY_KINDS)),
                name="holiday_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name_id}"
