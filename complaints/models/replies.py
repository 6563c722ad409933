"""What an agency says to each question that it was asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.domain.replying import Stance
from complaints.models.examination import Clarification

STANCES = {
    Stance.AGREE: _("Benar seperti itu"),
    Stance.PARTLY: _("Benar sebagian"),
    Stance.DISAGREE: _("Tidak benar"),
    Stance.EXPLAIN: _("Bukan ya atau tidak, kami jelaskan"),
}


class ClarificationReply(models.Model):
    """What stands at one question; a draft of the agency until it was sent.

    ``n`` is the number of the question; 0 in a draft: what is said to all of them. No
    office reads a row without ``sent_at`` (``selectors.replies``).
    """

    clarification = models.ForeignKey(
        Clarification, on_delete=models.PROTECT, related_name="replies"
    )
    n = models.PositiveSmallIntegerField()
    stance = models.CharField(max_length=10, blank=True)  # domain.replying.Stance
    text = models.TextField(blank=True)  # kept as long as the case
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clarification", "n"], name="reply_once_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"reply {self.n} to clarification {self.clarification_id}"
