"""What is under way with a reporter's contact: a lost code, and a new address.

No contact and no code stands here in the clear. Times are the real clock's: nobody's
link lives longer because a demonstration moved its days.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from complaints.models.case import Case
from complaints.models.choices import ContactKind

KINDS = [kind.value for kind in ContactKind]


class Recovery(models.Model):
    """Somebody says that number or code is lost, and by which contact he is known.

    A row is made whoever asks and whatever is known of the contact: of it a keyed hash
    stands here, of the link's code the SHA-256. Deleted a day later.
    """

    kind = models.CharField(max_length=5)
    digest = models.BinaryField(max_length=32)
    nonce = models.BinaryField(max_length=16)
    token_hash = models.BinaryField(max_length=32, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    # Of the form that used it, so that a reply which was lost can be had again.
    used_with = models.BinaryField(max_length=32, null=True)

    journal_kind: ClassVar[str] = "recovery"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS), name="recovery_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class ContactChange(models.Model):
    """A new contact that its owner is to prove, and afterwards the one that it replaced.

    The sealed part holds the address until it is proved; then what is needed to tell
    the former contact of the change. Deleted a week later, or with the case's words.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="contact_changes"
    )
    kind = models.CharField(max_length=5, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    nonce = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    heard = models.BooleanField(default=True)  # sent at all; else no digits are right
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    key_version = models.PositiveSmallIntegerField()
    wrapped_key = models.BinaryField()
    sealed_nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(done_at=None), name="change_one_open"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *KINDS]), name="change_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"contact change {self.pk} of case {self.case_id}"
