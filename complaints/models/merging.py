"""Two reports of one matter: which case stays. Two matters in one: what was split off."""

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


class Split(models.Model):
    """One case that was made of parts of another, for the same reporter.

    With the row the database itself copies what is sealed of him (migration 0180):
    nobody opens it. ``parts`` are places in the story, never words.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="splits")
    made = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="split_off"
    )
    parts = models.JSONField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(case=F("made")), name="split_two_cases"
            ),
        ]

    def __str__(self) -> str:
        return f"split {self.pk}: case {self.made_id} off {self.case_id}"
