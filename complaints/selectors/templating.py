"""Templates as they are edited, and as they are offered on a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.templating import TemplateKind
from complaints.models import Template

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edited:
    """One template: what is offered now, and the draft that waits."""

    kind: TemplateKind
    slug: str
    current: Template | None
    draft: Template | None

    @property
    def shown(self) -> Template | None:
        """What an editor goes on from."""
        return self.draft or self.current


def overview(kind: TemplateKind) -> list[Edited]:
    """Every template of this kind, by its Indonesian name. One query."""
    rows = Template.objects.filter(kind=kind).order_by("slug", "number")
    found: dict[str, list[Template]] = {}
    for row in rows:
        found.setdefault(row.slug, []).append(row)
    pairs = [_edited(kind, slug, versions) for slug, versions in found.items()]
    return sorted(pairs, key=lambda one: one.shown.name_id if one.shown else "")


def edited(kind: TemplateKind, slug: str) -> Edited:
    """One of them, or one that is not there yet."""
    rows = Template.objects.filter(kind=kind, slug=slug).order_by("number")
    return _edited(kind, slug, list(rows))


def _edited(kind: TemplateKind, slug: str, rows: list[Template]) -> Edited:
    published = [row for row in rows if row.published_at]
    drafts = [row for row in rows if not row.published_at]
    return Edited(
        kind,
        slug,
        published[-1] if published else None,
        drafts[-1] if drafts else None,
    )


def offered(kind: TemplateKind, places: Iterable[str]) -> list[Template]:
    """The published templates that fit these places, by name. One query."""
    rows = (
        Template.objects.filter(kind=kind, published_at__isnull=False)
        .order_by("slug", "-number")
        .distinct("slug")
    )
    fitting = {"", *places}
    found = [row for row in rows if row.offered and row.place in fitting]
    return sorted(found, key=lambda row: row.name_id)
