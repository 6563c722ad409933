"""Message templates and checklists: written as a draft, published as a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from complaints.domain import events
from complaints.domain.templating import (
    MOST_LINES,
    PLACES,
    Line,
    TemplateKind,
    unknown_gaps,
)
from complaints.models import Template
from complaints.policies import edits_versions
from journal import versions
from journal.errors import DraftRefused
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Content:
    """What a template says: its name in both languages, where it is offered, its lines."""

    name_id: str
    name_en: str
    lines: tuple[Line, ...]
    place: str = ""
    offered: bool = True


@transaction.atomic
def write(
    *,
    kind: TemplateKind,
    slug: str,
    version: int,
    content: Content,
    actor: Actor,
    now: datetime,
) -> Template:
    """Keep the draft of a template; nobody is offered it yet.

    Raises :class:`DraftRefused` when somebody wrote meanwhile, for a place or a gap that
    there is not, and for no text or several.
    """
    require(edits_versions(actor), "role")
    require_sound(kind, content)
    draft = versions.draft(
        Template,
        {"kind": kind, "slug": slug},
        version=version,
        actor=actor,
        now=now,
        **columns(content),
    )
    _tell(events.TEMPLATE_WRITTEN, draft, actor, now)
    return draft


@transaction.atomic
def publish(
    *, kind: TemplateKind, slug: str, version: int, actor: Actor, now: datetime
) -> Template:
    """From now on officers are offered what the draft says.

    Raises :class:`DraftRefused`, ``StepUpRequired``.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    key = {"kind": kind, "slug": slug}
    draft = versions.publish(Template, key, version=version, actor=actor, now=now)
    _tell(events.TEMPLATE_PUBLISHED, draft, actor, now)
    return draft


def require_sound(kind: TemplateKind, content: Content) -> None:
    """Refuse with :class:`DraftRefused` what could not be used in a case."""
    most = 1 if kind is TemplateKind.MESSAGE else MOST_LINES
    if not 0 < len(content.lines) <= most:
        raise DraftRefused("template_lines")
    if content.place not in PLACES[kind]:
        raise DraftRefused("template_place")
    texts = [text for line in content.lines for text in (line.text_id, line.text_en)]
    if kind is TemplateKind.MESSAGE and any(map(unknown_gaps, texts)):
        raise DraftRefused("template_gap")


def columns(content: Content) -> dict[str, object]:
    """What a template says, as its row keeps it."""
    return {
        "name_id": content.name_id,
        "name_en": content.name_en,
        "place": content.place,
        "offered": content.offered,
        "lines": [
            {"id": line.text_id, "en": line.text_en}
            | ({"days": line.days} if line.days else {})
            for line in content.lines
        ],
    }


def _tell(event: str, draft: Template, actor: Actor, now: datetime) -> None:
    record(event, actor=actor, subject=draft, data=told_of(draft), now=now)


def told_of(draft: Template) -> dict[str, str | int]:
    """What the record knows of a version: which one, and no word of it."""
    return {
        "kind": draft.kind,
        "slug": draft.slug,
        "number": draft.number,
        "lines": len(draft.lines),
    }
