"""A year of assessment in figures: of each group of agencies that may be compared.

Published facts and published snapshots only. A group is one category and one method;
invented agencies are a group apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.domain.kinds import Category
from compliance.domain.summing import moved, spread
from compliance.models import ZoneCount
from compliance.selectors import yearly_parts as making
from compliance.selectors.results import Methods
from compliance.selectors.yearly_scores import Kind, One, Places, places, scores
from compliance.selectors.years import years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from compliance.domain.summing import Moved, Spread
    from compliance.selectors.results import Band, Method
    from compliance.selectors.yearly_parts import Execution, Measure
    from compliance.selectors.yearly_scores import Scores

    #: Code and name of the place to which an agency belongs.
    PlaceOf = Callable[[One], tuple[str, str]]

Bands = tuple[tuple["Band", int], ...]
ORDER = {kind: place for place, kind in enumerate(Category)}


@dataclass(frozen=True, slots=True)
class Line:
    """The group's agencies of one province, or of one office."""

    name: str
    spread: Spread
    bands: Bands


@dataclass(frozen=True, slots=True)
class Point:
    """A kind of agency in one year by one method.

    ``assessed`` is None where nobody published how many were. ``moved``: since the year
    before, of those known in both years, by a comparable method.
    """

    year: int
    method: Method
    spread: Spread
    assessed: int | None
    moved: Moved | None

    @property
    def whole(self) -> bool:
        """Whether the score of everybody who was assessed is known."""
        return self.spread.n == self.assessed


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one kind, assessed by one method in the year of the report.

    ``left_out`` is None where no round of ours says it.
    """

    key: str
    kind: Kind
    method: Method
    point: Point
    left_out: int | None
    bands: Bands
    provinces: tuple[Line, ...]
    offices: tuple[Line, ...]
    dimensions: tuple[Measure, ...]
    indicators: tuple[Measure, ...]
    execution: Execution | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """What came later is not in the report of a year.

    ``zones`` are the counts of this year by category that were published, ``totals``
    those of all agencies up to this year. ``others`` were counted, and no score of them
    is known. ``published_at`` is the latest of our own scores.
    """

    year: int
    years: tuple[int, ...]
    groups: tuple[Group, ...]
    zones: tuple[ZoneCount, ...]
    totals: tuple[ZoneCount, ...]
    published_at: datetime | None

    @property
    def others(self) -> tuple[ZoneCount, ...]:
        known = {group.kind.category for group in self.groups if not group.kind.example}
        return tuple(
            row
            for row in self.zones
            if row.category not in known and row.category != ZoneCount.TOTAL
        )

    def group(self, key: str) -> Group | None:
        """The group of this key, else the one of which most scores are known."""
        named = [group for group in self.groups if group.key == key]
        return max(
            named or self.groups, key=lambda one: one.point.spread.n, default=None
        )


def yearly(asked: int | None) -> Yearly:
    """The report of a year; without one, of the latest of which anything is known.

    A fixed number of queries, whatever the year holds.
    """
    known_years = years()
    year = asked or (known_years[0] if known_years else 0)
    methods = Methods()
    known, where = scores(methods), places()
    counts = {(row.year, row.category): row for row in ZoneCount.objects.all()}
    read = _Read(known, where, counts, methods)
    now = [one for one in known.ones if one.year == year]
    details = making.details(now)
    leaves = making.indicators_of(one.method.code for one in now if one.snapshot)
    sets: dict[tuple[Kind, str], list[One]] = defaultdict(list)
    for one in now:
        sets[one.kind, one.method.code].append(one)
    dates = [one.published_at for one in now if one.published_at]
    return Yearly(
        year=year,
        years=known_years,
        groups=tuple(
            read.group(year, sets[key], details, leaves)
            for key in sorted(sets, key=_place)
        ),
        zones=tuple(
            sorted(
                (row for row in counts.values() if row.year == year),
                key=lambda row: (row.category == ZoneCount.TOTAL, _order(row.category)),
            )
        ),
        totals=tuple(
            row
            for row in counts.values()
            if row.category == ZoneCount.TOTAL and row.year <= year
        ),
        published_at=max(dates, default=None),
    )


def _place(key: tuple[Kind, str]) -> tuple[bool, int, str]:
    """Real agencies first, by category."""
    kind, code = key
    return kind.example, ORDER[kind.category], code


def _order(category: str) -> int:
    return ORDER[Category(category)] if category in set(Category) else len(ORDER)


@dataclass(frozen=True, slots=True)
class _Read:
    """All that was read, and what it makes of some agencies."""

    scores: Scores
    places: Places
    counts: Mapping[tuple[int, str], ZoneCount]
    methods: Methods

    def group(
        self,
        year: int,
        ones: Sequence[One],
        details: Mapping[int, making.Detail],
        leaves: Mapping[str, tuple[making.Leaf, ...]],
    ) -> Group:
        kind, method = ones[0].kind, ones[0].method
        told = [
            (one.score, details[one.snapshot])
            for one in ones
            if one.snapshot is not None and one.snapshot in details
        ]
        found = [detail for _score, detail in told]
        points = self._points(kind, until=year)
        own = any(one.snapshot for one in ones)
        left = self.scores.left_out.get((year, kind, method.code), 0)
        return Group(
            key="-".join(
                [kind.category, method.code, *(["contoh"] if kind.example else [])]
            ),
            kind=kind,
            method=method,
            point=next(
                one
                for one in points
                if (one.year, one.method.code) == (year, method.code)
            ),
            left_out=left if own or left else None,
            bands=_bands(method, ones),
            provinces=self._lines(ones, self._province),
            offices=self._lines(ones, lambda one: self.places.office_of(one.province)),
            dimensions=making.dimensions(method, found),
            indicators=making.measured(leaves.get(method.code, ()), found),
            execution=making.execution(told),
            points=points,
        )

    def _province(self, one: One) -> tuple[str, str]:
        """Code and name of its province; nothing for the centre."""
        code = one.province
        return code, self.places.provinces.get(code, code)

    def _lines(self, ones: Sequence[One], place: PlaceOf) -> tuple[Line, ...]:
        """The agencies by place, in the order of its code; those without one are left."""
        sets: dict[tuple[str, str], list[One]] = defaultdict(list)
        for one in ones:
            sets[place(one)].append(one)
        return tuple(
            Line(
                name,
                spread(one.score for one in sets[code, name]),
                _bands(sets[code, name][0].method, sets[code, name]),
            )
            for code, name in sorted(sets)
            if name
        )

    def _points(self, kind: Kind, *, until: int) -> tuple[Point, ...]:
        """Every year of this kind up to that one, oldest first, by method."""
        sets: dict[tuple[int, str], list[One]] = defaultdict(list)
        for one in self.scores.ones:
            if one.kind == kind and one.year <= until:
                sets[one.year, one.method.code].append(one)
        return tuple(self._point(sets, key) for key in sorted(sets))

    def _point(
        self, sets: Mapping[tuple[int, str], list[One]], key: tuple[int, str]
    ) -> Point:
        ones, (year, _code) = sets[key], key
        method = ones[0].method
        before = {
            one.agency: one.score
            for (of, _), others in sets.items()
            for one in others
            if of == year - 1 and one.method.series == method.series
        }
        return Point(
            year=year,
            method=method,
            spread=spread(one.score for one in ones),
            assessed=self._assessed(ones),
            moved=moved({one.agency: one.score for one in ones}, before),
        )

    def _assessed(self, ones: Sequence[One]) -> int | None:
        """How many were assessed: as announced of that year's method, else by our own
        rounds, which publish everybody's score at once; None where nobody said it."""
        first = ones[0]
        told = self.counts.get((first.year, first.kind.category))
        official = first.method == self.methods.of(first.year)
        if told and official and not first.kind.example:
            return told.assessed
        return len(ones) if all(one.snapshot for one in ones) else None


def _bands(method: Method, ones: Iterable[One]) -> Bands:
    """How many stand in each band, highest first."""
    counted = Counter(method.band_of(one.score) for one in ones)
    return tuple((band, counted[band]) for band in method.bands)
