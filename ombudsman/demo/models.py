"""How far the demonstration clock runs ahead of the real one."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q


class DemoClock(models.Model):
    """One row. It only ever grows: a trigger refuses to turn the clock back."""

    ONLY = 1

    offset_seconds = models.BigIntegerField(default=0)

    journal_kind: ClassVar[str] = "demo_clock"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="demo_clock_one_row"),
            models.CheckConstraint(
                condition=Q(offset_seconds__gte=0), name="demo_clock_not_behind"
            ),
        ]

    def __str__(self) -> str:
        return f"+{self.offset}"

    @property
    def offset(self) -> timedelta:
        """What is added to the real time."""
        return timedelta(seconds=self.offset_seconds)
