"""The results of some years as a line that breaks where the method changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compliance.selectors.card import Card
    from compliance.selectors.results import Band, Method


class Told(Protocol):
    """A figure of one year and the method that it was made by."""

    @property
    def year(self) -> int: ...
    @property
    def score(self) -> Decimal: ...
    @property
    def method(self) -> Method: ...


T = TypeVar("T", bound=Told)

TOP, BOTTOM = 20, 168
#: A line may start at 50 and must say so; from 0 where a score lies below.
HALF = Decimal(50)
FIRST, LAST = Decimal(20), Decimal(92)
#: Pixels below which a band is too flat for its name.
FLAT = 14


@dataclass(frozen=True, slots=True)
class Point:
    """One year. ``hollow``: by another method than the card's own."""

    year: int
    score: Decimal
    x: str
    y: str
    label_y: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """A band at the left edge, with its line across; a flat one has no name."""

    colour: str
    label: str
    y: str
    height: str
    label_y: str
    line_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A break between methods, and where its words begin or end.

    ``worded``: only the first says what a broken line means; on a telephone the words
    of two breaks would lie on each other.
    """

    x: str
    anchor: str
    dx: int
    worded: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Points, the lines between comparable neighbours, the breaks between methods."""

    start: int
    zones: tuple[Zone, ...]
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    breaks: tuple[str, ...]

    @property
    def broken(self) -> bool:
        return bool(self.breaks)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The breaks with the side on which there is room for their words."""
        return tuple(
            _mark(x, worded=not number) for number, x in enumerate(self.breaks)
        )


def trend(card: Card) -> Trend | None:
    """The trend of a card; None with fewer than two years, or no result."""
    if card.result is None:
        return None
    return drawn(card.results, card.result, joined=alike)


def alike(a: Told, b: Told) -> bool:
    """Whether a line may go from one year to the next: neighbours by one method."""
    return b.year == a.year + 1 and a.method.series == b.method.series


def drawn(told: Sequence[T], own: T, *, joined: Callable[[T, T], bool]) -> Trend | None:
    """These years, oldest first, with ``own`` among them; None for fewer than two.

    ``joined`` says between which neighbours a line may go.
    """
    if len(told) < 2:
        return None
    low = min(one.score for one in told) < HALF
    start = Decimal(0) if low else HALF
    step = (LAST - FIRST) / (len(told) - 1)
    placed = [(one, FIRST + step * number) for number, one in enumerate(told)]
    return Trend(
        start=int(start),
        zones=_zones(own.method.bands, start),
        points=tuple(_point(one, x, start, own) for one, x in placed),
        lines=tuple(
            f"{x:.2f},{_y(a.score, start)} {x2:.2f},{_y(b.score, start)}"
            for (a, x), (b, x2) in pairwise(placed)
            if joined(a, b)
        ),
        breaks=tuple(
            f"{(x + x2) / 2:.2f}%"
            for (a, x), (b, x2) in pairwise(placed)
            if a.method.series != b.method.series
        ),
    )


def _mark(x: str, *, worded: bool) -> Mark:
    if Decimal(x.rstrip("%")) > HALF:
        return Mark(x, "end", -6, worded)
    return Mark(x, "start", 6, worded)


def _y(score: Decimal, start: Decimal) -> str:
    share = (Decimal(100) - score) / (Decimal(100) - start)
    return f"{TOP + share * (BOTTOM - TOP):.1f}"


def _point(result: Told, x: Decimal, start: Decimal, own: Told) -> Point:
    y = Decimal(_y(result.score, start))
    above = y > TOP + 24
    return Point(
        year=result.year,
        score=result.score,
        x=f"{x:.2f}%",
        y=f"{y}",
        label_y=f"{y - 12 if above else y + 24}",
        hollow=result.method.series != own.method.series,
    )


def _zones(bands: tuple[Band, ...], start: Decimal) -> tuple[Zone, ...]:
    made = []
    top = Decimal(100)
    for band in bands:
        lower = max(band.lower, start)
        if top <= start:
            break
        y, end = Decimal(_y(top, start)), Decimal(_y(lower, start))
        made.append(
            Zone(
                colour=band.colour,
                label=band.short if end - y > FLAT else "",
                y=f"{y}",
                height=f"{end - y - 1}",
                label_y=f"{(y + end) / 2 + 5:.1f}",
                line_y=f"{end}",
            )
        )
        top = band.lower
    return tuple(made)
