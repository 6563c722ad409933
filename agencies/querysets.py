"""Rows that are in force on a day."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Q

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[Row_co]):
    """Rows with ``valid_from`` (its first day) and ``valid_to`` (its first day after)."""

    def valid_on(self, day: date) -> DatedQuerySet[Row_co]:
        """Those that existed on this day; an empty date is no bound."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def current(self) -> DatedQuerySet[Row_co]:
        """Those that nobody has dissolved."""
        return self.filter(valid_to__isnull=True)
