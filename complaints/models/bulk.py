"""One act that an officer takes on many cases, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.bulk import TAKEN_BACK, BulkKind, RowState, left_to_do
from complaints.models.case import Case
from complaints.models.lhp import CorrectiveAction
from journal.ids import uuid7

RUNNING = sorted(state.value for state in (RowState.TRYING, *TAKEN_BACK))


class Bulk(models.Model):
    """Whose it is, what is to be done, and when it was begun and taken back.

    Its ``ref`` is the token: however often its button is pressed, it begins once.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    template = models.CharField(max_length=60, blank=True)
    case_class = models.CharField(max_length=10, blank=True)
    prepared_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    undo_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(kind.value for kind in BulkKind)),
                name="bulk_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(begun_at=None) | Q(prepared_at__isnull=False),
                name="bulk_begun_is_prepared",
            ),
        ]
        indexes = [models.Index(fields=["made_at"], name="bulk_made")]

    def __str__(self) -> str:
        return f"{self.kind} on many cases by user {self.by_id}"

    @property
    def left(self) -> list[str]:
        """The states of the cases that still wait for something."""
        begun, back = self.begun_at is not None, self.undo_at is not None
        return [state.value for state in left_to_do(begun=begun, back=back)]


class BulkRow(models.Model):
    """One of the cases: as it was seen, why it cannot be, and how far it is.

    ``text``: a message, or a reason, as long as it has not gone to its case; it dies with
    the texts of the case.
    """

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="rows")
    case = models.ForeignKey(Case, models.PROTECT, related_name="bulk_rows")
    # Of an act on actions: which one, of this case.
    action = models.ForeignKey(
        CorrectiveAction, models.PROTECT, null=True, related_name="+"
    )
    n = models.PositiveIntegerField()
    version = models.IntegerField()
    state = models.CharField(max_length=8, default=RowState.CHOSEN.value)
    why = models.CharField(max_length=40, blank=True)
    undoable = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    former = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    former_class = models.CharField(max_length=10, blank=True)
    after = models.IntegerField(null=True)
    entry = models.ForeignKey("journal.Entry", models.PROTECT, null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("n",)
        constraints = [
            models.UniqueConstraint(
                fields=["bulk", "case"],
                condition=Q(action=None),
                name="bulk_case_once",
            ),
            models.UniqueConstraint(
                fields=["bulk", "action"],
                condition=Q(action__isnull=False),
                name="bulk_action_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in RowState)),
                name="bulk_row_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.HELD.value) | Q(entry__isnull=False),
                name="bulk_held_has_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["bulk", "n"],
                name="bulk_row_to_do",
                condition=Q(state__in=RUNNING),
            )
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} of bulk {self.bulk_id}: {self.state}"
