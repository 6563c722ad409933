"""What reports may be about: versions of each substance, each from a first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from complaints.domain.substances import Substance
from journal.ids import uuid7
from journal.versions import Version

if TYPE_CHECKING:
    from datetime import date


class SubstanceVersion(Version):
    """One version of a substance. ``code`` stands in cases and never changes.

    ``words`` point to it in a story; ``place`` is its place in every list.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.SlugField(max_length=40)
    starts_on = models.DateField(null=True)
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField(default=0)
    offered = models.BooleanField(default=True)
    words = models.JSONField(default=list)

    journal_kind: ClassVar[str] = "substance"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "number"], name="substance_one_number"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at=None),
                name="substance_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (Q(starts_on__isnull=False) & ~Q(name_id="") & ~Q(name_en="")),
                name="substance_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"substance {self.code} {self.number}"

    @property
    def first_day(self) -> date:
        """Of what was published, and of a draft as soon as it was written."""
        assert self.starts_on is not None  # noqa: S101 - the database holds it
        return self.starts_on

    @property
    def said(self) -> Substance:
        """What it says, as the rules read it."""
        return Substance(
            code=self.code,
            name_id=self.name_id,
            name_en=self.name_en,
            place=self.place,
            offered=self.offered,
            words=tuple(self.words),
        )
