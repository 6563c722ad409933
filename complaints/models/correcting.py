"""What was written down wrong about a letter on paper, and what it was corrected to.

One row for each correction, never changed: the day that was believed before stays to be
read. The words are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.correspondence import Side
from complaints.models.case import Case
from complaints.models.correspondence import CaseLetter, PaperLetter

SIDES = sorted(side.value for side in Side)


class LetterCorrection(models.Model):
    """Another day of a proof, or another day or sender of a letter that came in.

    ``counted``: the day on which a letter of ours counts as received, which may be
    another than that of its proof.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="letter_corrections"
    )
    letter = models.ForeignKey(
        CaseLetter, on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    paper = models.ForeignKey(
        PaperLetter, on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    day_before = models.DateField()
    day = models.DateField()
    side_before = models.CharField(max_length=10, blank=True)
    side = models.CharField(max_length=10, blank=True)
    counted_before = models.DateField(null=True)
    counted = models.DateField(null=True)
    reason = models.TextField()  # kept as long as the case
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__isnull=False, paper=None, side_before="", side="")
                | Q(
                    letter=None,
                    paper__isnull=False,
                    side_before__in=SIDES,
                    side__in=SIDES,
                ),
                name="lettercorrection_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(day_before=F("day")) | ~Q(side_before=F("side")),
                name="lettercorrection_changes",
            ),
        ]

    def __str__(self) -> str:
        return f"letter corrected in case {self.case_id}"
