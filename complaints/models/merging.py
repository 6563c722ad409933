"""Two reports of one matter: which case stays. Two matters in one: what was split off.

And what belongs to what.
"""

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


class Kinship(models.Model):
    """One case belongs to another, of which it is a part; taken back with a reason.

    Both go their own way. What is open among the parts hinders the end of the whole.
    """

    parent = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parents")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # kept as long as the case

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("child")), name="kinship_two_cases"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="kinship_ended_whole",
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(ended_at=None), name="kinship_one"
            ),
        ]

    def __str__(self) -> str:
        return f"kinship {self.pk}: case {self.child_id} of {self.parent_id}"
