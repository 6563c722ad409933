"""Who may look, and why: consent to open, limits on a case, ties, and alarms.

The words in these rows (why refused, why opened) are kept as long as the case and
erased with it; the journal holds codes only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.models.case import Case
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import datetime

PERSON = settings.AUTH_USER_MODEL


class IdentityRequest(models.Model):
    """Somebody asks a custodian to let him open a confidential identity (R14).

    A trigger (migration 0005) lets a row be decided once and revoked once, by
    custodians only; ``vault_open`` believes it only beside its committed entries.
    ``lapses_at`` is on the real clock.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="identity_requests"
    )
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    lapses_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="identity_request_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    granted__isnull=False,
                ),
                name="identity_request_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(granted=True, revoked_by__isnull=False, revoked_at__isnull=False),
                name="identity_request_revoked_whole",
            ),
            models.UniqueConstraint(
                fields=["case", "asked_by"],
                condition=Q(decided_at=None),
                name="identity_request_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"identity request {self.pk} in case {self.case_id}"

    def standing(self, real_now: datetime) -> str:
        """How it stands: waiting, refused, revoked, lapsed, or granted and in force."""
        if self.granted is None:
            return "waiting"
        if not self.granted:
            return "refused"
        if self.revoked_at is not None:
            return "revoked"
        over = self.lapses_at is None or self.lapses_at <= real_now
        return "lapsed" if over else "granted"


class Restriction(models.Model):
    """Why a case was restricted, and why no longer; one open row at most."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="restrictions"
    )
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(lifted_at=None), name="restriction_one"
            )
        ]

    def __str__(self) -> str:
        return f"restriction of case {self.case_id}"


class Visit(models.Model):
    """Why one person opens a restricted case, until when on the real clock."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "user", "until"], name="visit_open")]

    def __str__(self) -> str:
        return f"visit of {self.user_id} to case {self.case_id}"


class AgencyTie(models.Model):
    """Somebody works or worked for an agency: he sees no case against it (R10)."""

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="ties"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "agency"], name="agency_tie_once")
        ]

    def __str__(self) -> str:
        return f"tie of {self.user_id} to agency {self.agency_id}"


class ReadAlarm(models.Model):
    """Somebody read more in one hour than work explains (R26): once an hour."""

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField()
    cases = models.PositiveIntegerField()
    searches = models.PositiveIntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "hour"], name="read_alarm_once")
        ]

    def __str__(self) -> str:
        return f"read alarm of {self.user_id}"


class ReadMark(models.Model):
    """Up to which journal entry the readings are judged for good; one row."""

    entry_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"read up to {self.entry_id}"
