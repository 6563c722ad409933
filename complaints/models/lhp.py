"""The report of examination (LHP, formerly LAHP) and what it orders."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.taxonomy import COMPONENTS
from complaints.models.case import Case
from complaints.models.choices import VERDICTS, Verdict
from journal.ids import uuid7


class Lhp(models.Model):
    """A report of examination. Drafter and signer are two persons (four eyes)."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lhps")
    account = models.TextField(blank=True)  # kept as long as the case
    result = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    no_action = models.TextField(blank=True)  # why found, and yet nothing to correct
    conclusion = models.CharField(max_length=20)  # found | not_found | stopped
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_on = models.DateField(null=True)
    rule_set = models.CharField(max_length=20, blank=True)
    letter = models.ForeignKey(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Of one that was on paper before this register: its number there.
    paper_number = models.CharField(max_length=60, blank=True)
    received_on = models.DateField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusion__in=["found", "not_found", "stopped"]),
                name="lhp_conclusion_known",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("drafted_by")),
                name="lhp_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(replaced_by=None),
                name="lhp_one_in_force",
            ),
        ]
        indexes = [
            models.Index(
                fields=["signed_on", "id"],
                name="lhp_signed",
                condition=Q(replaced_by=None, signed_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"LHP of case {self.case_id}"

    @property
    def number(self) -> str:
        """By what it is called: the number of its letter, here or on paper."""
        return self.letter.number if self.letter else self.paper_number


class Finding(models.Model):
    """One proven (or unproven) form of maladministration, with its reasons."""

    lhp = models.ForeignKey(Lhp, on_delete=models.PROTECT, related_name="findings")
    n = models.PositiveSmallIntegerField(default=1)  # as the report numbers them
    form = models.CharField(max_length=4)  # a code of domain.taxonomy
    proven = models.BooleanField(default=True)
    text = models.TextField()  # kept as long as the case
    # Which part of the service standard was missed (Law 25/2009 art. 21): a code.
    component = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ("n", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(component__in=["", *(row.code for row in COMPONENTS)]),
                name="finding_component_known",
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.form} of LHP {self.lhp_id}"


class CorrectiveAction(models.Model):
    """What an agency must do (tindakan korektif), and whether it did.

    Only Ombudsman staff set a final status; the agency only submits evidence.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    lhp = models.ForeignKey(Lhp, on_delete=models.PROTECT, related_name="actions")
    n = models.PositiveSmallIntegerField()
    text = models.TextField()  # kept as long as the case
    wanted = models.TextField(blank=True)  # the evidence that would prove it
    # What it puts right, of the same report; an item repeats an action and has none.
    findings = models.ManyToManyField(Finding, related_name="actions")
    instrument = models.CharField(max_length=12, default=Instrument.TK)
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        "agencies.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    superior = models.CharField(max_length=160, blank=True)  # an office, not a name
    # Agencies without which it cannot be done, by their names in the register that day.
    related = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    received_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=20, default=ActionStatus.BELUM)
    executed_on = models.DateField(null=True)
    days_late = models.PositiveSmallIntegerField(null=True)  # working days
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_on = models.DateField(null=True)
    annulled_on = models.DateField(null=True)
    excused_on = models.DateField(null=True)
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="supersedes"
    )
    # Of an item: the recommendation that numbers it, and repeats an action with it.
    recommendation = models.ForeignKey(
        "complaints.Recommendation",
        on_delete=models.PROTECT,
        null=True,
        related_name="items",
    )
    # Of an order given once more: what was done and came back, and its own letter.
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="repeated_by"
    )
    letter = models.ForeignKey(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["repeats"], name="action_repeated_once"),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(repeats__isnull=False),
                name="action_letter_of_repetition",
            ),
            models.UniqueConstraint(
                fields=["lhp", "n"],
                condition=Q(recommendation=None),
                name="action_number_once",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "n"],
                condition=Q(recommendation__isnull=False),
                name="item_number_once",
            ),
            models.CheckConstraint(
                condition=Q(instrument=Instrument.REKOMENDASI.value)
                & Q(recommendation__isnull=False)
                | ~Q(instrument=Instrument.REKOMENDASI.value) & Q(recommendation=None),
                name="action_item_of_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in ActionStatus]),
                name="action_status_known",
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=[i.value for i in Instrument]),
                name="action_instrument_known",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], name="action_by_agency"),
            models.Index(
                fields=["due_on", "id"],
                name="action_owed",
                condition=Q(
                    settled_on=None,
                    annulled_on=None,
                    excused_on=None,
                    superseded_by=None,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.n} of case {self.case_id}"

    @property
    def is_owed(self) -> bool:
        """Whether the agency still has to do it, and to show that it did (``OWED``)."""
        done = self.settled_on or self.status == ActionStatus.DILAKSANAKAN
        freed = self.annulled_on or self.excused_on or self.superseded_by_id
        return not (done or freed)

    @property
    def binds(self) -> bool:
        """Whether it is more than a suggestion."""
        return self.instrument != Instrument.SARAN

    @property
    def is_item(self) -> bool:
        """Whether it stands in a recommendation."""
        return self.instrument == Instrument.REKOMENDASI


class ActionEvidence(models.Model):
    """What the agency sent to show that it did what was asked, and our verdict."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="evidence"
    )
    text = models.TextField()  # kept as long as the case
    done_on = models.DateField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()
    verdict = models.CharField(max_length=20, choices=VERDICTS, default=Verdict.PENDING)
    reason = models.TextField(blank=True)  # kept as long as the case
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=[v.value for v in Verdict]),
                name="evidence_verdict_known",
            )
        ]
        indexes = [models.Index(fields=["action", "id"], name="evidence_by_action")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class VerifiedFact(models.Model):
    """What we verified of an action, once: how far, on which day, how late.

    Never changed and never deleted: what was true of an action on a day must be
    told again years later, whatever was verified since.
    """

    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="facts"
    )
    evidence = models.ForeignKey(
        ActionEvidence, on_delete=models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(max_length=20)
    executed_on = models.DateField()
    days_late = models.PositiveSmallIntegerField()  # working days
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[ActionStatus.SEBAGIAN, ActionStatus.DILAKSANAKAN]
                ),
                name="fact_status_verified",
            )
        ]
        indexes = [models.Index(fields=["action", "id"], name="fact_by_action")]

    def __str__(self) -> str:
        return f"action {self.action_id}: {self.status} on {self.executed_on}"
