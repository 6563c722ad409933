"""A result as a page shows it, whether it was published or computed here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from compliance.domain.scales import Zone
from compliance.models import Methodology, Round
from compliance.models.rounds import RoundState
from compliance.selectors.methods import as_data
from compliance.selectors.words import ZONE_NAMES, ZONES, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.models import PublishedRank, PublishedResult, Snapshot
    from compliance.selectors.methods import Data

#: The colour of a zone in the years that had no grades.
_ZONE_LETTERS = {Zone.GREEN: "A", Zone.YELLOW: "C", Zone.RED: "E", Zone.NONE: "X"}


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of a scale in words. ``colour`` is a letter of the style sheet."""

    lower: Decimal
    zone: Zone
    grade: str
    opinion: str

    @property
    def colour(self) -> str:
        return self.grade or _ZONE_LETTERS[self.zone]

    @property
    def zone_words(self) -> str:
        """ "Zona hijau", or nothing where the method has no zones."""
        return str(ZONES[self.zone]) if self.zone else ""

    @property
    def short(self) -> str:
        """The grade, or the name of the zone where there are no grades."""
        return self.grade or str(ZONE_NAMES.get(self.zone, self.opinion))


@dataclass(frozen=True, slots=True)
class Weight:
    """A part of the method with its weight, empty where it was not published."""

    code: str
    name: str
    hint: str
    weight: Decimal | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Method:
    """A methodology in words. Figures of another ``series`` are not comparable.

    Official methods are comparable by how they compute and by their scale; of versions
    of our own, what is asked and what it weighs must be the same too.
    """

    code: str
    version: int
    name: str
    official: bool
    assumed_weights: bool
    share: Decimal
    series: tuple[str, ...]
    bands: tuple[Band, ...]
    weights: tuple[Weight, ...]

    def band_of(self, score: Decimal) -> Band:
        """The band of a score from 0 to 100."""
        return next(band for band in self.bands if score >= band.lower)


@dataclass(frozen=True, slots=True)
class Result:
    """One score of one year. ``snapshot`` is set for what was computed here.

    ``derived``: the source prints the figure only; zone and grade are ours.
    """

    year: int
    score: Decimal
    method: Method
    band: Band
    opinion: str
    source: str
    snapshot: Snapshot | None = None
    derived: bool = False

    @property
    def published(self) -> bool:
        """Printed by somebody else, not computed here."""
        return self.snapshot is None

    @property
    def width(self) -> str:
        """The length of its bar, for SVG."""
        return f"{self.score}%"


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among ``of``; ``published`` ones come with their source."""

    rank: int
    of: int
    published: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The difference to a comparable result of the year before."""

    since: int
    by: Decimal

    @property
    def size(self) -> Decimal:
        return abs(self.by)


def method_of(data: Data) -> Method:
    """The words of a methodology from its data."""
    bands = tuple(
        Band(Decimal(b["lower"]), Zone(b["zone"]), b["grade"], said(b, "opinion"))
        for b in data["bands"]
    )
    return Method(
        code=data["code"],
        version=data["version"],
        name=said(data, "name"),
        official=data["official"],
        assumed_weights=data["assumed_weights"],
        share=Decimal(data["share"]),
        series=(
            data["aggregation"],
            data["mode"],
            str(Decimal(data["share"]).normalize()),
            *(str(band.lower) for band in bands),
            *(() if data["official"] else sorted(_tree(data["nodes"]))),
        ),
        bands=bands,
        weights=tuple(
            Weight(
                node["code"],
                said(node, "name"),
                said(node, "hint"),
                None if node["weight"] is None else Decimal(node["weight"]),
                node["assumed"],
            )
            for node in data["nodes"]
        ),
    )


def _tree(nodes: Iterable[Data], above: str = "") -> Iterator[str]:
    """Every node below ``above`` with its place and its weight, as text."""
    for node in nodes:
        path = f"{above}/{node['code']}"
        weight = node["weight"]
        yield f"{path}={weight and Decimal(weight).normalize()}"
        yield from _tree(node["children"], path)


class OfficialMethods:
    """The official method of each year. Three queries, once."""

    def __init__(self) -> None:
        self._load(Q(official=True))

    def _load(self, wanted: Q) -> None:
        rows = Methodology.objects.filter(wanted).prefetch_related("bands", "nodes")
        self._methods = {row.pk: method_of(as_data(row)) for row in rows}
        self._spans = [
            (row.first_year, row.year, self._methods[row.pk])
            for row in rows
            if row.official
        ]

    def of(self, year: int) -> Method | None:
        """The method that ruled this year, None where none is known."""
        for first, last, method in self._spans:
            if first <= year <= last:
                return method
        return None


class Methods(OfficialMethods):
    """Those, and the methods of the rounds that were published. Three queries, once.

    A published version stays as it is, so what it says is what each snapshot of its
    rounds says; a page with many scores need not read all that each was made of.
    """

    def __init__(self) -> None:
        rounds = Round.objects.filter(state=RoundState.PUBLISHED)
        self._load(Q(official=True) | Q(pk__in=rounds.values("methodology")))

    def by_id(self, methodology_id: int) -> Method | None:
        """One of these methods; None for that of a round published since they were read."""
        return self._methods.get(methodology_id)

    def result_of(self, snapshot: Snapshot) -> Result | None:
        """A snapshot in words without its ``data``. Wants its round.

        None for an agency that was not assessed, and for a round that was published
        since the methods were read.
        """
        method = self.by_id(snapshot.round.methodology_id)
        return _result(snapshot, method) if method else None


def published(row: PublishedResult, methods: OfficialMethods) -> Result | None:
    """A published result in words; None where its year has no known method."""
    method = methods.of(row.year)
    if method is None:
        return None
    return Result(
        year=row.year,
        score=row.score,
        method=method,
        band=method.band_of(row.score),
        opinion=row.opinion or method.band_of(row.score).opinion,
        source=row.source,
        derived=not (row.zone or row.grade or row.opinion),
    )


def computed(snapshot: Snapshot) -> Result | None:
    """A snapshot in words; None for an agency that was not assessed."""
    if snapshot.score is None:
        return None
    return _result(snapshot, method_of(snapshot.data["inputs"]["methodology"]))


def _result(snapshot: Snapshot, method: Method) -> Result | None:
    if snapshot.score is None:
        return None
    band = method.band_of(snapshot.score)
    return Result(
        year=snapshot.year,
        score=snapshot.score,
        method=method,
        band=band,
        opinion=band.opinion,
        source="",
        snapshot=snapshot,
    )


def printed_rank(row: PublishedRank) -> Rank:
    """A published rank with its source."""
    return Rank(row.rank, row.of, published=True, source=row.source)


def change(result: Result, others: Iterable[Result]) -> Change | None:
    """The change since the year before; None without one, or across methods."""
    for other in others:
        if (
            other.year == result.year - 1
            and other.method.series == result.method.series
        ):
            return Change(other.year, result.score - other.score)
    return None
