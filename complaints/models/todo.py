"""What is to be done in a case: small pieces of work, each for somebody, one by one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.case import Case
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class Task(models.Model):
    """One piece of work. Its words are the house's, kept and erased with the case.

    Without ``whom`` it is for whoever holds the case, and moves on with it.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    n = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200, blank=True)
    whom = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    # Ended because nobody needs it, and not because somebody did it.
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ("n", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "n"],
                name="task_one_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None, dropped=False)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="task_ended_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["whom", "due_on"],
                condition=Q(done_at=None),
                name="task_open_of_person",
            )
        ]

    def __str__(self) -> str:
        return f"task {self.n} in case {self.case_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None
