"""Accounts of reporters: who they are stands nowhere in the clear.

Their row among the people has a pseudonym in place of an address, made from the contact
under a key (``accounts.pseudonym``), and no name. The contact lies here, sealed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.labels import CONTACT_CHOICES
from accounts.models.people import User
from accounts.pseudonym import Kind

KINDS = sorted(kind.value for kind in Kind)


class ReporterAccount(models.Model):
    """That an account is a reporter's, and where news of the account goes.

    Only whoever holds ``VAULT_KEYS`` reads the contact. When the account is closed,
    contact and kind go and the row stays: it keeps the account out of the lists of staff.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="reporter")
    kind = models.CharField(max_length=5, choices=CONTACT_CHOICES, blank=True)
    sealed = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    since = models.DateTimeField()
    #: When a new password came by link: reports kept before that open by code again.
    reset_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None, kind__in=KINDS) & ~Q(sealed="")
                | Q(closed_at__isnull=False, kind="", sealed=""),
                name="reporter_account_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"reporter account of user {self.user_id}"


class ContactProof(models.Model):
    """Six digits on their way to a contact, for a new account or a new contact.

    A row is made whether the contact has an account or not. Of the digits nothing
    stands here: they are derived. Deleted when used, or a day later. One that replaced
    the contact of an account keeps the contact of before, until that was told of it.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="proofs")
    kind = models.CharField(max_length=5, choices=CONTACT_CHOICES)
    digest = models.BinaryField(max_length=32)
    nonce = models.BinaryField(max_length=16)
    sealed = models.TextField()
    language = models.CharField(max_length=2)
    tries = models.PositiveSmallIntegerField(default=0)
    # Whether the digits were sent at all; where not, none are right.
    heard = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    proved_at = models.DateTimeField(null=True)

    journal_kind: ClassVar[str] = "contact_proof"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS), name="contact_proof_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"contact proof {self.pk}"
