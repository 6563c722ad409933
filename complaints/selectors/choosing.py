"""What a citizen may choose from when he says whom he reports, and where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from agencies.models import Agency, Unit
from agencies.selectors import children_of, search_agencies

#: As many as fit on a small screen; more would be read by nobody.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Body:
    """An agency or one of its units, as one line of a list. ``value`` is its key."""

    value: str
    name_id: str
    name_en: str
    within: str
    agency_id: int
    unit_id: int | None


def provinces() -> list[tuple[str, str]]:
    """Code and name of every province, by name."""
    return [(place.code, place.name) for place in children_of()]


def bodies(text: str) -> list[Body]:
    """The few bodies that are called so or nearly so, best first."""
    found = search_agencies(text, limit=SHOWN)
    return [_body(match.agency, match.unit) for match in found]


def body(value: str) -> Body | None:
    """The body of a key that a form brought back, if it still exists."""
    kind, _, key = value.partition(":")
    if not key.isdecimal():
        return None
    if kind == "unit":
        unit = Unit.objects.current().filter(pk=int(key)).first()
        return _body(unit.agency, unit) if unit else None
    agency = Agency.objects.current().filter(pk=int(key)).first()
    return _body(agency, None) if agency and kind == "agency" else None


def _body(agency: Agency, unit: Unit | None) -> Body:
    if unit is None:
        place = agency.region.name if agency.region else ""
        key = f"agency:{agency.pk}"
        return Body(key, agency.name_id, agency.name_en, place, agency.pk, None)
    key = f"unit:{unit.pk}"
    owner = agency.name_en if get_language() == "en" else agency.name_id
    return Body(key, unit.name_id, unit.name_en, owner, agency.pk, unit.pk)
