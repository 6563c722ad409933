"""The first message templates and checklists, so that no office begins with none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from agencies.services.loading import Loader
from agencies.services.upsert import Counts
from complaints.domain import events
from complaints.domain.templating import Line, TemplateKind
from complaints.models import Template
from complaints.services.templating import Content, columns, require_sound, told_of
from journal.errors import DraftRefused
from journal.record import record

if TYPE_CHECKING:
    from agencies.services.loading import Load

FILE = Path(__file__).resolve().parent.parent / "data" / "templates.json"


def _store(load: Load) -> None:
    """Publish version 1 of what is not there; what people wrote stays theirs."""
    found: list[tuple[dict[str, Any], Content]] = []
    for number, row in enumerate(json.loads(FILE.read_text(encoding="utf-8")), 1):
        content = _content(row)
        try:
            require_sound(TemplateKind(row["kind"]), content)
        except (DraftRefused, ValueError):
            load.refuse(
                FILE, number, _("Templat salah: %(slug)s") % {"slug": row["slug"]}
            )
        found.append((row, content))
    if load.errors:
        return
    known = set(Template.objects.values_list("kind", "slug"))
    for row, content in found:
        if (row["kind"], row["slug"]) in known:
            load.count(Counts(unchanged=1))
        else:
            _publish(row, content, load)
            load.count(Counts(created=1))


def _content(row: dict[str, Any]) -> Content:
    return Content(
        name_id=row["name_id"],
        name_en=row["name_en"],
        place=row["place"],
        lines=tuple(
            Line(line["id"], line["en"], line.get("days")) for line in row["lines"]
        ),
    )


def _publish(row: dict[str, Any], content: Content, load: Load) -> None:
    made = Template.objects.create(
        kind=row["kind"],
        slug=row["slug"],
        number=1,
        edited_at=load.now,
        published_at=load.now,
        **columns(content),
    )
    record(
        events.TEMPLATE_PUBLISHED,
        actor=load.actor,
        subject=made,
        data=told_of(made),
        now=load.now,
    )


TEMPLATES = Loader(name="templates", files=(FILE,), store=_store)
