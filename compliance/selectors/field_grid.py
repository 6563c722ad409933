"""The drawn places of a round on pages, narrowed to an office and to what is not done.

A page goes on behind the place that the address names (keyset paging), so that page
sixty of three thousand places costs what the first one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from agencies.models import Office
from compliance.models import Visit
from compliance.models.field import FIRST
from compliance.selectors.field import places_in
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from uuid import UUID

    from compliance.models import Place, Round

#: Places of one page of the grid.
PAGE = 50
#: The office that serves agencies of the centre, which lie in no province.
CENTRE = "00"


class Stage(StrEnum):
    """What is asked of the places: all of them, or those that still wait."""

    ALL = ""
    UNFINISHED = "belum"
    UNSENT = "tanpa-penilai"
    WAITING = "menunggu-lembar"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; ``after`` is the place where the last page ended."""

    office: str = ""
    stage: Stage = Stage.ALL
    after: UUID | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.office or self.stage)


@dataclass(frozen=True, slots=True)
class Grid:
    """One page of the places, how many match, and behind which place the next begins."""

    places: tuple[Place, ...]
    matching: int
    following: UUID | None


def grid(round_: Round, wanted: Wanted) -> Grid:
    """One page by agency and unit. A fixed number of queries.

    A place that the address names and this round has not drawn is none: the list
    begins anew.
    """
    matching = places_in(round_).filter(_stage(wanted.stage))
    if wanted.office:
        matching = matching.filter(_served_by(wanted.office))
    rows = matching.order_by("agency__name_id", "unit__name_id", "id")
    if wanted.after is not None:
        rows = rows.filter(_behind(round_, wanted.after))
    page = list(rows[: PAGE + 1])
    more = len(page) > PAGE
    shown = page[:PAGE]
    return Grid(tuple(shown), matching.count(), shown[-1].ref if more else None)


def offices_in(round_: Round) -> tuple[tuple[str, str], ...]:
    """The offices in whose provinces places were drawn: code and name. Two queries."""
    places = round_.places.filter(drawn=True).order_by()
    served = places.values_list(
        "agency__region__office__code", "agency__region__parent__office__code"
    )
    codes = {own or above or CENTRE for own, above in served.distinct()}
    rows = Office.objects.filter(code__in=codes).order_by("code")
    return tuple((row.code, chosen(row.name_id, row.name_en)) for row in rows)


def _served_by(office: str) -> Q:
    """The agencies of an office's provinces; the centre has all that nobody else has."""
    own, above = "agency__region__office", "agency__region__parent__office"
    found = Q(**{f"{own}__code": office}) | Q(**{f"{above}__code": office})
    if office == CENTRE:
        found |= Q(**{f"{own}__isnull": True, f"{above}__isnull": True})
    return found


def _stage(stage: Stage) -> Q:
    visits = Visit.objects.filter(place=OuterRef("pk"))
    unsigned = Q(signed_at__isnull=True)
    asked: dict[Stage, Q] = {
        Stage.ALL: Q(),
        Stage.UNFINISHED: unsigned,
        Stage.UNSENT: unsigned & ~Q(Exists(visits.filter(turn=FIRST))),
        Stage.WAITING: unsigned & Q(Exists(visits.filter(handed_in_at=None))),
    }
    return asked[stage]


def _behind(round_: Round, ref: UUID) -> Q:
    """What comes after this place in the order of the grid."""
    last = places_in(round_).filter(ref=ref).first()
    if last is None:
        return Q()
    agency, unit = last.agency.name_id, last.unit.name_id
    same = Q(agency__name_id=agency)
    return (
        Q(agency__name_id__gt=agency)
        | same & Q(unit__name_id__gt=unit)
        | same & Q(unit__name_id=unit, id__gt=last.pk)
    )
