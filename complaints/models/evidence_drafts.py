"""What an agency has written of an order and not sent: its own, and no office's.

The words go when they are sent, with the case, and after thirty days.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from complaints.models.lhp import CorrectiveAction


class EvidenceDraft(models.Model):
    """The one draft of evidence for one order, whoever of the liaisons saved it last.

    Files are not in it: they come with the sending.
    """

    action = models.ForeignKey(
        CorrectiveAction, on_delete=models.PROTECT, related_name="evidence_drafts"
    )
    text = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action"], name="evidencedraft_one"),
        ]

    def __str__(self) -> str:
        return f"draft of evidence for action {self.action_id}"
