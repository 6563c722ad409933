"""The objection of an agency: what it says, who reviews it, what was proposed, decided.

The words in these rows are kept as long as the case and erased with it. An objection
that was not sent is the agency's draft: the office sees none, and it goes after thirty
days.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.domain.objecting import Outcome, Ruling
from complaints.models.case import Case
from complaints.models.lhp import CorrectiveAction, Finding, Lhp
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL
OUTCOMES = [outcome.value for outcome in Outcome]
#: What a commissioner decides; the agency takes back by itself.
DECIDED = [one for one in OUTCOMES if one != Outcome.TAKEN_BACK]


class Objection(models.Model):
    """One objection to one report. One is open at a time, and one decided is the last.

    ``withdraws``: the proposal is to withdraw the report; None while nothing is
    proposed. ``reasons``: of the proposal, and once it is decided of the decision.
    ``back``: why the commissioner sent the last proposal back.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    lhp = models.ForeignKey(Lhp, on_delete=models.PROTECT, related_name="objections")
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    wish = models.TextField(blank=True)  # what the agency asks for
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    filed_at = models.DateTimeField(null=True)
    filed_on = models.DateField(null=True)
    reviewers = models.ManyToManyField("accounts.User", related_name="+")
    named_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    named_at = models.DateTimeField(null=True)
    withdraws = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    back = models.TextField(blank=True)
    back_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=14, blank=True)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="", decided_by=None, letter=None)
                | Q(
                    ended_at__isnull=False,
                    outcome=Outcome.TAKEN_BACK.value,
                    decided_by=None,
                    letter=None,
                )
                | Q(
                    ended_at__isnull=False,
                    outcome__in=DECIDED,
                    decided_by__isnull=False,
                    letter__isnull=False,
                    proposed_by__isnull=False,
                ),
                name="objection_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(filed_by=None, filed_at=None, filed_on=None, ended_at=None)
                | Q(
                    filed_by__isnull=False,
                    filed_at__isnull=False,
                    filed_on__isnull=False,
                ),
                name="objection_filed_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdraws=None, proposed_by=None, proposed_at=None)
                | Q(
                    withdraws__isnull=False,
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="objection_proposed_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="objection_two_persons",
            ),
            models.UniqueConstraint(
                fields=["lhp", "agency"],
                condition=Q(ended_at=None) | Q(outcome__in=DECIDED),
                name="objection_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"objection to LHP {self.lhp_id}"

    @property
    def is_open(self) -> bool:
        """Sent, and nobody decided it."""
        return self.filed_at is not None and self.ended_at is None


class ObjectionGround(models.Model):
    """Why the agency objects to one finding, or to one order."""

    objection = models.ForeignKey(
        Objection, on_delete=models.PROTECT, related_name="grounds"
    )
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField()  # kept as long as the case

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(finding=None, action__isnull=False)
                | Q(finding__isnull=False, action=None),
                name="objectionground_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"ground of objection {self.objection_id}"


class OrderRuling(models.Model):
    """What is proposed for one order; once decided also what it was before."""

    objection = models.ForeignKey(
        Objection, on_delete=models.PROTECT, related_name="rulings"
    )
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="rulings"
    )
    ruling = models.CharField(max_length=6)
    text = models.TextField(blank=True)  # of the order, where it changes
    due_on = models.DateField(null=True)
    text_before = models.TextField(blank=True)
    due_before = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ruling__in=[ruling.value for ruling in Ruling]),
                name="orderruling_known",
            ),
            models.UniqueConstraint(
                fields=["objection", "action"], name="orderruling_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ruling} of action {self.action_id}"
