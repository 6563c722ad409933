"""Cases from the register before this one, and the file with which they came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.domain.orders_file import Stage
from complaints.models.case import Case
from journal.ids import uuid7

PERSON = settings.AUTH_USER_MODEL


class OrdersFile(models.Model):
    """A file of orders that somebody brought along, until its cases are in.

    ``content``: as it was uploaded, for the second step; it goes once that is done, and
    the row with it after a week. ``upto``: as far in the file as its cases were tried.
    ``left``: what could not come in, as codes.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField(default=bytes)
    stage = models.CharField(max_length=8, default=Stage.READ.value)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    upto = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)  # cases to be tried
    tried = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)  # of those that were stored
    known = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)
    left_more = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=sorted(stage.value for stage in Stage)),
                name="orders_file_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.READ.value, Stage.BEGUN.value])
                | Q(content=b""),
                name="orders_file_ended_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["begun_at"],
                name="orders_file_begun",
                condition=Q(stage=Stage.BEGUN.value),
            ),
            models.Index(fields=["made_at"], name="orders_file_made"),
            models.Index(fields=["office", "-made_at"], name="orders_file_of_office"),
        ]

    def __str__(self) -> str:
        return f"orders of office {self.office_id}: {self.stage}"

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.stage != Stage.BEGUN


class FormerCase(models.Model):
    """That a case stood in another register before, and by which number.

    ``key``: the number as two are compared; an office brings each along once.
    ``due_reasons``: why the last day of an order is not the rule's, by its number; words,
    kept as long as the case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="former")
    office = models.ForeignKey(
        "agencies.Office", on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    brought_at = models.DateTimeField()
    brought_on = models.DateField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(
        OrdersFile, on_delete=models.SET_NULL, null=True, related_name="cases"
    )
    due_reasons = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="former_case_once")
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} from the register before"
