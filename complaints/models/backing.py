"""What each finding rests on, the versions of a draft LHP, and what the head remarked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.review import Section
from complaints.models.activities import Activity
from complaints.models.drafts_returned import DraftReturn
from complaints.models.examination import CaseFile, Clarification
from complaints.models.labels import SECTIONS
from complaints.models.lhp import Finding, Lhp

if TYPE_CHECKING:
    from django.utils.functional import Promise


class FindingEvidence(models.Model):
    """One thing in the case that a finding names: a file, an answer or an activity."""

    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="evidence"
    )
    file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.ForeignKey(
        Clarification, on_delete=models.PROTECT, null=True, related_name="+"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, answer=None, activity=None)
                | Q(file=None, answer__isnull=False, activity=None)
                | Q(file=None, answer=None, activity__isnull=False),
                name="backing_names_one_thing",
            ),
            models.UniqueConstraint(
                fields=["finding", "file", "answer", "activity"],
                nulls_distinct=False,
                name="backing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence of finding {self.finding_id}"


class LhpVersion(models.Model):
    """A draft as somebody saved it: what changed since is read by comparing two."""

    lhp = models.ForeignKey(Lhp, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    # Section to words; kept as long as the case and erased with it.
    sections = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("n",)
        constraints = [
            models.UniqueConstraint(fields=["lhp", "n"], name="lhp_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.n} of LHP {self.lhp_id}"


class Remark(models.Model):
    """What the head wants changed in one section of a draft that went back."""

    of = models.ForeignKey(
        DraftReturn, on_delete=models.PROTECT, related_name="remarks"
    )
    section = models.CharField(max_length=12)
    text = models.TextField()  # kept as long as the case

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=[section.value for section in Section]),
                name="remark_section_known",
            ),
            models.UniqueConstraint(
                fields=["of", "section"], name="remark_one_per_section"
            ),
        ]

    def __str__(self) -> str:
        return f"remark on {self.section}"

    @property
    def section_name(self) -> str | Promise:
        """The section as pages call it."""
        return SECTIONS[Section(self.section)]
