"""What the list of actions lets somebody choose, beside what his queue does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from agencies.models import Agency, Region, Unit

if TYPE_CHECKING:
    from complaints.selectors.desk import Desk

_PROVINCE = re.compile(r"\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class TrackerDesk:
    """Choices are pairs of value and name.

    ``regions``: the regencies of the province that is chosen. ``body``, ``unit``: how
    the one that an address names is called, "" where it names none.
    """

    desk: Desk
    provinces: list[tuple[str, str]]
    regions: list[tuple[str, str]]
    body: str
    unit: str


def tracker_desk(
    desk: Desk, *, province: str, body: str, unit: str, language: str
) -> TrackerDesk:
    """What there is to choose while an address names these. Three queries at most."""
    inside = Q(parent=None)
    if _PROVINCE.fullmatch(province):
        inside |= Q(parent__code=province)
    places = Region.objects.filter(inside).order_by("name", "code")
    named = list(places.values_list("code", "name", "parent__code"))
    return TrackerDesk(
        desk=desk,
        provinces=[(code, called) for code, called, around in named if not around],
        regions=[(code, called) for code, called, around in named if around],
        body=_named(Agency, body, language),
        unit=_named(Unit, unit, language),
    )


def _named(kind: type[Agency | Unit], text: str, language: str) -> str:
    try:
        row = kind.objects.filter(ref=UUID(text)).first()
    except ValueError:
        return ""
    if row is None:
        return ""
    name: str = row.name_en if language == "en" else row.name_id
    return name
