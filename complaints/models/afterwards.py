"""After closing: what the reporter says of it, and his wish to have it reopened.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.afterwards import STARS, Question, Solved
from complaints.models.case import Case
from journal.ids import uuid7


class Opinion(models.Model):
    """One question about one closing, and its answer once there is one.

    The rows are made at the closing. ``opens_on`` is a legal day; ``asked_at`` says
    that the reporter was told of a question that opened later.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    question = models.CharField(max_length=10)
    closed_at = models.DateTimeField()
    opens_on = models.DateField()
    opens_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    stars = models.PositiveSmallIntegerField(null=True)
    solved = models.CharField(max_length=10, blank=True)
    because = models.JSONField(default=list)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "closed_at", "question"], name="opinion_once"
            ),
            models.CheckConstraint(
                condition=Q(question__in=[q.value for q in Question]),
                name="opinion_question_known",
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__in=list(STARS)),
                name="opinion_stars_known",
            ),
            models.CheckConstraint(
                condition=Q(solved__in=["", *(s.value for s in Solved)]),
                name="opinion_solved_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["opens_at"],
                name="opinion_to_ask",
                condition=Q(asked_at=None, answered_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk} on case {self.case_id}"


class ReopeningRequest(models.Model):
    """The reporter asks to reopen a closed case; a head answers, with a reason."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    closed_at = models.DateTimeField()
    text = models.TextField()
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    granted__isnull=False,
                ),
                name="reopening_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decided_at=None),
                name="reopening_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"reopening request {self.pk} of case {self.case_id}"
