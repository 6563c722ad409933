"""What happens during the examination: questions to the agency, files, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.questions import one_by_one
from complaints.domain.states import Reason
from complaints.models.case import Case
from complaints.models.choices import REASONS, Purpose
from journal.ids import uuid7

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Check(models.Model):
    """One line of the formal or material verification, with its answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    stage = models.CharField(max_length=10)  # formal | material
    key = models.CharField(max_length=40)
    passed = models.BooleanField()
    note = models.TextField(blank=True)  # kept as long as the case
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage", "key"], name="check_one_answer"
            )
        ]

    def __str__(self) -> str:
        return f"check {self.key} of case {self.case_id}"


class Clarification(models.Model):
    """A written request for explanation to the agency (UU 37/2008 art. 33)."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="clarifications"
    )
    turn = models.PositiveSmallIntegerField()  # 1, or 2 for the second request
    summary = models.TextField(blank=True)  # ours, neutral; kept as long as the case
    questions = models.TextField()  # kept as long as the case
    letter = models.ForeignKey(
        "documents.Letter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    answer = models.TextField(blank=True)  # kept as long as the case
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    waived_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # by us: then nobody waits for it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "turn"], name="clarification_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(turn__in=[1, 2]), name="clarification_two_turns"
            ),
        ]

    def __str__(self) -> str:
        return f"clarification {self.turn} of case {self.case_id}"

    @property
    def asked(self) -> list[str]:
        """The questions one by one, as letter and pages number them."""
        return one_by_one(self.questions)

    @property
    def is_waited_for(self) -> bool:
        """Whether an answer to it is still due."""
        ended = (self.answered_at, self.waived_at, self.withdrawn_at)
        return self.received_on is not None and not any(ended)


class ResultNotice(models.Model):
    """The result told to the reporter before the LHP (48/2020 art. 25(5)).

    The examiner drafts it, the head approves it; the reporter has 14 days from
    receipt to answer. Silence lets the report go on.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    text = models.TextField()  # kept as long as the case
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    response = models.TextField(blank=True)  # kept as long as the case
    contested = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(closed_at=None),
                name="notice_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"result notice of case {self.case_id}"


class CaseFile(models.Model):
    """A file in a case, and which side brought it. The lane decides who may see it."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    lane = models.CharField(max_length=10)  # reporter | agency | internal
    purpose = models.CharField(max_length=10, blank=True)  # choices.Purpose
    clarification = models.ForeignKey(
        Clarification, on_delete=models.PROTECT, null=True, related_name="files"
    )
    evidence = models.ForeignKey(
        "complaints.ActionEvidence",
        on_delete=models.PROTECT,
        null=True,
        related_name="files",
    )
    # Of what the agency told of a milestone.
    progress = models.ForeignKey(
        "complaints.Progress", on_delete=models.PROTECT, null=True, related_name="files"
    )
    # Of what both sides of it signed.
    talks = models.ForeignKey(
        "complaints.Talks", on_delete=models.PROTECT, null=True, related_name="files"
    )
    activity = models.ForeignKey(
        "complaints.Activity", on_delete=models.PROTECT, null=True, related_name="files"
    )
    objection = models.ForeignKey(
        "complaints.Objection",
        on_delete=models.PROTECT,
        null=True,
        related_name="files",
    )
    # Of a letter that came on paper, or the proof that ours was handed over.
    paper = models.ForeignKey(
        "complaints.PaperLetter",
        on_delete=models.PROTECT,
        null=True,
        related_name="files",
    )
    proves = models.ForeignKey(
        "complaints.CaseLetter",
        on_delete=models.PROTECT,
        null=True,
        related_name="proofs",
    )
    added_at = models.DateTimeField()
    # When it was read for the search, whatever that found.
    words_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lane__in=["reporter", "agency", "internal"]),
                name="casefile_lane_known",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], name="casefile_unread", condition=Q(words_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"file of case {self.case_id}"

    @property
    def is_for_agency(self) -> bool:
        """Whether it is evidence that the agency does not have from itself."""
        return self.lane != "agency" and self._is_evidence

    @property
    def is_for_reporter(self) -> bool:
        """Whether it is evidence that the reporter does not have from himself."""
        return self.lane != "reporter" and self._is_evidence

    @property
    def _is_evidence(self) -> bool:
        """The proof that a letter of ours was handed over is none, and what others than
        the agency wrote on paper is told in our words."""
        others_paper = self.paper_id is not None and self.lane != "agency"
        told = self.proves_id is not None or others_paper
        return self.purpose == Purpose.EVIDENCE and not told

    @property
    def shown_name(self) -> str:
        """As officers see it: people put their own name into the names of files."""
        if self.lane in {"reporter", "internal"} and self.case.is_confidential:
            return self.file.plain_name
        return self.file.name


class Note(models.Model):
    """An internal note. Never leaves the house, and is in no other table (ux 7)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()  # kept as long as the case
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note in case {self.case_id}"


class ReporterMessage(models.Model):
    """A message between the office and the reporter. ``by`` empty: the reporter's.

    ``asks``: a question to him, with a term of its own whose subject is ``ref``;
    ``answers``: the question that this message answers.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField()  # kept as long as the case
    at = models.DateTimeField()
    asks = models.BooleanField(default=False)
    answers = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="answer"
    )

    def __str__(self) -> str:
        return f"message in case {self.case_id}"


class Proposal(models.Model):
    """A step that one person proposed and another may take (four eyes).

    It holds for the state in which it was made; any step of the case ends it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    command = models.CharField(max_length=30)
    reason = models.CharField(max_length=60, blank=True)  # of closing
    # Of a merge: the case that would stay.
    kept = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "command"],
                condition=models.Q(ended_at=None),
                name="proposal_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.command} proposed in case {self.case_id}"

    @property
    def why(self) -> str | Promise:
        """The closing reason that was proposed, in words."""
        return dict(REASONS)[Reason(self.reason)]
