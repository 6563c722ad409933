"""Units made by rule: five in each local government, a land office, a police resort.

Nobody has verified their names one by one, so each is flagged ``generated``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from agencies.domain.kinds import Level, UnitKind
from agencies.domain.loci import LAND, LOCAL, POLICE, Locus, names_of, search_words
from agencies.models import Agency, Region, Unit
from agencies.services.loading import Load, Loader
from agencies.services.reference import register
from agencies.services.reference.entries import CENTRAL, region_aliases
from agencies.services.upsert import upsert
from journal.ids import uuid7

#: Whose unit stands in every kabupaten/kota, Jakarta's administrative ones too:
#: the land ministry and the national police, by their codes in the register.
_CENTRAL: Mapping[str, tuple[UnitKind, Locus]] = {
    "K38": (UnitKind.PERTANAHAN, LAND),
    "L47": (UnitKind.POLRES, POLICE),
}


def _store(load: Load) -> None:
    aliases = region_aliases(load)
    regions = Region.objects.filter(level=Level.REGENCY, fictional=False)
    local = dict(
        Agency.objects.filter(region__in=regions).values_list("region_id", "pk")
    )
    central = dict(Agency.objects.filter(code__in=_CENTRAL).values_list("code", "pk"))
    if len(central) < len(_CENTRAL):
        load.refuse(CENTRAL, 1, _("Instansi induk unit tidak ada"))
        return
    rows: list[dict[str, object]] = []
    for region in regions:
        names = aliases.get(region.code, [])
        if region.pk in local:
            rows.extend(local_units(local[region.pk], region, *names))
        for code, (kind, locus) in _CENTRAL.items():
            rows.append(_row(central[code], kind, locus, region, names))
    load.count(upsert(Unit, rows, key=("agency", "name_id"), insert_only=("ref",)))


def local_units(
    agency_id: int, region: Region, *aliases: str
) -> Iterator[dict[str, object]]:
    """Rows of the five units that an assessment visits in a kabupaten or kota."""
    for kind, locus in LOCAL.items():
        yield _row(agency_id, kind, locus, region, list(aliases))


def _row(
    agency_id: int, kind: UnitKind, locus: Locus, region: Region, aliases: list[str]
) -> dict[str, object]:
    name_id, name_en = names_of(locus, region.name)
    return {
        "ref": uuid7(),
        "agency": agency_id,
        "kind": kind,
        "name_id": name_id,
        "name_en": name_en,
        "region": region.pk,
        "generated": True,
        "key": search_words(locus, region.name, *aliases),
    }


LOADER = Loader(name="units", files=register.LOADER.files, store=_store)
