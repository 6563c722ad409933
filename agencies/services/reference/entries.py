"""What the files say about agencies, row by row, before anything is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from agencies.domain.kinds import Category, RegionKind
from agencies.domain.names import bare_name, government_names
from agencies.services.loading import DATA, Load, rows_of
from agencies.services.reference.regions import PROVINCES, REGENCIES

CENTRAL = DATA / "central_agencies.csv"
FORMER = DATA / "former_agencies.csv"
REGION_ALIASES = DATA / "region_aliases.csv"

_CENTRAL_CATEGORIES = frozenset({Category.KEMENTERIAN, Category.LEMBAGA})
#: Jakarta's six are parts of the province, not governments.
_AUTONOMOUS = {
    RegionKind.KOTA.value: Category.KOTA,
    RegionKind.KABUPATEN.value: Category.KABUPATEN,
}
# Law 11/2006 calls it the Government of Aceh, without "province".
_OWN_NAMES = {"11": ("Pemerintah Aceh", "Government of Aceh")}


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One agency as a file has it, with all its names and its place in the file."""

    path: Path
    line: int
    code: str
    category: Category
    name_id: str
    name_en: str
    short_name: str
    names: tuple[str, ...]
    region: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    decision: str = ""
    assumed: bool = False
    fictional: bool = False


def government(
    path: Path,
    line: int,
    code: str,
    name: str,
    *aliases: str,
    fictional: bool = False,
) -> AgencyEntry:
    """The government of a kabupaten or kota, from the full name of its region."""
    kota = name.startswith("Kota ")
    category = Category.KOTA if kota else Category.KABUPATEN
    bare = bare_name(name)
    name_id = f"Pemerintah {name}"
    name_en = f"{'City' if kota else 'Regency'} Government of {bare}"
    return AgencyEntry(
        path,
        line,
        code,
        category,
        name_id,
        name_en,
        name,
        (name_id, *government_names(category, bare, *aliases), name_en),
        region=code,
        fictional=fictional,
    )


def central(load: Load) -> Iterator[AgencyEntry]:
    """The ministries and institutions of today."""
    columns = ("code", "category", "name_id", "name_en", "short_name")
    rows = rows_of(CENTRAL, load, *columns, "valid_from", "aliases")
    for line, (*texts, since, aliases) in rows:
        entry = _central_entry(load, CENTRAL, line, texts, aliases, (since, ""))
        if entry:
            yield entry


def former(load: Load) -> Iterator[AgencyEntry]:
    """Agencies of earlier cabinets, with who took over by which decision."""
    columns = ("code", "category", "name_id", "name_en", "short_name", "aliases")
    more = ("valid_from", "valid_to", "successors", "decision", "assumed")
    for line, values in rows_of(FORMER, load, *columns, *more):
        *texts, aliases, since, until, successors, decision, assumed = values
        if not until:
            load.refuse(FORMER, line, _("Tanggal berakhir kosong"))
            continue
        entry = _central_entry(
            load,
            FORMER,
            line,
            texts,
            aliases,
            (since, until),
            successors=tuple(filter(None, successors.split(";"))),
            decision=decision,
            assumed=assumed == "1",
        )
        if entry:
            yield entry


def _central_entry(
    load: Load,
    path: Path,
    line: int,
    texts: list[str],
    aliases: str,
    dates: tuple[str, str],
    *,
    successors: tuple[str, ...] = (),
    decision: str = "",
    assumed: bool = False,
) -> AgencyEntry | None:
    code, category, name_id, name_en, short_name = texts
    if not all(texts):
        load.refuse(path, line, _("Nama atau kode kosong"))
        return None
    if category not in _CENTRAL_CATEGORIES:
        load.refuse(path, line, _("Kategori salah: %(value)s") % {"value": category})
        return None
    return AgencyEntry(
        path,
        line,
        code,
        Category(category),
        name_id,
        name_en,
        short_name,
        (name_id, short_name, *aliases.split(";"), name_en),
        valid_from=_date(load, path, line, dates[0]),
        valid_to=_date(load, path, line, dates[1]),
        successors=successors,
        decision=decision,
        assumed=assumed,
    )


def _date(load: Load, path: Path, line: int, text: str) -> date | None:
    """The date of a cell; None when it is empty, or refused."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        load.refuse(path, line, _("Tanggal salah: %(text)s") % {"text": text})
        return None


def governments(load: Load) -> Iterator[AgencyEntry]:
    """38 provinces and the 508 kabupaten and kota that govern themselves."""
    aliases = region_aliases(load)
    columns = ("code", "name", "name_en", "valid_from", "aliases")
    for line, values in rows_of(PROVINCES, load, *columns):
        code, name, name_en, since, more = values
        valid_from = _date(load, PROVINCES, line, since)
        yield _province(line, code, (name, name_en), valid_from, more)
    for line, (code, kind, name) in rows_of(REGENCIES, load, "code", "type", "name"):
        if kind in _AUTONOMOUS:
            yield government(REGENCIES, line, code, name, *aliases.pop(code, ()))
    for code in aliases:
        load.refuse(
            REGION_ALIASES, 1, _("Wilayah tidak ada: %(code)s") % {"code": code}
        )


def _province(
    line: int, code: str, both: tuple[str, str], valid_from: date | None, aliases: str
) -> AgencyEntry:
    name, name_en = both
    full_id, full_en = _OWN_NAMES.get(
        code, (f"Pemerintah Provinsi {name}", f"Provincial Government of {name_en}")
    )
    names = government_names(Category.PROVINSI, name, *filter(None, aliases.split(";")))
    return AgencyEntry(
        PROVINCES,
        line,
        code,
        Category.PROVINSI,
        full_id,
        full_en,
        f"Provinsi {name}",
        (full_id, *names, full_en, name_en),
        region=code,
        valid_from=valid_from,
    )


def region_aliases(load: Load) -> dict[str, list[str]]:
    """Other spellings and short names of kabupaten and kota, by code."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for _line, (code, alias) in rows_of(REGION_ALIASES, load, "code", "alias"):
        aliases[code].append(alias)
    return dict(aliases)
