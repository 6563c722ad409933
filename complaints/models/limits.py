"""How long an examination may take: versions by rule set, each from a first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from complaints.domain.limits import LONGEST, Limits
from journal.ids import uuid7
from journal.versions import Version

if TYPE_CHECKING:
    from datetime import date


class ClassLimits(Version):
    """One version: calendar days by class, for what is registered from ``starts_on`` on.

    ``reason`` is about the rule, never a case.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    rule_set = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    light = models.PositiveSmallIntegerField(default=0)
    medium = models.PositiveSmallIntegerField(default=0)
    heavy = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    journal_kind: ClassVar[str] = "class_limits"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule_set", "number"], name="class_limits_one_number"
            ),
            models.UniqueConstraint(
                fields=["rule_set"],
                condition=Q(published_at=None),
                name="class_limits_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(
                    starts_on__isnull=False,
                    light__gt=0,
                    medium__gte=F("light"),
                    heavy__gte=F("medium"),
                ),
                name="class_limits_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    light__lte=LONGEST.light,
                    medium__lte=LONGEST.medium,
                    heavy__lte=LONGEST.heavy,
                ),
                name="class_limits_most",
            ),
        ]

    def __str__(self) -> str:
        return f"limits {self.rule_set} {self.number}"

    @property
    def first_day(self) -> date:
        """Of what was published, and of a draft as soon as it was written."""
        assert self.starts_on is not None  # noqa: S101 - the database holds it
        return self.starts_on

    @property
    def limits(self) -> Limits:
        """Its days, as the rules read them."""
        return Limits(self.light, self.medium, self.heavy)
