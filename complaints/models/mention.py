"""Whom an internal note mentions, until he opened the case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.case import Case
from complaints.models.examination import Note
from journal.ids import uuid7


class Mention(models.Model):
    """A colleague whom a note asks to look; its words stand in the note alone."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "user"], name="mention_once"),
        ]
        indexes = [
            models.Index(
                fields=["user", "case"],
                name="mention_unseen",
                condition=Q(seen_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in note {self.note_id}"
