"""What everybody may know of the reports that were closed in a year, as figures.

Quarter and province, kabupaten and kota by year, and coarser until nobody is found behind
a number (``small_numbers``, which says why that holds):

- the country by quarter, and in it by substance;
- a province by quarter where each of its quarters has five reports or more, else by year,
  else together with others;
- in the country and its provinces by quarter, how reports ended;
- a kabupaten or kota by year, or together with others of its province.

The year is told at once, when all of it has been over for a while, and never again: what
a quarter may tell depends on the other three, and figures that are told twice tell by
their difference who came between (:func:`is_over`). A breakdown that is not there was
left out; in one that is there, what is not named is 0.

Substance is told of the country alone: by province two known sums would meet in each of
its cells, of which most are under five.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.outcomes import OUTCOMES
from complaints.domain.periodic import LEAST, QUARTERS, Period
from complaints.domain.small_numbers import apart, is_safe, open_rows, sums, whole_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from complaints.domain.outcomes import Outcome

#: So long after its last day a year is told: by then hardly any report comes back.
DELAY = timedelta(days=90)
#: No place was said: of the province, and behind a province's code of what is in it.
NOWHERE = "00"
#: The substances, or the rows, that are told together.
TOGETHER = "digabung"
YEAR = 0


class Level(StrEnum):
    """How much of the country a figure is about."""

    COUNTRY = "nasional"
    PROVINCE = "provinsi"
    # Of a quarter: that have no line in it. Of the year: that have no line at all.
    OTHER_PROVINCES = "provinsi_lain"
    REGENCY = "kabupaten_kota"
    OTHER_REGENCIES = "kabupaten_kota_lain"  # of one province


class By(StrEnum):
    """Of which reports of that place."""

    ALL = "semua"
    OUTCOME = "hasil"
    SUBSTANCE = "bidang"


@dataclass(frozen=True, slots=True)
class Closed:
    """So many reports were closed alike. ``regency`` begins with its ``province``."""

    quarter: int
    province: str
    regency: str
    substance: str
    outcome: Outcome
    n: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One number that may be told. ``quarter`` 0: of the whole year."""

    quarter: int
    level: Level
    area: str
    by: By
    code: str
    n: int


@dataclass(frozen=True, slots=True)
class _Places:
    """Provinces told by each time of the year, by the year only, and together."""

    each: frozenset[str]
    yearly: frozenset[str]
    merged: frozenset[str]


def is_over(year: int, today: date) -> bool:
    """Whether a year may be told: its last day lies far enough behind."""
    return today > Period(year).last + DELAY


def told(rows: Iterable[Closed], least: int = LEAST) -> tuple[Figure, ...]:
    """All that may be told of the reports that were closed in one year, in order.

    Where a quarter of the whole country is small itself, the year is one time. Of a year
    with fewer than ``least`` there is nothing.
    """
    there = list(rows)
    times: Sequence[int] = QUARTERS
    if not is_safe(_by_time(there, times), least):
        times, there = (YEAR,), [_of_the_year(row) for row in there]
    if sum(row.n for row in there) < least:
        return ()
    places = _places(there, times, least)
    found = [
        *_country(there, times),
        *_provinces(there, times, places),
        *_regencies(there, places, least),
        *_outcomes(there, times, places, least),
        *_substances(there, times, least),
    ]
    return tuple(sorted(found))


def _of_the_year(row: Closed) -> Closed:
    place = (row.province, row.regency)
    return Closed(YEAR, *place, row.substance, row.outcome, row.n)


def _by_time(rows: Iterable[Closed], times: Sequence[int]) -> list[int]:
    counts = Counter[int]()
    for row in rows:
        counts[row.quarter] += row.n
    return [counts[time] for time in times]


def _grid(rows: Iterable[Closed], times: Sequence[int]) -> dict[str, list[int]]:
    """The counts of each province by time."""
    grid: dict[str, list[int]] = {}
    for row in rows:
        at = times.index(row.quarter)
        grid.setdefault(row.province, [0] * len(times))[at] += row.n
    return grid


