"""Activities of an examination: papers asked for, visits, summonses, hearings.

One table for every kind; ``domain.activities`` says what is peculiar to each. The words
are kept as long as the case and erased with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.domain.calendar import legal_day
from complaints.domain.activities import RULES, Kind, Outcome
from complaints.domain.questions import one_by_one
from complaints.models.case import Case
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import date

PERSON = settings.AUTH_USER_MODEL
_MEETING = sorted(kind.value for kind, rule in RULES.items() if rule.meets)
_CALLED = sorted(kind.value for kind, rule in RULES.items() if rule.turns > 1)


class Activity(models.Model):
    """One activity, from what it is for to what came of it."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10)
    turn = models.PositiveSmallIntegerField(default=1)  # of a summons
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="next"
    )
    # Ours; nameless where a letter says it to the agency.
    about = models.TextField()
    asked = models.TextField(blank=True)  # papers, one a line
    # Who is called or heard: an office, or a name. Empty where it lies in the vault.
    person = models.CharField(max_length=160, blank=True)
    sealed = models.OneToOneField(
        "complaints.VaultRow", on_delete=models.PROTECT, null=True, related_name="+"
    )
    place = models.CharField(max_length=300, blank=True)
    meets_at = models.DateTimeField(null=True)
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_on = models.DateField(null=True)
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    answer = models.TextField(blank=True)  # of the agency, beside its papers
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)  # the day it reached us
    outcome = models.CharField(max_length=10, blank=True)
    present = models.TextField(blank=True)  # for the house alone, like the minutes
    minutes = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="activity_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(out.value for out in Outcome)]),
                name="activity_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_MEETING) & Q(meets_at__isnull=False)
                | ~Q(kind__in=_MEETING) & Q(meets_at=None),
                name="activity_meets_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(turn=1) | Q(kind__in=_CALLED, turn__in=[2, 3]),
                name="activity_three_calls",
            ),
            models.CheckConstraint(
                condition=Q(follows=None, turn=1)
                | Q(follows__isnull=False, kind__in=_CALLED),
                name="activity_follows_a_call",
            ),
            models.CheckConstraint(
                condition=Q(sealed=None) | Q(person=""),
                name="activity_sealed_is_unnamed",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None, outcome="")
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(outcome=""),
                name="activity_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"activity {self.pk} in case {self.case_id}"

    @property
    def is_open(self) -> bool:
        """Whether its outcome is still to be written down."""
        return self.ended_at is None

    @property
    def is_sealed(self) -> bool:
        """Whether who is heard asked that nobody reads his name."""
        return self.sealed_id is not None

    @property
    def met_on(self) -> date | None:
        """Its day, in the office's zone."""
        return self.meets_at and legal_day(self.meets_at, self.case.office.zone)

    @property
    def papers(self) -> list[str]:
        """The papers one by one, as letter and pages number them."""
        return one_by_one(self.asked)
