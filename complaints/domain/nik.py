"""The national identity number (NIK): PP KK CC DDMMYY SSSS, no check digit.

It never changes, neither after a move nor when a birth date is corrected, and the
codes of regions of old stay valid in it. So what does not agree with the rest of the
identity is a warning for an officer, never an error for the citizen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain import regions

if TYPE_CHECKING:
    from collections.abc import Container

LENGTH = 16
#: A woman's day of birth is written with 40 added.
_WOMAN = 40
#: Serials begin with 0001; the people of a demonstration have 0000, so that none of
#: them is anybody.
SYNTHETIC_SERIAL = "0000"
_SHAPE = re.compile(
    r"(?P<region>\d{6})"
    r"(?P<day>0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
    r"(?P<month>0[1-9]|1[0-2])(?P<year>\d{2})(?P<serial>\d{4})",
    re.ASCII,
)


class Sex(StrEnum):
    """As the number tells it."""

    MALE = "male"
    FEMALE = "female"


class Doubt(StrEnum):
    """What an officer should look at; the number stands all the same."""

    REGION_UNKNOWN = "region_unknown"
    NO_SUCH_DAY = "no_such_day"
    OTHER_BIRTH_DATE = "other_birth_date"
    OTHER_SEX = "other_sex"


class InvalidNik(ValueError):
    """It has not the shape of a NIK, or a serial that is never given."""


@dataclass(frozen=True, slots=True)
class Nik:
    """The parts of a number. ``year`` has two digits: the century is not in it."""

    digits: str
    region: regions.RegionCode
    sex: Sex
    day: int
    month: int
    year: int
    serial: str


def normalise(text: str) -> str:
    """The 16 digits without spaces, dots and dashes; whatever else stays."""
    return re.sub(r"[\s.\-]", "", text)


def parse(text: str, *, synthetic_allowed: bool = False) -> Nik:
    """Take a number apart. ``synthetic_allowed``: serial 0000, for demonstrations.

    Raises InvalidNik.
    """
    digits = normalise(text)
    match = _SHAPE.fullmatch(digits)
    if match is None:
        raise InvalidNik("shape")
    if match["serial"] == SYNTHETIC_SERIAL and not synthetic_allowed:
        raise InvalidNik("serial")
    try:
        region = regions.parse(match["region"])
    except regions.InvalidRegionCode as error:
        raise InvalidNik("region") from error
    day = int(match["day"])
    sex = Sex.FEMALE if day > _WOMAN else Sex.MALE
    return Nik(
        digits=digits,
        region=region,
        sex=sex,
        day=day - _WOMAN if sex is Sex.FEMALE else day,
        month=int(match["month"]),
        year=int(match["year"]),
        serial=match["serial"],
    )


def is_valid(text: str, *, synthetic_allowed: bool = False) -> bool:
    """Whether it can be a NIK."""
    try:
        parse(text, synthetic_allowed=synthetic_allowed)
    except InvalidNik:
        return False
    return True


def doubts_about(
    nik: Nik,
    *,
    born_on: date | None = None,
    sex: Sex | None = None,
    known_districts: Container[str] | None = None,
) -> tuple[Doubt, ...]:
    """What does not agree with what else is known; None where nothing is.

    ``known_districts``: dotted codes of districts in use. One that is not among
    them may be a code of old.
    """
    found = []
    if known_districts is not None and nik.region.value not in known_districts:
        found.append(Doubt.REGION_UNKNOWN)
    if not _is_a_day(nik):
        found.append(Doubt.NO_SUCH_DAY)
    written = (nik.day, nik.month, nik.year)
    if born_on and written != (born_on.day, born_on.month, born_on.year % 100):
        found.append(Doubt.OTHER_BIRTH_DATE)
    if sex and sex is not nik.sex:
        found.append(Doubt.OTHER_SEX)
    return tuple(found)


def _is_a_day(nik: Nik) -> bool:
    """Whether the calendar of this or the last century has such a day."""
    for century in (1900, 2000):
        try:
            date(century + nik.year, nik.month, nik.day)
        except ValueError:
            continue
        return True
    return False


def masked(text: str) -> str:
    """As shown: 6471**********01; nothing of what is no number of 16 digits."""
    digits = normalise(text)
    return f"{digits[:4]}**********{digits[-2:]}" if len(digits) == LENGTH else ""
