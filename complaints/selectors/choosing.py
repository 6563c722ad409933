"""What a citizen may choose from when he says whom he reports, and where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from agencies.models import Agency, Region, Unit
from agencies.selectors import lineage, search_agencies, search_regions

#: As many as fit on a small screen; more would be read by nobody.
SHOWN = 5
#: Of the number of a row, at most.
FIGURES = 18
#: Places share names more often than agencies do.
PLACES = 8


@dataclass(frozen=True, slots=True)
class Body:
    """An agency or one of its units, as one line of a list. ``value`` is its key."""

    value: str
    name_id: str
    name_en: str
    within: str
    agency_id: int
    unit_id: int | None
    region: str = ""  # the code of where it is, if it is somewhere


@dataclass(frozen=True, slots=True)
class Place:
    """A region as one line of a list, with the names around it."""

    code: str
    name: str
    within: str

    @property
    def whole(self) -> str:
        """The place with all that is around it."""
        return f"{self.name}, {self.within}" if self.within else self.name


def bodies(text: str) -> list[Body]:
    """The few bodies that are called so or nearly so, best first."""
    found = search_agencies(text, limit=SHOWN)
    return [_body(match.agency, match.unit) for match in found]


def governing(place: str) -> list[Body]:
    """The governments of the place that is called so, the nearest first."""
    found = search_regions(place, limit=1)
    if not found:
        return []
    around = lineage(found[0].code)
    rows = Agency.objects.current().filter(region__code__in=around)
    return [
        _body(agency, None)
        for agency in rows.select_related("region").order_by("-region__code")[:SHOWN]
    ]


def body(value: str) -> Body | None:
    """The body of a key that a form brought back, if it still exists."""
    kind, _, key = value.partition(":")
    if not key.isdecimal() or len(key) > FIGURES:
        return None
    if kind == "unit":
        units = Unit.objects.current().select_related("agency", "region")
        unit = units.filter(pk=int(key)).first()
        return _body(unit.agency, unit) if unit else None
    agencies = Agency.objects.current().select_related("region")
    agency = agencies.filter(pk=int(key)).first()
    return _body(agency, None) if agency and kind == "agency" else None


def places(text: str) -> list[Place]:
    """The few places that are called so or nearly so, best first."""
    return _places([found.code for found in search_regions(text, limit=PLACES)])


def place_of(code: str) -> Place | None:
    """The place of a code, if there is one; what was sent may be no code at all."""
    if not code.replace(".", "").isdecimal():
        return None
    return next(iter(_places([code])), None)


def _places(codes: list[str]) -> list[Place]:
    """These in their order; one query, whatever their number and depth."""
    around = {code for one in codes for code in lineage(one)}
    rows = Region.objects.filter(code__in=around).values_list("code", "name")
    names = dict(rows)
    found = (place_in(code, names) for code in codes)
    return [place for place in found if place is not None]


def place_in(code: str, names: dict[str, str]) -> Place | None:
    """The place of a code, of names by code that were read; None for none."""
    if code not in names:
        return None
    return Place(code, names[code], ", ".join(_within(code, names)))


def _within(code: str, names: dict[str, str]) -> list[str]:
    """The names around a place, the nearest first."""
    return [names[one] for one in reversed(lineage(code)[:-1]) if one in names]


def _body(agency: Agency, unit: Unit | None) -> Body:
    if unit is None:
        place = agency.region.name if agency.region else ""
        key = f"agency:{agency.pk}"
        region = agency.region.code if agency.region else ""
        return Body(key, agency.name_id, agency.name_en, place, agency.pk, None, region)
    key = f"unit:{unit.pk}"
    owner = agency.name_en if get_language() == "en" else agency.name_id
    region = unit.region.code if unit.region else ""
    return Body(key, unit.name_id, unit.name_en, owner, agency.pk, unit.pk, region)
