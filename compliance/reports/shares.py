"""Stacked bars of counts: one bar for each line, each as long as the whole width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.reports.zones import NUMBER, STEP, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.reports.zones import Count

#: Places of a line from its top: its words, and its bar below them.
WORDS, BAR = 15, 23


@dataclass(frozen=True, slots=True)
class Whole:
    """One bar with its words and its number of agencies."""

    name: str
    n: int
    words_y: int
    bar_y: int
    number_y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Bars from top to bottom, and the colours that stand in them with their names."""

    bars: tuple[Whole, ...]
    legend: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        return STEP * len(self.bars)

    @property
    def says(self) -> str:
        """All of it in words, for who does not see it."""
        names = dict(self.legend)
        return " ".join(
            f"{bar.name}: "
            + ", ".join(f"{names[one.colour]} {one.n}" for one in bar.pieces if one.n)
            + "."
            for bar in self.bars
        )


def shares(
    lines: Iterable[tuple[str, Sequence[Count]]], legend: Iterable[tuple[str, str]]
) -> Shares | None:
    """The bars of these lines; None where nothing is counted.

    ``legend``: each colour (a letter of the style sheet) with its name.
    """
    told = [(name, counts) for name, counts in lines if sum(n for _, n in counts)]
    if not told:
        return None
    bars = tuple(
        Whole(
            name=name,
            n=sum(n for _, n in counts),
            words_y=STEP * place + WORDS,
            bar_y=STEP * place + BAR,
            number_y=STEP * place + NUMBER,
            pieces=tuple(pieces(counts)),
        )
        for place, (name, counts) in enumerate(told)
    )
    return Shares(bars, tuple(legend))
