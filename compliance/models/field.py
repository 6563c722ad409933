"""What is seen at the units of an agency: who goes where, and what each found.

A place is one unit in the frame of a round. It is drawn or not; a drawn one is visited by
one person, some by a second who does not see the first one's sheet.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Unit
from compliance.models.methodology import MethodologyNode
from compliance.models.rounds import Round
from compliance.querysets import (
    FieldEvidenceQuerySet,
    PlaceQuerySet,
    VisitQuerySet,
)
from journal.ids import uuid7

#: Somebody who saw the place without the other's sheet comes as the second.
FIRST, SECOND = 1, 2
#: Units of one agency and products of one unit that a round may draw.
MOST_DRAWN = 50


class Place(models.Model):
    """A unit in the frame of a round, with the products from which some are drawn.

    ``products`` and ``drawn_products`` are names, typed by a person: not translated.
    ``note`` is what the reviewer says of the odd figures when he signs. ``version``
    grows with every change, against stale pages.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="places")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    products = models.JSONField(default=list)
    drawn = models.BooleanField(default=False)
    drawn_products = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)

    journal_kind: ClassVar[str] = "place"
    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["agency__name_id", "unit__name_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "unit"], name="place_once"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(drawn=True, signed_by__isnull=False, signed_at__isnull=False),
                name="place_signed_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["round", "agency"],
                name="place_drawn",
                condition=Q(drawn=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.unit_id}"


class Visit(models.Model):
    """One person's sheet of one place. ``turn``: 1, or 2 for whoever comes blind.

    A sheet that was handed in stays as it is until it is given back with a reason.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="visits")
    turn = models.PositiveSmallIntegerField()
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    handed_in_at = models.DateTimeField(null=True)
    given_back_why = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True)

    journal_kind: ClassVar[str] = "visit"
    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "turn"], name="visit_turn_once"),
            # Nobody comes as his own second.
            models.UniqueConstraint(
                fields=["place", "assessor"], name="visit_by_another"
            ),
            models.CheckConstraint(
                condition=Q(turn__in=[FIRST, SECOND]), name="visit_turn_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                name="visit_not_handed_in",
                condition=Q(handed_in_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id}/{self.turn}"


class Observation(models.Model):
    """One answer: of the unit (``who`` 0), of its n-th product, of its n-th respondent.

    ``absent``: it does not apply there. ``of``: how many were asked, for a count. No
    person who was asked is named anywhere.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="observations")
    node = models.ForeignKey(MethodologyNode, models.PROTECT, related_name="+")
    who = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    of = models.PositiveIntegerField(null=True)
    absent = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["node_id", "who"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "node", "who"], name="observation_once"
            ),
            models.CheckConstraint(
                condition=Q(absent=True, value=None, of=None, who=0)
                | Q(absent=False, value__gte=0),
                name="observation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(of=None) | Q(of__gte=1, value__lte=F("of")),
                name="observation_count_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.node_id}/{self.who}"


class FieldEvidence(models.Model):
    """A photograph or document that shows what was seen."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="evidence")
    node = models.ForeignKey(MethodologyNode, models.PROTECT, related_name="+")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = FieldEvidenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "file"], name="field_evidence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.file_id}"


class Settled(models.Model):
    """What counts where two people answered differently: the answer of that ``turn``."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="settled")
    node = models.ForeignKey(MethodologyNode, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "node"], name="settled_once"),
            models.CheckConstraint(
                condition=Q(turn__in=[FIRST, SECOND]), name="settled_turn_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}/{self.node_id}"


class AssessorConflict(models.Model):
    """An assessor who is not to go to an agency in a round, as he told himself."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="conflicts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "agency", "assessor"], name="conflict_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}/{self.assessor_id}"
