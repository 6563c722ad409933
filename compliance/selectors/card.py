"""The score card: one agency, one year, and everything it can be proven by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from agencies.models import Agency
from compliance.domain.scales import round_once
from compliance.models import PublishedRank, PublishedResult, Snapshot
from compliance.selectors import results
from compliance.selectors.actions import record_in
from compliance.selectors.hearing import reply_beside
from compliance.selectors.other_sources import others_of
from compliance.selectors.units import draw_of, unit_lines
from compliance.selectors.unscored import left_out_in, standing_of, why_none
from compliance.selectors.words import chosen, place_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from compliance.models import AgencyReply
    from compliance.selectors.actions import Record
    from compliance.selectors.other_sources import Other
    from compliance.selectors.results import Change, Rank, Result, Weight
    from compliance.selectors.units import Draw, UnitLine


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a computed score: its figure, and what it adds by its weight.

    Both are None for a part that applied at none of the units.
    """

    weight: Weight
    value: Decimal | None
    adds: Decimal | None

    @property
    def width(self) -> str:
        return f"{self.value or 0}%"


@dataclass(frozen=True, slots=True)
class Peers:
    """The plain mean of the scores of one kind of agency in the same round."""

    mean: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What one version of a score changed: then, and since; ``because_of`` names whose
    correction moved the rank of this agency, where its own score did not change."""

    at: datetime
    was: Decimal
    became: Decimal
    was_rank: int | None
    rank: int | None
    reason: str
    because_of: str


@dataclass(frozen=True, slots=True)
class Card:
    """``result`` is None where no score of that year is known.

    ``results`` are those of all years, oldest first. ``base`` is the figure before
    corrective actions lowered it. ``ranks`` holds every published rank by year.
    ``province`` is the code of ``place``. ``why`` says why there is no result.
    """

    ref: UUID
    name: str
    place: str
    province: str
    kind: str
    example: bool
    year: int
    result: Result | None
    results: tuple[Result, ...]
    rank: Rank | None
    ranks: tuple[tuple[int, Rank], ...]
    change: Change | None
    parts: tuple[Part, ...]
    base: Decimal | None
    record: Record | None
    peers: Peers | None
    corrections: tuple[Correction, ...]
    units: tuple[UnitLine, ...]
    reply: AgencyReply | None
    draw: Draw | None
    others: tuple[Other, ...]
    why: str

    @property
    def contested(self) -> bool:
        """Sources disagree on the class of the score."""
        return any(other.of_class for other in self.others)

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a result, latest first."""
        return tuple(result.year for result in reversed(self.results))

    @property
    def lowered(self) -> bool:
        """Corrective actions that were not carried out cost something."""
        return (
            self.result is not None
            and self.base is not None
            and self.result.score < self.base
        )


def card(*, ref: UUID, year: int) -> Card:
    """The card of an agency in a year; a fixed number of queries.

    Raises Agency.DoesNotExist.
    """
    agency = Agency.objects.select_related("region__parent").get(ref=ref)
    found = _all_results(agency)
    result = next((one for one in found if one.year == year), None)
    printed = {
        row.year: results.printed_rank(row)
        for row in PublishedRank.objects.filter(agency=agency).order_by("year")
    }
    snapshot = result.snapshot if result else None
    data = snapshot.data["result"] if snapshot else None
    rank = _rank(snapshot) or printed.get(year)
    return Card(
        ref=agency.ref,
        name=chosen(agency.name_id, agency.name_en),
        place=place_of(agency),
        province=agency.region.code[:2] if agency.region else "",
        kind=str(CATEGORIES[Category(agency.category)]),
        example=agency.fictional,
        year=year,
        result=result,
        results=found,
        rank=rank,
        ranks=tuple(printed.items()),
        change=results.change(result, found) if result else None,
        parts=parts_of(result),
        base=Decimal(data["base"]) if data else None,
        record=record_in(snapshot.data) if snapshot else None,
        peers=_peers(snapshot) if snapshot else None,
        corrections=_corrections(snapshot) if snapshot else (),
        units=unit_lines(snapshot.data) if snapshot else (),
        others=others_of(agency.pk, result, rank),
        why="" if result else _why(agency, year),
        draw=draw_of(snapshot.data) if snapshot else None,
        reply=reply_beside(snapshot.round_id, agency.pk) if snapshot else None,
    )


