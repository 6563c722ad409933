"""What other sources say of an agency in a year, where it is not what a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from compliance.domain.scales import Zone
from compliance.domain.sources import TOLD, Fact, contradicts
from compliance.models import OtherSource
from compliance.selectors.words import ZONES, figure

if TYPE_CHECKING:
    from compliance.selectors.results import Rank, Result


#: What names a class, beside the figure.
_CLASS = ("zone", "grade", "opinion")


@dataclass(frozen=True, slots=True)
class Other:
    """A sentence and its source. ``of_class``: it names a class, not just a figure."""

    words: str
    source: str
    of_class: bool


def others_of(
    agency_id: int, result: Result | None, rank: Rank | None
) -> tuple[Other, ...]:
    """Beside a published result and rank of a year; nothing beside our own. One query.

    What the page shows by now is no contradiction any more.
    """
    if result is None or not result.published:
        return ()
    shown: dict[str, dict[str, object]] = {Fact.SCORE: _shown(result)}
    if rank and rank.published:
        shown[Fact.RANK] = {"rank": rank.rank, "of": rank.of}
    rows = OtherSource.objects.filter(agency=agency_id, year=result.year)
    return tuple(
        Other(_words(apart), row.source, any(apart.get(name) for name in _CLASS))
        for row in rows.order_by("fact", "id")
        if row.fact in shown and (apart := _apart(shown[row.fact], row))
    )


def _apart(shown: dict[str, object], row: OtherSource) -> dict[str, object]:
    """What this source says and the page does not; nothing where it contradicts nothing."""
    said = {name: getattr(row, name) for name in TOLD}
    if not contradicts(shown, said):
        return {}
    # A rank is a place among so many: the two are said together.
    together = {"rank", "of"}
    return {
        name: value
        for name, value in said.items()
        if name in together or value != shown.get(name)
    }


def _shown(result: Result) -> dict[str, object]:
    """The score, and the class where its source states one."""
    if result.derived:
        return {"score": result.score}
    return {
        "score": result.score,
        "zone": result.band.zone.value,
        "grade": result.band.grade,
        "opinion": result.opinion,
    }


def _words(apart: dict[str, object]) -> str:
    score, grade, zone = (apart.get(name) for name in ("score", "grade", "zone"))
    said = [
        _("nilai %(score)s") % {"score": figure(score)}
        if isinstance(score, Decimal)
        else "",
        _("kategori %(grade)s") % {"grade": grade} if grade else "",
        str(ZONES[Zone(str(zone))]) if zone else "",
        f"“{apart['opinion']}”" if apart.get("opinion") else "",
        _("peringkat %(n)s dari %(of)s") % {"n": apart["rank"], "of": apart["of"]}
        if apart.get("rank")
        else "",
    ]
    told = {"said": ", ".join(part for part in said if part)}
    return _("Sumber lain menyebut %(said)s.") % told
