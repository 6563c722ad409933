"""A file: its sealed bytes lie on disk, its key lies here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents import labels
from documents.domain.kinds import (
    Copying,
    FileRole,
    FileState,
    Hold,
    MediaType,
    Standing,
    Verdict,
)
from documents.domain.names import NAMELESS, ending_of
from documents.domain.quarantine import standing
from documents.envelope import KeyRing, Sealed, binding, open_sealed
from journal.ids import uuid7

if TYPE_CHECKING:
    from django.utils.functional import Promise

TABLE = "documents_storedfile"
CONTENT = "content"
NAME = "sealed_name"


class StoredFile(models.Model):
    """One file in storage. Original and derivative are two rows.

    Losing ``wrapped_key`` is losing the file: that is how it is erased. Who may
    read it is decided by the app whose row points here.
    """

    journal_kind: ClassVar[str] = "file"

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)  # of the bytes as they came
    size = models.PositiveBigIntegerField()  # bytes, as they came
    type = models.CharField(max_length=80, choices=labels.choices(labels.MEDIA_TYPES))
    # The name its owner gave it may name people: sealed, erased with the file.
    sealed_name = models.BinaryField(null=True)
    verdict = models.CharField(
        max_length=12,
        choices=labels.choices(labels.VERDICTS),
        default=Verdict.NOT_SCANNED.value,
    )
    role = models.CharField(
        max_length=10,
        choices=labels.choices(labels.ROLES),
        default=FileRole.ORIGINAL.value,
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="derivatives"
    )
    state = models.CharField(
        max_length=10,
        choices=labels.choices(labels.STATES),
        default=FileState.STORED.value,
    )
    key_version = models.PositiveIntegerField(null=True)
    wrapped_key = models.BinaryField(null=True)
    nonce = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    # The way out of quarantine: what held it up, how often, when to look again.
    hold = models.CharField(
        max_length=10,
        choices=labels.choices(labels.HOLDS),
        default=Hold.NONE.value,
        blank=True,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    copying = models.CharField(
        max_length=10,
        choices=labels.choices(labels.COPYINGS),
        default=Copying.NOT_NEEDED.value,
    )
    # When the sealed bytes were last opened and compared with their hash.
    verified_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="file_due", condition=Q(due_at__isnull=False)
            ),
            models.Index(
                F("verified_at").asc(nulls_first=True), "id", name="file_verified"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parent"],
                condition=Q(role=FileRole.DERIVATIVE.value),
                name="file_one_copy",
            ),
            models.CheckConstraint(
                condition=Q(hold__in=labels.values(labels.HOLDS)),
                name="file_hold_known",
            ),
            models.CheckConstraint(
                condition=Q(copying__in=labels.values(labels.COPYINGS)),
                name="file_copying_known",
            ),
            models.CheckConstraint(
                # Nothing of a file that was rejected is made or kept for reading.
                condition=~Q(verdict=Verdict.REJECTED.value) | Q(due_at=None),
                name="file_rejected_is_done",
            ),
            models.CheckConstraint(
                condition=Q(type__in=labels.values(labels.MEDIA_TYPES)),
                name="file_type_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=labels.values(labels.VERDICTS)),
                name="file_verdict_known",
            ),
            models.CheckConstraint(
                condition=Q(role=FileRole.ORIGINAL.value, parent=None)
                | Q(
                    role__in=[FileRole.DERIVATIVE.value, FileRole.RELEASED.value],
                    parent__isnull=False,
                ),
                name="file_derivative_has_parent",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FileState.STORED.value,
                    key_version__isnull=False,
                    wrapped_key__isnull=False,
                    nonce__isnull=False,
                    sealed_name__isnull=False,
                )
                | Q(
                    state=FileState.ERASED.value,
                    key_version=None,
                    wrapped_key=None,
                    nonce=None,
                    sealed_name=None,
                ),
                name="file_erased_has_no_key",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
        ]

    def __str__(self) -> str:
        return f"file {self.ref}"

    @property
    def media_type(self) -> MediaType:
        return MediaType(self.type)

    @property
    def is_erased(self) -> bool:
        return self.state == FileState.ERASED.value

    @property
    def is_scanned(self) -> bool:
        return self.verdict != Verdict.NOT_SCANNED.value

    @property
    def is_rejected(self) -> bool:
        return self.verdict == Verdict.REJECTED.value

    @property
    def standing(self) -> Standing:
        """Where it is between quarantine and release."""
        if self.is_erased:
            return Standing.ERASED
        return standing(
            Verdict(self.verdict),
            Copying(self.copying),
            Hold(self.hold),
            trial=without_scanner(),
        )

    @property
    def verdict_label(self) -> str | Promise:
        """What stands beside it on a page."""
        return labels.STANDINGS[self.standing]

    @property
    def name(self) -> str:
        """The name its owner gave it, cleaned; empty once erased."""
        if self.sealed_name is None:
            return ""
        sealed = Sealed.unpack(bytes(self.sealed_name))
        return open_sealed(sealed, self.place(NAME), key_ring()).decode()

    @property
    def plain_name(self) -> str:
        """A name that says nothing about whoever sent the file, the same for its copy.

        What is let go to a side of the case has one of its own: who has both copies of a
        file does not see by the name that they are of the same.
        """
        alone = self.parent is None or self.role == FileRole.RELEASED
        source = self if alone or self.parent is None else self.parent
        ending = ending_of(self.name)
        return f"{NAMELESS}-{source.ref.hex[-8:]}{'.' if ending else ''}{ending}"

    def place(self, column: str) -> bytes:
        """What the sealed values of this row are bound to."""
        return binding(table=TABLE, row=self.ref, column=column)


def without_scanner() -> bool:
    """A demonstration that was given no scanner: invented files leave unseen."""
    return bool(settings.DEMO and not settings.CLAMD_ADDRESS)


def key_ring() -> KeyRing:
    """The keys that seal files, the same as the vault's."""
    return KeyRing.from_setting(settings.VAULT_KEYS)
