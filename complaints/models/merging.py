"""Reports of one matter: which case stays, and which was merged into it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.models.case import Case

PERSON = settings.AUTH_USER_MODEL


class Merge(models.Model):
    """One case closed because another of the same matter stays; undone at most once.

    Papers and messages stay with the case that they came to.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merged")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(case=F("kept")), name="merge_two_cases"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_whole",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at=None), name="merge_one"
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}: case {self.case_id} into {self.kept_id}"
