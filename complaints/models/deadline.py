"""Dates that the law or practice sets. One row each; nothing is recomputed silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.domain.calendar import legal_day
from complaints.domain.pausing import STOPS
from complaints.models.case import Case

if TYPE_CHECKING:
    from datetime import date

#: Owed, and its clock does not stand still: its day is the day.
RUNNING = Q(met_on=None, dropped_at=None, paused_since=None)
#: The terms during which somebody else holds the ball, for an index of their starts.
HELD_BY_OTHERS = sorted(kind.value for kind in STOPS)

#: While such a term is open, somebody else has the ball and inner clocks stand still.
OUTSIDE = Q(
    kind__in=HELD_BY_OTHERS,
    met_on=None,
    lapsed_at=None,
    dropped_at=None,
)


class Deadline(models.Model):
    """A term running in a case: who holds it, from when, until when, and why.

    ``due_on`` is a legal day in ``zone``; ``due_at`` its last instant in UTC. The
    row keeps rule set and calendar version, so that "why this date?" is answered
    from it years later (R63). ``subject`` tells which action or request it is of.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, blank=True)
    holder = models.CharField(max_length=12)  # a domain Party
    started_on = models.DateField()
    count = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)  # a domain Unit
    due_on = models.DateField()
    due_at = models.DateTimeField()
    zone = models.CharField(max_length=32)
    rule_set = models.CharField(max_length=20, blank=True)
    calendar_version = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    skipped = models.JSONField(default=list)
    law = models.CharField(max_length=80, blank=True)
    # An inner clock that stands still: since when, by which running term, what is left.
    paused_since = models.DateField(null=True)
    paused_by = models.CharField(max_length=40, blank=True)
    paused_left = models.PositiveSmallIntegerField(null=True)
    # open -> met | lapsed (noticed by the sweep) | dropped
    met_on = models.DateField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    # Of a bench, the one who sees to it, by turn; any other of them may act as well.
    named = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The day of its next reminder, if there is one.
    remind_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "subject", "due_at"],
                condition=Q(met_on=None, dropped_at=None),
                name="deadline_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="deadline_due",
                condition=Q(met_on=None, lapsed_at=None, dropped_at=None),
            ),
            models.Index(
                fields=["started_on", "id"],
                name="deadline_held_by_others",
                condition=Q(kind__in=HELD_BY_OTHERS),
            ),
            models.Index(
                fields=["due_on", "id"], name="deadline_near", condition=RUNNING
            ),
            models.Index(
                fields=["remind_on", "id"],
                name="deadline_remind",
                condition=RUNNING,
            ),
            models.Index(
                fields=["calendar_version", "id"],
                name="deadline_counted_with",
                condition=Q(met_on=None, lapsed_at=None, dropped_at=None),
            ),
            models.Index(fields=["case"], name="deadline_outside", condition=OUTSIDE),
        ]

    def __str__(self) -> str:
        return f"deadline {self.kind} of case {self.case_id}"

    @property
    def stands(self) -> bool:
        """Somebody else holds the ball; the day on the row is not the last one."""
        return self.paused_since is not None

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended: by an answer, its last day, or with the case."""
        dropped = self.dropped_at and legal_day(self.dropped_at, self.zone)
        ends = (self.met_on, dropped, self.due_on if self.lapsed_at else None)
        return min((day for day in ends if day is not None), default=None)

    @property
    def is_owed(self) -> bool:
        """Somebody still has to act, in time or late."""
        return self.met_on is None and self.dropped_at is None

    @property
    def is_open(self) -> bool:
        """Still running: neither met, nor lapsed, nor dropped."""
        return (
            self.met_on is None and self.lapsed_at is None and self.dropped_at is None
        )
