"""A letter as it went out, and the counter of its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from documents import labels
from documents.domain.kinds import LetterKind, LetterState
from documents.domain.numbers import Series
from documents.models.files import StoredFile
from journal.ids import uuid7

if TYPE_CHECKING:
    from django.utils.functional import Promise


class LetterCounter(models.Model):
    """The last number an office gave a letter of a series in a year.

    Raised in the transaction that issues the letter and locked until it ends: a
    letter that fails gives its number back, so there are no gaps.
    """

    office = models.ForeignKey("agencies.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=4, default=Series.LETTER.value)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "series"], name="letter_counter_once"
            )
        ]

    def __str__(self) -> str:
        return f"office {self.office_id} {self.year}: {self.last}"


class Letter(models.Model):
    """One letter: the words it was made of, the PDF that was made, and its standing.

    ``context`` is kept as long as the letter (it is what the letter says).
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=30, choices=labels.choices(labels.LETTER_KINDS))
    number = models.CharField(max_length=60, unique=True)
    sequence = models.PositiveIntegerField()
    series = models.CharField(max_length=4, default=Series.LETTER.value)
    year = models.PositiveSmallIntegerField()
    template_version = models.PositiveSmallIntegerField()
    context = models.JSONField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="letter")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10,
        choices=labels.choices(labels.LETTER_STATES),
        default=LetterState.GENUINE.value,
    )
    issued_by_office = models.ForeignKey(
        "agencies.Office", models.PROTECT, related_name="+"
    )
    issued_on = models.DateField()  # the legal day in the office's zone
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaces"
    )
    key_id = models.CharField(max_length=20)
    signature = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issued_by_office", "year", "series", "sequence"],
                name="letter_sequence_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=labels.values(labels.LETTER_KINDS)),
                name="letter_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.REPLACED.value, replaced_by__isnull=False)
                | Q(
                    state__in=[
                        LetterState.GENUINE.value,
                        LetterState.WITHDRAWN.value,
                    ],
                    replaced_by=None,
                ),
                name="letter_replaced_says_by_what",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_label(self) -> str | Promise:
        return labels.LETTER_KINDS[LetterKind(self.kind)]

    @property
    def state_label(self) -> str | Promise:
        return labels.LETTER_STATES[LetterState(self.state)]
