"""What stands ready for officers: versions of message templates and of checklists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from complaints.domain.templating import TemplateKind
from journal.ids import uuid7
from journal.versions import Version


class Template(Version):
    """One version of one template, in both languages.

    Of those published the last one counts. It holds no word about a case, and is kept
    for good.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=10)
    slug = models.SlugField(max_length=40)
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    # For whom; "" where it fits everywhere.
    place = models.CharField(max_length=20, blank=True)
    offered = models.BooleanField(default=True)
    # [{"id": Indonesian, "en": English}]; a message has one,
    # a line of a checklist may have "days": working days until it is due.
    lines = models.JSONField(default=list)

    journal_kind: ClassVar[str] = "template"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "slug", "number"], name="template_one_number"
            ),
            models.UniqueConstraint(
                fields=["kind", "slug"],
                condition=Q(published_at=None),
                name="template_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(kind.value for kind in TemplateKind)),
                name="template_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"template {self.kind} {self.slug} {self.number}"
