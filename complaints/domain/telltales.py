"""What in a text for the public would tell which report is behind it: a number, a day.

Whoever knows the day or the number of one report could match it with what the register
tells. Both are found however people write them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What stands between the parts of a number: signs, spaces, or the word for the year.
_BETWEEN = r"[^a-z0-9]*(?:tahun|thn|year|of)?[^a-z0-9]*"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS |= {name: number for number, name in enumerate(_ROMAN, start=1)}
_YEAR = r"(\d{4}|\d{2})(?!\d)"
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})[\s\-./]*([a-z]{{1,9}})[\s\-./]*{_YEAR}")
_NAMED_FIRST = re.compile(rf"([a-z]{{3,9}})\.?\s+(\d{{1,2}}),?\s+{_YEAR}")
_FIGURES = re.compile(rf"(?<!\d)(\d{{1,2}})[./\-\s](\d{{1,2}})[./\-\s]{_YEAR}")
_ISO = re.compile(r"(?<!\d)(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?!\d)")
_YEARLESS = re.compile(r"(?<!\d)(\d{1,2})[\s\-]*([a-z]{3,9})")
_YEARLESS_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?!\d)")
CENTURY = 2000  # of a year in two figures


def tells_number(texts: Iterable[str], numbers: Sequence[str]) -> bool:
    """Whether one of these numbers of the report stands in a text, whatever signs and
    spaces are between its letters and figures, with its leading zeros or without."""
    known = [_spelt(parts) for number in numbers if (parts := _parts(number))]
    return any(one.search(text.casefold()) for text in texts for one in known)


def _parts(number: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", number.casefold())


def _spelt(parts: Iterable[str]) -> re.Pattern[str]:
    figures = (f"0*{part.lstrip('0')}" if part.isdigit() else part for part in parts)
    return re.compile(rf"(?<![a-z0-9]){_BETWEEN.join(figures)}(?!\d)")


def tells_day(texts: Iterable[str], days: Iterable[date]) -> bool:
    """Whether one of these days stands in a text, in any way that people write days;
    named without its year, it is one of them as well."""
    barred = set(days)
    yearless = {(day.month, day.day) for day in barred}
    return any(
        not barred.isdisjoint(days_in(text))
        or not yearless.isdisjoint(_without_year(_even(text)))
        for text in texts
    )


def days_in(text: str) -> set[date]:
    """Every day that is written out in a text; what is no day is none."""
    low = _even(text)
    found = [(y, m, d) for y, m, d in _ISO.findall(low)]
    found += [(y, m, d) for d, m, y in _FIGURES.findall(low)]
    found += [(y, _month(name), d) for d, name, y in _NAMED.findall(low)]
    found += [(y, _month(name), d) for name, d, y in _NAMED_FIRST.findall(low)]
    return {day for parts in found if (day := _day(*map(int, parts))) is not None}


def _without_year(low: str) -> set[tuple[int, int]]:
    found = [(_month(name), d) for d, name in _YEARLESS.findall(low)]
    found += [(_month(name), d) for name, d in _YEARLESS_FIRST.findall(low)]
    return {(int(month), int(day)) for month, day in found}


def _even(text: str) -> str:
    """One kind of dash, and no spaces beside the signs of a date."""
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold())
    return re.sub(r"\s*([./\-])\s*", r"\1", dashed)


def _month(name: str) -> str:
    return str(_MONTHS.get(name, 0))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year >= 100 else CENTURY + year, month, day)
    except ValueError:
        return None
