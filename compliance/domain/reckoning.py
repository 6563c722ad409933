"""What nobody told and everybody can reckon from the figures of one year.

A province that has no line is what is left of the country beside those that have one; a
quarter adds to the year. Each figure goes with a sign into the sums that it is part of,
so that each of these numbers is what remains of a whole less its told parts, or what its
quarters come to.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The words of the columns ``level`` and ``by`` (``complaints.interface``).
COUNTRY, PROVINCE, OTHER_PROVINCES = "nasional", "provinsi", "provinsi_lain"
REGENCY, OTHER_REGENCIES = "kabupaten_kota", "kabupaten_kota_lain"
ALL, OUTCOME, SUBSTANCE = "semua", "hasil", "bidang"
#: Of the whole year, as the column ``quarter`` says it.
YEARLY = ""

Signed = tuple[tuple[str, ...], int]


class Name(NamedTuple):
    """What names a figure, in the order of the columns of its file."""

    year: str
    quarter: str
    level: str
    area: str
    by: str
    code: str


def reckoned(figures: Mapping[Name, int]) -> Counter[tuple[str, ...]]:
    """Every such number by what it is of; those of two versions are to be compared."""
    found = Counter[tuple[str, ...]]()
    for name, n in figures.items():
        for of, sign in _part_of(name):
            found[of] += sign * n
    return found


def _part_of(name: Name) -> Iterator[Signed]:
    if name.quarter:
        yield ("quarters", name.level, name.area, name.by, name.code), 1
    for time in {name.quarter, YEARLY}:
        yield from _of_the_country(name, time)
    yield from _of_its_place(name)
    yield from _of_its_kinds(name)


def _of_the_country(name: Name, time: str) -> Iterator[Signed]:
    """The country less the provinces told, and less those told together as well."""
    sign = 1 if name.level == COUNTRY else -1
    if name.level in (COUNTRY, PROVINCE):
        yield ("provinces", time, name.by, name.code), sign
        yield ("and others", time, name.by, name.code), sign
    # All reports of others by quarter are of the provinces told by the year too: of the
    # year these have their own line.
    if name.level == OTHER_PROVINCES and (time == name.quarter or name.by != ALL):
        yield ("and others", time, name.by, name.code), sign


def _of_its_place(name: Name) -> Iterator[Signed]:
    """A province less its regencies, of the year."""
    if name.by == ALL and name.level in (PROVINCE, REGENCY, OTHER_REGENCIES):
        yield ("regencies", name.area[:2]), 1 if name.level == PROVINCE else -1


def _of_its_kinds(name: Name) -> Iterator[Signed]:
    """All reports of a place and time less those whose outcome, or substance, is told."""
    for by in (OUTCOME, SUBSTANCE) if name.by == ALL else (name.by,):
        of = ("kinds", name.quarter, name.level, name.area, by)
        yield of, 1 if name.by == ALL else -1
