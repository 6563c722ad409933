"""Region codes of the Ministry of Home Affairs, and the 38 provinces.

A code is written PP.KK.CC.DDDD: province, regency or city, district, village. It
is not the code of the statistics office (BPS), which counts Papua differently and
writes 2+2+3+3 digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agencies.domain.kinds import Level, Zone

_GROUPS = re.compile(r"(\d{2})(?:\.?(\d{2})(?:\.?(\d{2})(?:\.?(\d{4}))?)?)?", re.ASCII)
_LEVELS = (Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE)


class InvalidRegionCode(ValueError):
    """The text is no region code."""


@dataclass(frozen=True, slots=True, order=True)
class RegionCode:
    """A well-formed code, which says nothing about whether the region exists."""

    value: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of digits, province first."""
        return tuple(self.value.split("."))

    @property
    def level(self) -> Level:
        """How deep the code goes."""
        return _LEVELS[len(self.groups) - 1]

    def __str__(self) -> str:
        return self.value


def parse(text: str) -> RegionCode:
    """Read a code written with or without dots, with space around it or not.

    Raises InvalidRegionCode when it is not 2, 4, 6 or 10 digits in groups of
    2, 2, 2 and 4, or when a group is all zeros.
    """
    match = _GROUPS.fullmatch(text.strip())
    if match is None:
        raise InvalidRegionCode(f"{text!r} is no region code")
    groups = [group for group in match.groups() if group is not None]
    if any(int(group) == 0 for group in groups):
        raise InvalidRegionCode(f"{text!r} has a group of zeros")
    return RegionCode(".".join(groups))


def normalise(text: str) -> str:
    """The dotted form of a code. Raises InvalidRegionCode."""
    return parse(text).value


def is_valid(text: str) -> bool:
    """Whether the text is a well-formed code."""
    try:
        parse(text)
    except InvalidRegionCode:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its legal time."""

    code: str
    name: str
    zone: Zone


# Codes and names: Kepmendagri 300.2.2-2138/2025 by way of cahyadsn/wilayah (MIT).
# Zones: Keppres 41/1987 as commonly applied, also to the provinces made since;
# the text of the decree was not read again for this table.
_PROVINCES = (
    Province("11", "Aceh", Zone.WIB),
    Province("12", "Sumatera Utara", Zone.WIB),
    Province("13", "Sumatera Barat", Zone.WIB),
    Province("14", "Riau", Zone.WIB),
    Province("15", "Jambi", Zone.WIB),
    Province("16", "Sumatera Selatan", Zone.WIB),
    Province("17", "Bengkulu", Zone.WIB),
    Province("18", "Lampung", Zone.WIB),
    Province("19", "Kepulauan Bangka Belitung", Zone.WIB),
    Province("21", "Kepulauan Riau", Zone.WIB),
    Province("31", "Daerah Khusus Ibukota Jakarta", Zone.WIB),
    Province("32", "Jawa Barat", Zone.WIB),
    Province("33", "Jawa Tengah", Zone.WIB),
    Province("34", "Daerah Istimewa Yogyakarta", Zone.WIB),
    Province("35", "Jawa Timur", Zone.WIB),
    Province("36", "Banten", Zone.WIB),
    Province("51", "Bali", Zone.WITA),
    Province("52", "Nusa Tenggara Barat", Zone.WITA),
    Province("53", "Nusa Tenggara Timur", Zone.WITA),
    Province("61", "Kalimantan Barat", Zone.WIB),
    Province("62", "Kalimantan Tengah", Zone.WIB),
    Province("63", "Kalimantan Selatan", Zone.WITA),
    Province("64", "Kalimantan Timur", Zone.WITA),
    Province("65", "Kalimantan Utara", Zone.WITA),
    Province("71", "Sulawesi Utara", Zone.WITA),
    Province("72", "Sulawesi Tengah", Zone.WITA),
    Province("73", "Sulawesi Selatan", Zone.WITA),
    Province("74", "Sulawesi Tenggara", Zone.WITA),
    Province("75", "Gorontalo", Zone.WITA),
    Province("76", "Sulawesi Barat", Zone.WITA),
    Province("81", "Maluku", Zone.WIT),
    Province("82", "Maluku Utara", Zone.WIT),
    Province("91", "Papua", Zone.WIT),
    Province("92", "Papua Barat", Zone.WIT),
    Province("93", "Papua Selatan", Zone.WIT),
    Province("94", "Papua Tengah", Zone.WIT),
    Province("95", "Papua Pegunungan", Zone.WIT),
    Province("96", "Papua Barat Daya", Zone.WIT),
)
#: The 38 provinces by code. The invented regions of a demonstration (99) are none.
PROVINCES = {province.code: province for province in _PROVINCES}
