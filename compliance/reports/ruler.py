"""The ruler of a score card: the bands to scale, the agency's own drawn tall."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.selectors.card import Card, Peers
    from compliance.selectors.results import Band, Result

#: What is left free between two bands, in percent of the width.
GAP = Decimal("0.3")
#: A label on this part of the scale is written to the left of its mark.
RIGHT_HALF = 50
#: A label that begins behind this has no room for more signs than these.
LAST_FIFTH, SHORT = 80, 5


@dataclass(frozen=True, slots=True)
class Segment:
    """One band: ``own`` is the one the score lies in."""

    x: str
    width: str
    colour: str
    label: str
    own: bool

    @property
    def at_end(self) -> bool:
        """A long label of the last band ends with it, or it would leave the drawing."""
        last = Decimal(self.x.rstrip("%")) > LAST_FIFTH
        return last and len(self.label) > SHORT


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the ruler, and where its words stand."""

    x: str
    label_x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """Everything the drawing needs; the words are the template's."""

    segments: tuple[Segment, ...]
    mark: Mark
    peers: Peers | None
    peers_mark: Mark | None


def ruler(card: Card) -> Ruler | None:
    """The ruler of a card; None without a result."""
    if card.result is None:
        return None
    bands = card.result.method.bands
    tops = [Decimal(100), *(band.lower for band in bands)]
    return Ruler(
        segments=tuple(
            _segment(band, top, card.result)
            for band, top in reversed(list(zip(bands, tops, strict=False)))
        ),
        mark=_mark(card.result.score),
        peers=card.peers,
        peers_mark=_mark(card.peers.mean) if card.peers else None,
    )


def _segment(band: Band, top: Decimal, result: Result) -> Segment:
    return Segment(
        x=f"{band.lower}%",
        width=f"{top - band.lower - GAP}%",
        colour=band.colour,
        label=f"{band.short} {band.lower.normalize():f}",
        own=band == result.band,
    )


def _mark(score: Decimal) -> Mark:
    right = score > RIGHT_HALF
    return Mark(f"{score}%", "100%" if right else "0", "end" if right else "start")
