"""A report being written: saved after every step, resumable for 30 days."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.choices import CHANNELS, TAKEN_IN, Channel, ContactKind
from journal.ids import uuid7


class Draft(models.Model):
    """A draft on the server. Identity and contact in it are sealed, as in the vault.

    ``key`` is the idempotency key of the report this becomes; once it is sent only a
    hash of it stands here, and the key itself sealed: a code follows from it.

    The code to resume with is derived from ``left``, which counts how often one was
    asked for; ``token_hash`` is the SHA-256 of the latest one, and older ones are dead.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    token_hash = models.BinaryField(max_length=32)
    left = models.PositiveIntegerField(default=0)
    key = models.UUIDField(unique=True)
    answers = models.JSONField(default=dict)  # purged with the draft after 30 days
    key_version = models.PositiveSmallIntegerField(null=True)
    wrapped_key = models.BinaryField(null=True)
    nonce = models.BinaryField(null=True)
    ciphertext = models.BinaryField(null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    channel = models.CharField(max_length=20, choices=CHANNELS, default=Channel.WEB)
    # The officer who writes down what somebody else reports, and when a letter came.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)

    journal_kind: ClassVar[str] = "draft"

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="draft_expiry"),
            models.Index(
                fields=["taken_by", "-updated_at"],
                name="draft_taken",
                condition=Q(taken_by__isnull=False),
            ),
        ]
        constraints = [
            # Taken in by an officer, by a channel of which that is so.
            models.CheckConstraint(
                condition=Q(channel__in=sorted(TAKEN_IN), taken_by__isnull=False)
                | (~Q(channel__in=sorted(TAKEN_IN)) & Q(taken_by=None)),
                name="draft_taken_by_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file that a draft will bring along."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    purpose = models.CharField(max_length=10, blank=True)  # choices.Purpose

    def __str__(self) -> str:
        return f"file of draft {self.draft_id}"


class ContactCheck(models.Model):
    """A code that was sent to one contact of a draft, and the tries at it.

    Neither contact nor code stand here: of the contact a keyed hash, and the code is
    derived from ``nonce`` with a key outside the database. Times are the real clock's.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=5)
    nonce = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    heard = models.BooleanField(default=True)  # sent at all; else no digits are right
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "kind"], name="check_one_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ContactKind]),
                name="check_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk} of draft {self.draft_id}"
