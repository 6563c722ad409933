"""On which ground a plenary refused a report.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from complaints.domain.states import Reason
from complaints.models.case import Case
from complaints.models.choices import REASONS

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Refusal(models.Model):
    """One refusal; a case that was opened again may be refused once more."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="refusals")
    ground = models.CharField(max_length=60)  # grounds.Ground.reason
    words = models.TextField(blank=True)  # what the reporter reads beside it
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"refusal of case {self.case_id}"

    @property
    def why(self) -> str | Promise:
        """The ground in words."""
        return dict(REASONS)[Reason(self.ground)]
