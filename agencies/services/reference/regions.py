"""38 provinces, 514 kabupaten/kota, 7 285 districts and 83 762 villages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from agencies import labels
from agencies.domain.kinds import Level, RegionKind
from agencies.domain.names import path_of
from agencies.models import Region
from agencies.services.loading import DATA, Load, Loader, rows_of
from agencies.services.upsert import upsert


@dataclass(frozen=True, slots=True)
class _Floor:
    """One of the four files: the shape of its codes and the kinds in it."""

    level: Level
    path: Path
    code: re.Pattern[str]
    kinds: frozenset[str]
    columns: tuple[str, ...]


PROVINCES = DATA / "provinces.csv"
REGENCIES = DATA / "regencies.csv"

_FLOORS = (
    _Floor(
        Level.PROVINCE,
        PROVINCES,
        re.compile(r"\d\d"),
        frozenset({RegionKind.PROVINSI}),
        ("code", "name", "zone"),
    ),
    _Floor(
        Level.REGENCY,
        REGENCIES,
        re.compile(r"\d\d\.\d\d"),
        frozenset(
            {
                RegionKind.KABUPATEN,
                RegionKind.KOTA,
                RegionKind.KABUPATEN_ADMINISTRASI,
                RegionKind.KOTA_ADMINISTRASI,
            }
        ),
        ("code", "name", "type"),
    ),
    _Floor(
        Level.DISTRICT,
        DATA / "districts.csv",
        re.compile(r"\d\d\.\d\d\.\d\d"),
        frozenset({RegionKind.KECAMATAN}),
        ("code", "name"),
    ),
    _Floor(
        Level.VILLAGE,
        DATA / "villages.csv.gz",
        re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}"),
        frozenset({RegionKind.KELURAHAN, RegionKind.DESA, RegionKind.DESA_ADAT}),
        ("code", "name", "type"),
    ),
)
_ONLY_KIND = {
    Level.PROVINCE: RegionKind.PROVINSI,
    Level.DISTRICT: RegionKind.KECAMATAN,
}
_ZONES = frozenset(labels.values(labels.ZONES))

Row = dict[str, object]


def _store(load: Load) -> None:
    """Check all four files first; then store floor by floor, parents before children."""
    known: set[str] = set()
    floors = [list(_checked(floor, load, known)) for floor in _FLOORS]
    if load.errors:
        return
    parents: dict[str, int] = {}
    paths: dict[str, str] = {}
    for floor, rows in zip(_FLOORS, floors, strict=True):
        for row in rows:
            code, around = str(row["code"]), str(row["code"]).rpartition(".")[0]
            row["parent"] = parents.get(around)
            row["path"] = paths[code] = path_of(str(row["name"]), paths.get(around, ""))
        load.count(upsert(Region, rows, key=("code",)))
        parents = dict(
            Region.objects.filter(level=floor.level).values_list("code", "pk")
        )


def _checked(floor: _Floor, load: Load, known: set[str]) -> Iterator[Row]:
    for line, (code, name, *more) in rows_of(floor.path, load, *floor.columns):
        detail = more[0] if more else ""
        problem = _problem(floor, code, name, detail, known)
        if problem:
            load.refuse(floor.path, line, problem)
            continue
        known.add(code)
        yield {
            "code": code,
            "level": floor.level,
            "kind": _ONLY_KIND.get(floor.level, detail),
            "name": name,
            "parent": None,
            "zone": detail if floor.level is Level.PROVINCE else "",
            "fictional": False,
        }


def _problem(
    floor: _Floor, code: str, name: str, detail: str, known: set[str]
) -> str | None:
    """Why this row cannot be loaded, or None. ``detail``: a zone, a kind or nothing."""
    if not floor.code.fullmatch(code):
        return _("Kode wilayah salah: %(code)s") % {"code": code}
    if code in known:
        return _("Kode wilayah ganda: %(code)s") % {"code": code}
    if not name.strip():
        return _("Nama kosong")
    parent = code.rpartition(".")[0]
    if parent and parent not in known:
        return _("Wilayah induk tidak ada: %(code)s") % {"code": parent}
    if floor.level is Level.PROVINCE:
        known_detail = detail in _ZONES
    else:
        known_detail = not detail or detail in floor.kinds
    if not known_detail:
        return _("Jenis atau zona tidak dikenal: %(value)s") % {"value": detail}
    return None


LOADER = Loader(
    name="regions",
    files=tuple(floor.path for floor in _FLOORS),
    store=_store,
    revision=2,
)
