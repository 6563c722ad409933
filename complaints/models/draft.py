"""A report being written: saved after every step, resumable for 30 days."""

from django.conf import settings
from django.db import models

from journal.ids import uuid7


class Draft(models.Model):
    """A draft on the server. Identity and contact in it are sealed, as in the vault.

    ``key`` is the idempotency key of the report this becomes; once it is sent only a
    hash of it stands here, and the key itself sealed: a code follows from it. The link to resume carries ``ref`` and a secret of which only the
    SHA-256 is kept.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    token_hash = models.BinaryField(max_length=32)
    key = models.UUIDField(unique=True)
    answers = models.JSONField(default=dict)  # purged with the draft after 30 days
    key_version = models.PositiveSmallIntegerField(null=True)
    wrapped_key = models.BinaryField(null=True)
    nonce = models.BinaryField(null=True)
    ciphertext = models.BinaryField(null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="draft_expiry")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file that a draft will bring along."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    ref = models.UUIDField(default=uuid7, unique=True, editable=False)

    def __str__(self) -> str:
        return f"file of draft {self.draft_id}"
