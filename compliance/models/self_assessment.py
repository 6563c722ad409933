"""What an agency says of its own units. It counts for nothing and is never published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from compliance.models.field import Place
from compliance.models.methodology import MethodologyNode
from compliance.models.rounds import Round
from compliance.querysets import SelfAnswerQuerySet, SelfSheetQuerySet


class SelfSheet(models.Model):
    """The self-assessment of one agency in a round: a draft until it is handed in.

    ``reminded_for`` is the last day of which the agency was reminded, so that a day
    that was moved is told again, and no day twice.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="self_sheets")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reminded_for = models.DateField(null=True)

    objects = SelfSheetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "agency"], name="self_sheet_once"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="self_sheet_handed_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}"


class SelfAnswer(models.Model):
    """One answer of an agency about one of its units, drawn or not.

    ``absent``: it does not apply there. ``of``: how many there are, for a count.
    """

    sheet = models.ForeignKey(SelfSheet, models.CASCADE, related_name="answers")
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    node = models.ForeignKey(MethodologyNode, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    of = models.PositiveIntegerField(null=True)
    absent = models.BooleanField(default=False)

    objects = SelfAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "place", "node"], name="self_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(absent=True, value=None, of=None)
                | Q(absent=False, value__isnull=False, value__gte=0),
                name="self_answer_says_something",
            ),
            models.CheckConstraint(
                condition=Q(of=None) | Q(of__gte=1, value__lte=F("of")),
                name="self_answer_count_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.place_id}/{self.node_id}"
