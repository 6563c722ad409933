"""The vault: who reported, sealed per record, apart from everything else.

The runtime role may insert here and read id, case, kind and blind index; the
ciphertext and the wrapped key come only from ``vault_open`` (migration 0002),
against a journal entry that is already committed.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models

from complaints.models.case import Case
from complaints.models.choices import VAULT_KINDS, VaultKind

#: Of these a case may have several.
MANY = [VaultKind.COMPLETED.value, VaultKind.WITNESS.value]


class VaultRow(models.Model):
    """One sealed record of a case: identity, contact, what completed the identity, a witness."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="vault")
    kind = models.CharField(max_length=10, choices=VAULT_KINDS)
    key_version = models.PositiveSmallIntegerField()
    wrapped_key = models.BinaryField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    # The case as whose record it was sealed: the first, in one that was split off.
    sealed_for = models.BigIntegerField(null=True)
    # The journal entry that the contact was last replaced for; an entry serves once.
    entry = models.BigIntegerField(null=True)

    #: What the runtime role may select; the manager asks for nothing else.
    READABLE: ClassVar[tuple[str, ...]] = (
        "id",
        "case",
        "kind",
        "created_at",
        "erased_at",
        "sealed_for",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=~models.Q(kind__in=MANY),
                name="vault_one_per_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in VaultKind]),
                name="vault_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"vault row {self.pk}"


def named_by(case: Case) -> UUID:
    """By whose ref the words of names are marked: of a case that was split off, the
    first's, so that what is marked in any case of a report is known in all."""
    first = Case.objects.filter(splits__made=case)
    return first.values_list("ref", flat=True).first() or case.ref


class BlindIndex(models.Model):
    """A keyed hash of an identifier, to find the same person without reading him."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="indexes")
    kind = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            # A contact is replaced; of what identifies a person all is kept.
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(kind__in=["email", "phone"]),
                name="blind_one_per_kind",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "digest"], name="blind_once_per_case"
            ),
        ]
        indexes = [models.Index(fields=["kind", "digest"], name="blind_lookup")]

    def __str__(self) -> str:
        return f"blind index {self.pk}"
