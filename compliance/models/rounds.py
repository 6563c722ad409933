"""A round of assessment while it is being made."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from compliance.models import kinds
from compliance.models.methodology import Methodology, MethodologyNode
from compliance.querysets import RoundQuerySet
from journal.ids import uuid7


class RoundState(StrEnum):
    """Where a round stands; it only goes forward."""

    OPEN = "open"  # answers are taken
    LOCKED = "locked"  # answers and the record of actions are fixed
    PUBLISHED = "published"


class Round(models.Model):
    """One assessment of some agencies by one methodology.

    ``cutoff`` is the last day whose facts count, a legal day of each agency's
    office. ``fictional`` rounds hold invented agencies only and are badged
    "data contoh". ``version`` grows with every change, against stale pages.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    methodology = models.ForeignKey(Methodology, models.PROTECT, related_name="rounds")
    # Typed by a person: not translated.
    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    cutoff = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=kinds.choices(RoundState),
        default=RoundState.OPEN.value,
    )
    fictional = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    #: The number of the decree by which the results were set, as it is printed.
    decree = models.CharField(max_length=120, blank=True, db_default="")
    #: By which units and products were drawn; empty until then, and in a round of
    #: typed figures.
    seed = models.CharField(max_length=64, blank=True, db_default="")
    #: From what the seed is taken, said before it is known, and the day on which it is;
    #: with the hash of the frame as it was on the day that this was said.
    seed_source = models.CharField(max_length=200, blank=True, db_default="")
    seed_on = models.DateField(null=True)
    frame_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    units_drawn = models.PositiveSmallIntegerField(null=True)
    products_drawn = models.PositiveSmallIntegerField(null=True)
    #: On which days the stages are planned to be over; the draw's and the hearing's own
    #: days stand above and below.
    field_until = models.DateField(null=True)
    review_until = models.DateField(null=True)
    plenary_on = models.DateField(null=True)
    publish_on = models.DateField(null=True)
    #: Since when the agencies see their preliminary results, and the last day on which
    #: they may object.
    announced_at = models.DateTimeField(null=True)
    objections_until = models.DateField(null=True)
    #: The last day on which agencies say themselves how their units are; empty as long
    #: as nobody asked them. It changes no result.
    self_until = models.DateField(null=True)

    journal_kind: ClassVar[str] = "round"
    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "-id"]
        constraints: ClassVar = [
            kinds.known("state", RoundState, "round_state_known"),
            models.CheckConstraint(
                condition=Q(state="open", locked_at=None, published_at=None)
                | Q(state="locked", locked_at__isnull=False, published_at=None)
                | Q(
                    state="published",
                    locked_at__isnull=False,
                    published_at__isnull=False,
                ),
                name="round_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None, objections_until=None)
                | Q(announced_at__isnull=False, objections_until__isnull=False),
                name="round_announced_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundAgency(models.Model):
    """An agency in a round. ``assessed`` off: "tidak dinilai", and never a 0.

    ``record`` is its corrective actions as they were verified up to the lock;
    empty until then. ``version`` guards two people filling the same agency.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assessed = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    record = models.JSONField(null=True)
    #: What whoever runs the round says of a figure far from that of the year before.
    jump_note = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "agency"], name="round_agency_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}"


class Answer(models.Model):
    """The figure of one agency for one leaf of the tree, 0 to 100. No row, no data."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    node = models.ForeignKey(MethodologyNode, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "agency", "node"], name="answer_once"
            ),
            kinds.within("value", 100, "answer_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}/{self.node_id}: {self.value}"
