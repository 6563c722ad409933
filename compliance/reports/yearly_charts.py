"""The drawings of the yearly report; each stands beside the table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from compliance.reports import trend as lines
from compliance.reports.shares import Shares, shares
from compliance.reports.yearly import zone_name
from compliance.reports.yearly_words import EXECUTION, band_name
from compliance.reports.zones import zones_of
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from decimal import Decimal

    from compliance.reports.trend import Trend
    from compliance.selectors.results import Method
    from compliance.selectors.yearly import Group, Point, Yearly

#: As many years as have room at the width of a telephone; the table tells all.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of one year; ``whole`` where everybody assessed is in it."""

    year: int
    score: Decimal
    method: Method
    whole: bool


def of_year(found: Yearly) -> dict[str, Shares | None]:
    """The announced zones, of this year by kind and of all years."""
    legend = [("A", _("Hijau")), ("C", _("Kuning")), ("E", _("Merah"))]
    return {
        "zona": shares(
            ((zone_name(row), zones_of(row)) for row in found.zones), legend
        ),
        "zona-tahun": shares(
            ((str(row.year), zones_of(row)) for row in found.totals), legend
        ),
    }


def of_group(group: Group) -> dict[str, Shares | None]:
    """How its scores lie in the bands, and how its actions were carried out."""
    bands = [(band.colour, n) for band, n in group.bands]
    names = [(band.colour, band_name(band)) for band, _n in group.bands]
    done = group.execution
    counted = (
        [("A", done.on_time), ("C", done.late), ("E", done.missed)] if done else []
    )
    keys = (("A", "on_time"), ("C", "late"), ("E", "missed"))
    return {
        "kelas": shares([(_("Nilai yang diketahui"), bands)], names),
        "ktk": shares(
            [(_("Tindakan dihitung"), counted)],
            [(colour, str(EXECUTION[key][0])) for colour, key in keys],
        ),
    }


def means(group: Group) -> Trend | None:
    """The means of the last years that have one; None for fewer than two, or where the year
    of the report has none.

    A line goes between neighbours by one method of which everybody's score is known:
    who is known in one year only would bend it.
    """
    found = [one for one in map(_mean, group.points) if one][-SHOWN:]
    own = _mean(group.point)
    if own is None:
        return None
    return lines.drawn(
        found,
        own,
        joined=lambda a, b: lines.alike(a, b) and a.whole and b.whole,
    )


def caption(drawn: Trend) -> str:
    """What a line between two means says, and where the scale begins."""
    said = _(
        "Garis hanya menghubungkan tahun berurutan dengan metode sebanding yang nilainya"
        " semua diketahui. Skala mulai dari %(start)s."
    )
    return said % {"start": drawn.start}


def says(drawn: Trend) -> str:
    """All points in words, for who does not see them."""
    return " ".join(f"{one.year}: {figure(one.score)}." for one in drawn.points)


def _mean(point: Point) -> Mean | None:
    mean = point.spread.mean
    return None if mean is None else Mean(point.year, mean, point.method, point.whole)
