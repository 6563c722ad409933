"""What an agency says of its result: objections before it is set, a reply beside it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from compliance.models.field import Place
from compliance.models.methodology import MethodologyNode
from compliance.models.rounds import Round
from compliance.querysets import ObjectionQuerySet, ReplyQuerySet
from journal.ids import uuid7


class ScoreObjection(models.Model):
    """What an agency holds against its preliminary result, and our answer.

    ``place`` and ``node`` say what it is about; both may be empty. ``upheld`` is None
    until it is answered.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="objections")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    node = models.ForeignKey(
        MethodologyNode, models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    journal_kind: ClassVar[str] = "score_objection"
    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(upheld=None, answered_at=None, answered_by=None, answer="")
                | Q(
                    upheld__isnull=False,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                )
                & ~Q(answer=""),
                name="score_objection_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}"


class AgencyReply(models.Model):
    """What an agency wants to be read beside its score; ``shown_at``: since when it is.

    It is looked at before it is shown, because people may be named in it.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="replies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    #: Why it is not shown, for the agency to read.
    held_why = models.CharField(max_length=300, blank=True)

    journal_kind: ClassVar[str] = "agency_reply"
    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "agency"], name="agency_reply_once"
            ),
            models.CheckConstraint(
                condition=Q(shown_at=None, shown_by=None)
                | Q(shown_at__isnull=False, shown_by__isnull=False, held_why=""),
                name="agency_reply_shown_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}"
