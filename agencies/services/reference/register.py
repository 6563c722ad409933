"""The agencies: central ones, regional governments, and those that are no more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.domain.names import unambiguous
from agencies.models import Agency, AgencyAlias, AgencySuccession, Region
from agencies.services.loading import Load, Loader
from agencies.services.reference import regions
from agencies.services.reference.entries import (
    CENTRAL,
    FORMER,
    REGION_ALIASES,
    AgencyEntry,
    central,
    former,
    governments,
)
from agencies.services.upsert import upsert
from journal.ids import uuid7


def _store(load: Load) -> None:
    """Check everything first: codes, names, successors; then agencies before names."""
    entries = [*central(load), *governments(load), *former(load)]
    _codes_once(load, entries)
    names = alias_rows(load, entries)
    _successors_known(load, entries)
    _regions_known(load, entries)
    if load.errors:
        return
    load.count(
        upsert(Agency, agency_rows(entries), key=("code",), insert_only=("ref",))
    )
    ids = dict(Agency.objects.values_list("code", "pk"))
    load.count(
        upsert(
            AgencyAlias,
            [{**row, "agency": ids[str(row["agency"])]} for row in names],
            key=("category", "key"),
        )
    )
    load.count(
        upsert(
            AgencySuccession,
            _successions(entries, ids),
            key=("former", "successor"),
        )
    )


def agency_rows(entries: list[AgencyEntry]) -> list[dict[str, object]]:
    """The entries as rows of the table."""
    codes = [entry.region for entry in entries if entry.region]
    places = dict(Region.objects.filter(code__in=codes).values_list("code", "pk"))
    return [
        {
            "ref": uuid7(),
            "code": entry.code,
            "category": entry.category,
            "name_id": entry.name_id,
            "name_en": entry.name_en,
            "short_name": entry.short_name,
            "region": places[entry.region] if entry.region else None,
            "valid_from": entry.valid_from,
            "valid_to": entry.valid_to,
            "fictional": entry.fictional,
        }
        for entry in entries
    ]


def alias_rows(load: Load, entries: list[AgencyEntry]) -> list[dict[str, object]]:
    """Every name of every agency; one that two of a category share is refused."""
    owners: dict[tuple[str, str], str] = {}
    rows: list[dict[str, object]] = []
    for entry in entries:
        for key, name in unambiguous(entry.names).items():
            owner = owners.setdefault((entry.category, key), entry.code)
            if owner != entry.code:
                load.refuse(
                    entry.path,
                    entry.line,
                    _("Nama “%(name)s” sudah dipakai %(owner)s")
                    % {"name": name, "owner": owner},
                )
                continue
            rows.append(
                {
                    "agency": entry.code,
                    "category": entry.category,
                    "name": name,
                    "key": key,
                }
            )
    return rows


def _codes_once(load: Load, entries: list[AgencyEntry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            load.refuse(
                entry.path,
                entry.line,
                _("Kode instansi ganda: %(code)s") % {"code": entry.code},
            )
        seen.add(entry.code)


def _successors_known(load: Load, entries: list[AgencyEntry]) -> None:
    codes = {entry.code for entry in entries}
    for entry in entries:
        for code in entry.successors:
            if code not in codes:
                load.refuse(
                    entry.path,
                    entry.line,
                    _("Instansi penerus tidak ada: %(code)s") % {"code": code},
                )


def _regions_known(load: Load, entries: list[AgencyEntry]) -> None:
    codes = {entry.region for entry in entries if entry.region}
    stored = Region.objects.filter(code__in=codes).values_list("code", flat=True)
    missing = codes - set(stored)
    for entry in entries:
        if entry.region in missing:
            load.refuse(
                entry.path,
                entry.line,
                _("Wilayah tidak ada: %(code)s") % {"code": entry.region},
            )


def _successions(
    entries: list[AgencyEntry], ids: dict[str, int]
) -> list[dict[str, object]]:
    return [
        {
            "former": ids[entry.code],
            "successor": ids[code],
            "effective": entry.valid_to,
            "decision": entry.decision,
            "assumed": entry.assumed,
        }
        for entry in entries
        for code in entry.successors
    ]


LOADER = Loader(
    name="agencies",
    files=(
        CENTRAL,
        FORMER,
        regions.PROVINCES,
        regions.REGENCIES,
        REGION_ALIASES,
    ),
    store=_store,
)
