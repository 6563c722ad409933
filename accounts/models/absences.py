"""When somebody is away, and who acts for him meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.people import User
from accounts.policies import absences_of
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from accounts.actor import Actor


class AbsenceQuerySet(models.QuerySet[Any]):
    """Absences, with spoken questions."""

    def visible_to(self, actor: Actor) -> Self:
        """A head sees those of her office, everybody his own and where he is deputy."""
        return self.filter(absences_of(actor))

    def overlapping(self, first: date, last: date) -> Self:
        """Those that were not ended early and share a day with this span."""
        return self.filter(ended_at=None, first_day__lte=last, last_day__gte=first)

    def locked(self, ref: UUID) -> Any:
        """One by its ref, locked for this transaction, or ``DoesNotExist``."""
        return self.select_for_update(of=("self",)).get(ref=ref)


class Absence(models.Model):
    """From the first to the last day, both of them legal days of the office.

    Somebody of an agency is away from it in place of an office; there the days are the
    portal's. It ends by itself; ``ended_at`` is when somebody ended or took it back before.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputised")
    office = models.ForeignKey(
        "agencies.Office", models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(person=F("deputy")), name="absence_not_ones_own_deputy"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="absence_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=True, agency__isnull=False)
                | Q(office__isnull=False, agency__isnull=True),
                name="absence_from_one_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "last_day"],
                name="absence_of_office",
                condition=Q(ended_at=None),
            ),
            models.Index(
                fields=["agency", "last_day"],
                name="absence_of_agency",
                condition=Q(ended_at=None, agency__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.person_id} away {self.first_day} to {self.last_day}"

    @property
    def zone(self) -> str:
        """Of which zone its days are legal days."""
        return self.office.zone if self.office else settings.TIME_ZONE
