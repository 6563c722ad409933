"""Meetings of a reporter and the agency at one table, led by the Ombudsman.

Each invitation is a row. What both sides agree to stands on the last one, with its
signed paper beside it. The words are kept as long as the case and erased with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.domain.calendar import legal_day
from complaints.domain.talking import Attendance, Manner
from complaints.models.case import Case
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import date

PERSON = settings.AUTH_USER_MODEL


class Talks(models.Model):
    """One meeting: the invitation, its minutes, and how the talks ended with it."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="talks")
    manner = models.CharField(max_length=15)
    place = models.CharField(max_length=300)
    meets_at = models.DateTimeField()
    # Ours, nameless: the agency reads it.
    summary = models.TextField()
    invited_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    attended = models.CharField(max_length=10, blank=True)
    minutes = models.TextField(blank=True)  # for the house alone
    minutes_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    minutes_at = models.DateTimeField(null=True)
    agreement = models.TextField(blank=True)  # nameless: both sides read it
    signed_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # why they ended without one
    ended_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(manner__in=[manner.value for manner in Manner]),
                name="talks_manner_known",
            ),
            models.CheckConstraint(
                condition=Q(attended__in=["", *(who.value for who in Attendance)]),
                name="talks_attended_known",
            ),
            models.CheckConstraint(
                condition=Q(invited_at__lt=F("meets_at")), name="talks_lie_ahead"
            ),
            models.CheckConstraint(
                condition=Q(minutes_by=None, minutes_at=None, attended="")
                | Q(minutes_by__isnull=False, minutes_at__isnull=False)
                & ~Q(attended=""),
                name="talks_minuted_whole",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None)
                | Q(minutes_at__isnull=False, ended_at__isnull=False),
                name="talks_agreed_after_minutes",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="talks_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"talks {self.pk} in case {self.case_id}"

    @property
    def met_on(self) -> date:
        """The day of the meeting, in the office's zone."""
        return legal_day(self.meets_at, self.case.office.zone)
