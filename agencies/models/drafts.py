"""What an administrator is writing, before it counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CalendarDraft(models.Model):
    """The days off of one year as somebody is writing them; gone when published.

    ``days``: rows of ``date``, ``kind``, ``name_id``, ``name_en``, ``estimated``.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    version = models.PositiveIntegerField(default=0)
    days = models.JSONField(default=list)
    edited_at = models.DateTimeField()
    # Whose account saved it last: accounts stand on a floor above.
    edited_by = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return f"draft of {self.year}"
