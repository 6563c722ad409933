"""A plenary: when it sat, who was there, and what it decided on each report.

The words in these rows are kept as long as the case and erased with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.plenary import Bench, Decision
from complaints.models.case import Case
from complaints.models.recommending import Matter
from journal.ids import uuid7

if TYPE_CHECKING:
    from accounts.models import User

PERSON = settings.AUTH_USER_MODEL


class Plenary(models.Model):
    """One meeting of an office, whose head signs the minutes once all is decided; or of
    the commissioners, one of whom does."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    bench = models.CharField(max_length=10, default=Bench.OFFICE.value)
    held_on = models.DateField()
    present = models.ManyToManyField("accounts.User", related_name="+")
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    letter = models.OneToOneField(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bench__in=[bench.value for bench in Bench]),
                name="plenary_bench_known",
            ),
            models.CheckConstraint(
                condition=Q(letter=None, signed_by=None, signed_at=None)
                | Q(
                    letter__isnull=False,
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                ),
                name="plenary_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"plenary {self.pk} of office {self.office_id}"


class PlenaryItem(models.Model):
    """One report on the agenda, or what monitoring brought of it (``matter``).

    ``failed``: why its last decision was not carried out. ``first_by``: who approved what
    takes effect only when another who sat approves it too.
    """

    plenary = models.ForeignKey(Plenary, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="plenary_items"
    )
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, related_name="items"
    )
    decision = models.CharField(max_length=10, blank=True)
    case_class = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    kept_out = models.ManyToManyField("accounts.User", related_name="+")
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=40, blank=True)
    first_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    first_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decided_at=None),
                name="plenary_item_one_open",
            ),
            models.UniqueConstraint(
                fields=["plenary", "case"], name="plenary_item_once"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | Q(
                    decision__in=[one.value for one in Decision],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="plenary_item_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(first_by=None, first_at=None)
                | Q(first_by__isnull=False, first_at__isnull=False),
                name="plenary_item_first_whole",
            ),
            models.CheckConstraint(
                condition=Q(first_by=None)
                | Q(decided_by=None)
                | ~Q(decision=Decision.APPROVE.value)
                | ~Q(first_by=F("decided_by")),
                name="plenary_item_two_voices",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} in plenary {self.plenary_id}"

    @property
    def approvers(self) -> list[User]:
        """Both who approved what takes effect only with a second voice, the first first."""
        if self.decision != Decision.APPROVE or self.first_by is None:
            return []
        return [user for user in (self.first_by, self.decided_by) if user is not None]
