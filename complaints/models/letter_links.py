"""The link by which an agency reads its letters of one case without an account.

No code stands here: of the link its SHA-256, of the digits how often they were tried.
Times are the real clock's: nobody's link lives longer because a demonstration moved
its days.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.models.case import Case
from journal.ids import uuid7


class LetterLink(models.Model):
    """One link, sent to one address that an officer named as the agency's."""

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    # Blank 30 days after the link ended, or with the words of its case.
    email = models.EmailField(max_length=254, blank=True)
    nonce = models.BinaryField(max_length=16)
    token_hash = models.BinaryField(max_length=32, unique=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)  # the last time, with digits
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    journal_kind: ClassVar[str] = "letter_link"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="link_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="link_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk} to letters of case {self.case_id}"


class LinkCheck(models.Model):
    """Six digits that went to the address of a link; gone once they were shown."""

    link = models.OneToOneField(
        LetterLink, on_delete=models.CASCADE, related_name="check_of"
    )
    nonce = models.BinaryField(max_length=16)
    tries = models.PositiveSmallIntegerField(default=0)
    heard = models.BooleanField(default=True)  # sent at all; else no digits are right
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"digits of link {self.link_id}"
