"""How many agencies stood in each zone, as one bar a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.models import ZoneCount

#: Pixels from one year's bar to the next, and from its words to the bar.
STEP, WORDS, BAR, NUMBER = 62, 15, 23, 41
GAP = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Piece:
    """One zone of a bar; its number is written inside where there is room."""

    colour: str
    x: str
    width: str
    n: int
    roomy: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One year."""

    year: int
    assessed: int
    green: int
    yellow: int
    red: int
    percent: int
    words_y: int
    bar_y: int
    number_y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """All years, oldest first."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return STEP * len(self.bars)


def stack(rows: Iterable[ZoneCount]) -> Stack:
    """The bars of these counts."""
    return Stack(tuple(_bar(row, STEP * place) for place, row in enumerate(rows)))


def _bar(row: ZoneCount, y: int) -> Bar:
    return Bar(
        year=row.year,
        assessed=row.assessed,
        green=row.green,
        yellow=row.yellow,
        red=row.red,
        percent=round(row.green * 100 / row.assessed),
        words_y=y + WORDS,
        bar_y=y + BAR,
        number_y=y + NUMBER,
        pieces=tuple(_pieces(row)),
    )


def _pieces(row: ZoneCount) -> Iterable[Piece]:
    x = Decimal(0)
    for colour, n in (("A", row.green), ("C", row.yellow), ("E", row.red)):
        width = Decimal(n) * 100 / row.assessed
        yield Piece(
            colour,
            f"{round_once(x)}%",
            f"{round_once(max(width - GAP, Decimal(0)))}%",
            n,
            roomy=width >= 10,
        )
        x += width
