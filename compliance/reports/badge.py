"""The newest score of an agency as a small picture for web sites of others.

It says in words what it says in colour, carries no script and no font of ours, and
names the agency, so that it is worth nothing on another one's page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from compliance.reports.paper import badges
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from compliance.selectors.card import Newest

#: Pixels; the snippet to copy names them too.
WIDTH, HEIGHT = 300, 124
#: Signs of 12 pixels that fit beside the seal in any usual font.
FITS = 30
#: Ground and ink of a seal; the letter beside them says the same.
_COLOURS = {
    "A": ("#14492f", "#ffffff"),
    "B": ("#2f7049", "#ffffff"),
    "C": ("#edbb3b", "#2b1d00"),
    "D": ("#a83a20", "#ffffff"),
    "E": ("#7a1616", "#ffffff"),
}
_NONE = ("#dcdcdc", "#282828")


@dataclass(frozen=True, slots=True)
class Badge:
    """What the picture says, line by line. ``title`` is for whoever does not see it."""

    title: str
    head: str
    name: str
    score: str
    of: str
    grade: str
    class_words: str
    note: str
    ground: str
    ink: str
    width: int = WIDTH
    height: int = HEIGHT


def badge(newest: Newest) -> Badge:
    """The picture of the newest result of an agency."""
    result = newest.result
    band = result.band
    told = badges(result, example=newest.example)
    words = ", ".join(said for said in (band.zone_words, result.opinion) if said)
    ground, ink = _COLOURS.get(band.colour, _NONE)
    return Badge(
        title=_title(newest, words, told),
        head=_("Ombudsman RI, rapor %(year)s") % {"year": result.year},
        name=cut(newest.short),
        score=figure(result.score),
        of=_("dari 100"),
        grade=band.grade,
        class_words=cut(words),
        note=", ".join(told) or _("Periksa di halaman rapornya."),
        ground=ground,
        ink=ink,
    )


def _title(newest: Newest, words: str, told: list[str]) -> str:
    result = newest.result
    said = _("Ombudsman RI, rapor %(year)s %(name)s: %(score)s dari 100") % {
        "year": result.year,
        "name": newest.name,
        "score": figure(result.score),
    }
    return ", ".join([said, *filter(None, [result.band.grade, words]), *told])


def cut(words: str) -> str:
    """As much as fits on a line; what is left out, the title has."""
    return words if len(words) <= FITS else f"{words[: FITS - 1].rstrip()}…"