def _places(rows: Iterable[Closed], times: Sequence[int], least: int) -> _Places:
    grid = _grid(rows, times)
    total = {code: sum(row) for code, row in grid.items()}
    each = whole_rows(grid, least)
    merged = {code for code in grid.keys() - each if total[code] < least}
    if merged:  # and what they are hidden behind
        behind = (grid.keys() - each - merged) or each
        cover = min((total[code] for code in behind), default=0)
        merged |= {code for code in behind if total[code] == cover}
    each -= merged
    return _Places(
        frozenset(each), frozenset(grid.keys() - each - merged), frozenset(merged)
    )


def _country(rows: Iterable[Closed], times: Sequence[int]) -> Iterator[Figure]:
    for time, n in zip(times, _by_time(rows, times), strict=True):
        if n:
            yield Figure(time, Level.COUNTRY, "", By.ALL, "", n)


def _provinces(
    rows: Iterable[Closed], times: Sequence[int], places: _Places
) -> Iterator[Figure]:
    grid = _grid(rows, times)
    for code in places.each:
        for time, n in zip(times, grid[code], strict=True):
            yield Figure(time, Level.PROVINCE, code, By.ALL, "", n)
    for code in places.yearly:
        yield Figure(YEAR, Level.PROVINCE, code, By.ALL, "", sum(grid[code]))
    others = sum(sum(grid[code]) for code in places.merged)
    if others:
        yield Figure(YEAR, Level.OTHER_PROVINCES, "", By.ALL, "", others)
    if times == QUARTERS:
        left = sums(row for code, row in grid.items() if code not in places.each)
        for time, n in zip(times, left, strict=False):  # nothing may be left
            if n:
                yield Figure(time, Level.OTHER_PROVINCES, "", By.ALL, "", n)


def _regencies(rows: Iterable[Closed], places: _Places, least: int) -> Iterator[Figure]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.province, Counter())[row.regency] += row.n
    for province in places.each | places.yearly:
        told_each, others = apart(counts[province], least)
        for code, n in told_each.items():
            yield Figure(YEAR, Level.REGENCY, code, By.ALL, "", n)
        if told_each and others:
            yield Figure(YEAR, Level.OTHER_REGENCIES, province, By.ALL, "", others)


def _outcomes(
    rows: Iterable[Closed], times: Sequence[int], places: _Places, least: int
) -> Iterator[Figure]:
    """By time; the provinces without a line in it are one row of that table."""
    shut = () if times == QUARTERS else (TOGETHER,)
    tables: dict[int, dict[str, list[int]]] = {time: {} for time in times}
    for row in rows:
        code = row.province if row.province in places.each else TOGETHER
        counts = tables[row.quarter].setdefault(code, [0] * len(OUTCOMES))
        counts[OUTCOMES.index(row.outcome)] += row.n
    for time, table in tables.items():
        yield from _outcomes_at(time, table, shut, least)


def _outcomes_at(
    time: int, table: Mapping[str, Sequence[int]], shut: Collection[str], least: int
) -> Iterator[Figure]:
    opened = open_rows(table, shut=shut, least=least)
    if opened is None:
        return
    yield from _kinds(time, Level.COUNTRY, "", sums(table.values()))
    for code in opened:
        rest = code == TOGETHER
        level = Level.OTHER_PROVINCES if rest else Level.PROVINCE
        yield from _kinds(time, level, "" if rest else code, table[code])


def _kinds(time: int, level: Level, area: str, row: Sequence[int]) -> Iterator[Figure]:
    for outcome, n in zip(OUTCOMES, row, strict=False):  # nobody closed anything
        if n:
            yield Figure(time, level, area, By.OUTCOME, outcome, n)


def _substances(
    rows: Iterable[Closed], times: Sequence[int], least: int
) -> Iterator[Figure]:
    counts = {time: Counter[str]() for time in times}
    for row in rows:
        counts[row.quarter][row.substance] += row.n
    for time, of in counts.items():
        told_each, others = apart(of, least)
        for code, n in told_each.items():
            yield Figure(time, Level.COUNTRY, "", By.SUBSTANCE, code, n)
        if told_each and others:
            yield Figure(time, Level.COUNTRY, "", By.SUBSTANCE, TOGETHER, others)
