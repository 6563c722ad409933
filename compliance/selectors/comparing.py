"""Some agencies of one kind beside each other, in one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from agencies.models import Agency
from compliance.models import PublishedResult, Snapshot
from compliance.selectors import results
from compliance.selectors.card import parts_of
from compliance.selectors.rows import computed_rows, published_rows
from compliance.selectors.unscored import left_out_in, standing_of, why_none
from compliance.selectors.words import chosen
from compliance.selectors.years import shown_year, years

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal
    from uuid import UUID

    from compliance.selectors.card import Part
    from compliance.selectors.rows import Row

#: More columns than this nobody compares, nor does a page hold them.
MOST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One agency; ``row`` is None where it has no score that year, ``why`` says why."""

    ref: UUID
    name: str
    row: Row | None
    parts: tuple[Part, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the method; a figure for each agency, None where it is not known."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``others`` were asked for too, but are of another kind or too many.

    ``mixed``: the scores are of different methods. ``choice``: who may be added.
    """

    year: int
    years: tuple[int, ...]
    kind: str
    columns: tuple[Column, ...]
    others: tuple[str, ...]
    choice: tuple[tuple[UUID, str], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every part that one of them has, in the order of their methods."""
        names: dict[str, str] = {}
        for column in self.columns:
            for part in column.parts:
                names.setdefault(part.weight.code, part.weight.name)
        values = [
            {part.weight.code: part.value for part in column.parts}
            for column in self.columns
        ]
        return tuple(
            Line(name, tuple(value.get(code) for value in values))
            for code, name in names.items()
        )

    @property
    def mixed(self) -> bool:
        methods = [c.row.result.method for c in self.columns if c.row]
        return len({(one.code, one.version) for one in methods}) > 1

    @property
    def example(self) -> bool:
        return any(column.row and column.row.example for column in self.columns)


def comparison(refs: Sequence[UUID], year: int | None) -> Comparison:
    """The agencies asked for, in that order; the first one says which kind.

    A fixed number of queries. Raises Agency.DoesNotExist for one that nobody knows.
    """
    asked = _asked(refs)
    first = asked[0]
    alike = [
        agency
        for agency in asked
        if (agency.category, agency.fictional) == (first.category, first.fictional)
    ][:MOST]
    known_years = years()
    shown = shown_year(year, known_years)
    within = Q(agency__in=[agency.pk for agency in alike])
    methods = results.Methods()
    own = computed_rows(shown, within, methods, whole=True)
    found = {row.ref: row for row in [*published_rows(shown, within, methods), *own]}
    left_out = left_out_in(shown, within)
    taken = {agency.ref for agency in alike}
    return Comparison(
        year=shown,
        years=known_years,
        kind=str(CATEGORIES[Category(first.category)]),
        columns=tuple(
            _column(agency, shown, found.get(agency.ref), left_out) for agency in alike
        ),
        others=tuple(_name(agency) for agency in asked if agency.ref not in taken),
        choice=_choice(first, shown, taken),
    )


def _asked(refs: Sequence[UUID]) -> list[Agency]:
    """These agencies, each once, in the order in which they were asked for."""
    wanted = list(dict.fromkeys(refs))
    known = {agency.ref: agency for agency in Agency.objects.filter(ref__in=wanted)}
    if not wanted or len(known) < len(wanted):
        raise Agency.DoesNotExist
    return [known[ref] for ref in wanted]


def _choice(
    like: Agency, year: int, taken: Collection[UUID]
) -> tuple[tuple[UUID, str], ...]:
    """The others of its kind that have a score of that year, by name. One query."""
    printed = PublishedResult.objects.filter(year=year, agency__isnull=False)
    own = Snapshot.objects.current().filter(year=year, score__isnull=False)
    scored = Agency.objects.filter(
        Q(pk__in=printed.values("agency")) | Q(pk__in=own.values("agency")),
        category=like.category,
        fictional=like.fictional,
    )
    names = [(agency.ref, _name(agency)) for agency in scored.exclude(ref__in=taken)]
    return tuple(sorted(names, key=lambda pair: pair[1]))


def _column(
    agency: Agency, year: int, row: Row | None, left_out: Collection[int]
) -> Column:
    parts = parts_of(row.result) if row else ()
    how = standing_of(agency, year, scored=row is not None, left_out=left_out)
    return Column(agency.ref, _name(agency), row, parts, why_none(how))


def _name(agency: Agency) -> str:
    return chosen(agency.name_id, agency.name_en)
