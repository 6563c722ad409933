"""The offices as their editor needs them: what counts, what waits, what would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.domain.kinds import Level
from agencies.models import Office, OfficeVersion, Region
from agencies.services.offices import SAID
from complaints.domain.states import OPEN_STATES
from complaints.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edited:
    """One office with its published versions and the draft that waits."""

    office: Office
    published: list[OfficeVersion]
    draft: OfficeVersion | None

    @property
    def version(self) -> int:
        """The edition of the draft, as a form carries it; 0 without one."""
        return self.draft.version if self.draft else 0


def overview() -> list[Edited]:
    """Every office by its code. Three queries."""
    rows = Office.objects.prefetch_related("versions", "provinces")
    return [_edited(row, row.versions.all()) for row in rows.order_by("code")]


def edited(code: str) -> Edited | None:
    """One of them; None where there is none."""
    office = Office.objects.filter(code=code).first()
    return _edited(office, office.versions.all()) if office else None


def _edited(office: Office, rows: Iterable[OfficeVersion]) -> Edited:
    found = sorted(rows, key=lambda row: row.number)
    published = [row for row in found if row.published_at]
    drafts = [row for row in found if not row.published_at]
    return Edited(office, published, drafts[-1] if drafts else None)


def provinces() -> list[Region]:
    """Every province that has an office, by name. One query."""
    rows = Region.objects.filter(level=Level.PROVINCE, office__isnull=False)
    return list(rows.select_related("office").order_by("name"))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a draft would change: fields with both values, provinces, open cases."""

    fields: list[tuple[str, str, str]]
    taken: list[Region]
    open_cases: int

    @property
    def any(self) -> bool:
        return bool(self.fields or self.taken)


def changes(office: Office, draft: OfficeVersion) -> Changes:
    """What would be different if it were published now. Two queries."""
    pairs = [(name, getattr(office, name), getattr(draft, name)) for name in SAID]
    wanted = set(draft.provinces)
    return Changes(
        fields=[pair for pair in pairs if pair[1] != pair[2]],
        taken=[
            row
            for row in provinces()
            if row.code in wanted and row.office_id != office.pk
        ],
        open_cases=Case.objects.filter(office=office, state__in=OPEN_STATES).count(),
    )


def id_of(code: str) -> int | None:
    """Of the office with this code; None where there is none."""
    return Office.objects.filter(code=code).values_list("pk", flat=True).first()
