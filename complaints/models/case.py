"""The case: one report of one person about one body; or what the office began itself."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from complaints.domain.approximate import Precision
from complaints.domain.completeness import is_too_old
from complaints.domain.mandate import Urgency
from complaints.domain.states import CaseClass, State
from complaints.models.choices import (
    CHANNELS,
    CLASSES,
    PRECISIONS,
    REASONS,
    SECRECIES,
    STATES,
    URGENCIES,
    Channel,
    Secrecy,
)
from complaints.models.reporterless import NOBODY_REPORTED, WITHOUT_REPORTER
from complaints.querysets import CaseQuerySet
from journal.ids import uuid7
from journal.record import text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable


def new_salt() -> bytes:
    """16 random bytes for the hashes of one case's texts."""
    return secrets.token_bytes(16)


class Case(models.Model):
    """A report (laporan) and what became of it.

    Legal days are dates in the office's zone; times are UTC. Who reported is not
    here but in the vault (``complaints.models.identity``).
    """

    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    # --- what the reporter holds -------------------------------------------
    locator = models.CharField(max_length=8, unique=True)
    code_hash = models.CharField(max_length=160)
    qr_hash = models.BinaryField(max_length=32)
    code_since = models.DateTimeField(null=True)  # what an older code opened is closed
    # --- where it stands -----------------------------------------------------
    state = models.CharField(max_length=20, choices=STATES)
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=11, unique=True, null=True)  # noqa: DJ001 - NULL until registered, and unique
    display_number = models.CharField(max_length=40, blank=True)
    classification = models.CharField(max_length=10, choices=CLASSES, blank=True)
    rule_set = models.CharField(max_length=20, blank=True)
    closing_reason = models.CharField(max_length=60, choices=REASONS, blank=True)
    closed_from = models.CharField(max_length=20, choices=STATES, blank=True)
    # --- about whom, where ---------------------------------------------------
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        "agencies.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Units that an order of a signed report names: theirs to see as well.
    order_units = ArrayField(models.BigIntegerField(), default=list, blank=True)
    agency_label = models.CharField(max_length=200, blank=True)
    region_code = models.CharField(max_length=13, blank=True)
    place = models.CharField(max_length=200, blank=True)  # in the reporter's words
    # --- what it is about (texts: erased with the case) ----------------------
    title = models.CharField(max_length=160, blank=True)
    substance = models.CharField(max_length=40, blank=True)
    story = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    tried_on = models.DateField(null=True)
    tried_answer = models.TextField(blank=True)
    hope = models.TextField(blank=True)
    # The first day that it can have been, and how much of the date is known.
    happened_on = models.DateField(null=True)
    happened_precision = models.CharField(
        max_length=5, choices=PRECISIONS, default=Precision.DAY
    )
    alleged_forms = models.JSONField(default=list)
    # --- before the story: can we take it, and does it hurry -----------------
    mandate = models.JSONField(default=dict)  # codes, domain.mandate.Question
    why_anyway = models.TextField(blank=True)
    urgency = models.CharField(max_length=12, choices=URGENCIES, blank=True)
    # First in the queue: urgent, and neither registered nor closed yet.
    urgent = models.BooleanField(default=False)
    # --- how and who ---------------------------------------------------------
    channel = models.CharField(max_length=20, choices=CHANNELS, default=Channel.WEB)
    # Which fields of Article 24 the reporter filled in, by name; the values are in the
    # vault. Empty (null): not known.
    identity_filled = models.JSONField(null=True)
    # What officers may know of the sealed parts without opening them: codes, no values.
    on_behalf = models.BooleanField(default=False)
    identity_paper = models.CharField(max_length=10, blank=True)
    contact_marks = models.JSONField(null=True)
    secrecy = models.CharField(max_length=12, choices=SECRECIES, default=Secrecy.OPEN)
    restricted = models.BooleanField(default=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    intake = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resmon = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # --- when ----------------------------------------------------------------
    filed_at = models.DateTimeField()
    submitted_on = models.DateField()
    registered_on = models.DateField(null=True)
    exam_started_on = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)
    # Since when the office that holds it now does, where another did before.
    handed_over_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    # Salts the hashes of our texts in the journal; dies with the texts.
    text_salt = models.BinaryField(max_length=16, default=new_salt, null=True)
    # What came in last from outside, until whoever holds the case has acted on it.
    arrived_at = models.DateTimeField(null=True)
    arrived_as = models.CharField(max_length=60, blank=True)  # an event
    # The nearest open date of the office, kept by services.clocks for the queue.
    due_on = models.DateField(null=True)
    # Who has to act before the nearest term ends: a domain Party, kept beside it.
    turn = models.CharField(max_length=12, blank=True)

    journal_kind: ClassVar[str] = "case"
    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(secrecy__in=[s.value for s in Secrecy]),
                name="case_secrecy_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[c.value for c in Channel]),
                name="case_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(happened_precision__in=[p.value for p in Precision]),
                name="case_precision_known",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["", *(u.value for u in Urgency)]),
                name="case_urgency_known",
            ),
            # A closed case has exactly one reason; an open one has none.
            models.CheckConstraint(
                condition=(Q(state=State.CLOSED) & ~Q(closing_reason=""))
                | (~Q(state=State.CLOSED) & Q(closing_reason="")),
                name="case_closed_has_reason",
            ),
            # What has no reporter has nothing of one.
            models.CheckConstraint(
                condition=~Q(channel__in=sorted(c.value for c in WITHOUT_REPORTER))
                | NOBODY_REPORTED,
                name="case_own_has_no_reporter",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "-urgent", "due_on", "id"],
                name="case_queue",
                condition=~Q(state=State.CLOSED),
            ),
            models.Index(
                fields=["office", "-urgent", "due_on", "id"],
                name="case_shut",
                condition=Q(state=State.CLOSED),
            ),
            models.Index(
                fields=["arrived_at", "id"],
                name="case_arrived",
                condition=Q(arrived_at__isnull=False),
            ),
            models.Index(
                fields=["office", "closed_at"],
                name="case_closed_of",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["office", "submitted_on"], name="case_filed_of"),
            models.Index(fields=["-filed_at", "-id"], name="case_newest"),
            models.Index(fields=["updated_at", "id"], name="case_untouched"),
            models.Index(fields=["agency", "id"], name="case_by_agency"),
            models.Index(fields=["filed_by", "id"], name="case_by_account"),
        ]

    def __str__(self) -> str:
        return f"case {self.locator}"

    @property
    def has_reporter(self) -> bool:
        """Whether somebody reported this to us here."""
        return self.channel not in WITHOUT_REPORTER

    @property
    def is_own(self) -> bool:
        """Whether the office began it itself."""
        return self.channel == Channel.OWN

    @property
    def is_former(self) -> bool:
        """Whether it was brought in from the register before this one."""
        return self.channel == Channel.FORMER

    @property
    def is_confidential(self) -> bool:
        """Whether the agency must not learn who reported (UU 37/2008 art. 24(2))."""
        return self.secrecy == Secrecy.CONFIDENTIAL

    @property
    def happened_too_long_ago(self) -> bool:
        """Whether the event lies beyond the two years of art. 24(3), seen kindly."""
        if self.happened_on is None:
            return False
        precision = Precision(self.happened_precision)
        return is_too_old(self.happened_on, self.submitted_on, precision)

    @property
    def opener(self) -> Case:
        """The case whose code opens this one: of one that was split off the first, until
        it has a code of its own."""
        split = getattr(self, "split_off", None)
        return self if split is None or self.code_since else split.case

    @property
    def stage(self) -> State:
        """The state, as the domain's word."""
        return State(self.state)

    @property
    def case_class(self) -> CaseClass:
        """How heavy the examination is. Raises ValueError before registration."""
        return CaseClass(self.classification)

    @property
    def assigned_ids(self) -> frozenset[int]:
        """Users who may write in this case."""
        return frozenset(
            pk for pk in (self.intake_id, self.examiner_id, self.resmon_id) if pk
        )

    @cached_property
    def spoken_for(self) -> dict[int | None, int | None]:
        """By whom in this use case something is done in whose place; not stored."""
        return {}

    def text_hash(self, text: str) -> str:
        """What the journal keeps of a text of this case: a salted hash, no words."""
        if self.text_salt is None:
            raise ValueError("an erased case has no texts")
        return text_hash(text, bytes(self.text_salt))

    def save_fields(self, fields: Iterable[str]) -> None:
        """Save only what changed, and count the version that a form must match."""
        self.version += 1
        self.save(update_fields=[*fields, "version", "updated_at"])


class Recusal(models.Model):
    """Who may not touch a case: a recused officer neither reads nor acts (art. 40)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="recusal_once")
        ]

    def __str__(self) -> str:
        return f"recusal of {self.user_id} in {self.case_id}"
