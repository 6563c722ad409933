"""Three invented cities, with all that a demonstration may do to a city."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from agencies.domain.kinds import Level, RegionKind
from agencies.domain.names import path_of, unambiguous
from agencies.models import Agency, AgencyAlias, Office, Region, Unit
from agencies.services.reference.entries import AgencyEntry, government
from agencies.services.reference.register import agency_rows
from agencies.services.reference.units import local_units
from agencies.services.upsert import upsert

PROVINCE = ("99", "Provinsi Contoh")
#: Their names occur in no row of the regions.
CITIES = {
    "99.71": "Kota Tirtalaya",
    "99.72": "Kota Arutala",
    "99.73": "Kota Purwacita",
}
#: The office that serves the invented province; it brings its zone along.
OFFICE = "64"


@transaction.atomic
def ensure_demo_agencies() -> list[Agency]:
    """The three invented cities by code, each with five units; made once.

    Needs the offices. Everything in it is flagged fictional or generated.
    """
    regions = _regions()
    entries = [
        government(Path(), 0, code, name, fictional=True)
        for code, name in CITIES.items()
    ]
    upsert(Agency, agency_rows(entries), key=("code",), insert_only=("ref",))
    agencies = Agency.objects.filter(code__in=CITIES).order_by("code")
    for agency, entry in zip(agencies, entries, strict=True):
        upsert(AgencyAlias, _names(agency, entry), key=("category", "key"))
        units = list(local_units(agency.pk, regions[agency.code]))
        upsert(Unit, units, key=("agency", "name_id"), insert_only=("ref",))
    return list(agencies)


def _regions() -> dict[str, Region]:
    office = Office.objects.get(code=OFFICE)
    code, name = PROVINCE
    province, _made = Region.objects.get_or_create(
        code=code,
        defaults={
            "level": Level.PROVINCE,
            "kind": RegionKind.PROVINSI,
            "name": name,
            "zone": office.zone,
            "office": office,
            "fictional": True,
            "path": path_of(name, ""),
        },
    )
    return {code: _city(code, name, province) for code, name in CITIES.items()}


def _city(code: str, name: str, province: Region) -> Region:
    city, _made = Region.objects.get_or_create(
        code=code,
        defaults={
            "level": Level.REGENCY,
            "kind": RegionKind.KOTA,
            "name": name,
            "parent": province,
            "fictional": True,
            "path": path_of(name, province.path),
        },
    )
    return city


def _names(agency: Agency, entry: AgencyEntry) -> list[dict[str, object]]:
    return [
        {"agency": agency.pk, "category": agency.category, "name": name, "key": key}
        for key, name in unambiguous(entry.names).items()
    ]