def _why(agency: Agency, year: int) -> str:
    left_out = left_out_in(year, Q(agency=agency.pk))
    return why_none(standing_of(agency, year, scored=False, left_out=left_out))


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest result of an agency; ``short`` is the name that people use."""

    name: str
    short: str
    example: bool
    result: Result


def newest(ref: UUID) -> Newest | None:
    """The newest published result; None where there is none. A fixed number of queries.

    Raises Agency.DoesNotExist.
    """
    agency = Agency.objects.get(ref=ref)
    found = _all_results(agency)
    if not found:
        return None
    name = chosen(agency.name_id, agency.name_en)
    return Newest(name, agency.short_name, agency.fictional, found[-1])


def latest_year(ref: UUID) -> int | None:
    """The latest year with a result. Raises Agency.DoesNotExist."""
    agency = Agency.objects.get(ref=ref)
    found = _all_results(agency)
    return found[-1].year if found else None


def _all_results(agency: Agency) -> tuple[Result, ...]:
    """The results of all years, oldest first. What we computed stands before what
    was printed, a later round before an earlier one."""
    methods = results.OfficialMethods()
    by_year: dict[int, Result] = {}
    for row in PublishedResult.objects.filter(agency=agency):
        result = results.published(row, methods)
        if result:
            by_year[row.year] = result
    own = Snapshot.objects.current().filter(agency=agency)
    for snapshot in own.order_by("id"):
        result = results.computed(snapshot)
        if result:
            by_year[snapshot.year] = result
    return tuple(by_year[year] for year in sorted(by_year))


def _rank(snapshot: Snapshot | None) -> Rank | None:
    if snapshot is None or snapshot.rank is None or snapshot.ranked is None:
        return None
    return results.Rank(snapshot.rank, snapshot.ranked, published=False)


def parts_of(result: Result | None) -> tuple[Part, ...]:
    """The parts of a computed score; none of what others printed."""
    if result is None or result.snapshot is None:
        return ()
    weights = {weight.code: weight for weight in result.method.weights}
    return tuple(
        Part(weights[part["code"]], _decimal(part["value"]), _decimal(part["adds"]))
        for part in result.snapshot.data["result"]["parts"]
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _corrections(snapshot: Snapshot) -> tuple[Correction, ...]:
    """The versions after the first, latest first. One query."""
    rows = Snapshot.objects.filter(
        round_id=snapshot.round_id, agency_id=snapshot.agency_id, version__gt=1
    )
    return tuple(_correction(row) for row in rows.order_by("-version"))


def _correction(row: Snapshot) -> Correction:
    said = row.data["correction"]
    other = said.get("of")
    return Correction(
        at=row.published_at,
        was=Decimal(said["was"]),
        became=row.score or Decimal(0),
        was_rank=said["was_rank"],
        rank=row.rank,
        reason=said.get("reason", ""),
        because_of=chosen(other["name_id"], other["name_en"]) if other else "",
    )


def _peers(snapshot: Snapshot) -> Peers | None:
    """The mean of the round, where there is somebody to compare with."""
    rows = Snapshot.objects.current().filter(
        round_id=snapshot.round_id,
        agency__category=snapshot.data["agency"]["category"],
        score__isnull=False,
    )
    figures = list(rows.values_list("score", flat=True))
    if len(figures) < 2:
        return None
    total = sum((figure for figure in figures if figure is not None), Decimal(0))
    return Peers(round_once(total / len(figures)), len(figures))
