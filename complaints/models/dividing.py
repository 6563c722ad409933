"""Who of an agency works on one of its duties: for its own people, and no right at all."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.case import Case


class DutyHolder(models.Model):
    """One person on one duty, until somebody else takes it or he gives it back.

    ``subject``: the ref of the request or action. Everybody of the agency still may act.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="duty_holders"
    )
    subject = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    word = models.TextField(blank=True)  # kept as long as the case
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(ended_at=None),
                name="duty_held_by_one",
            )
        ]
        indexes = [models.Index(fields=["case", "id"], name="duty_by_case")]

    def __str__(self) -> str:
        return f"duty of case {self.case_id} held by user {self.user_id}"
