"""How many agencies stood in each zone, as one bar a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.models import ZoneCount

#: A colour, as a letter of the style sheet, and how many.
Count = tuple[str, int]
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
        pieces=tuple(pieces(zones_of(row))),
    )


def zones_of(row: ZoneCount) -> tuple[Count, ...]:
    """The three zones with their colours."""
    return ("A", row.green), ("C", row.yellow), ("E", row.red)


def pieces(counts: Sequence[Count]) -> Iterator[Piece]:
    """The pieces of one bar, from the left; together they are as long as the width."""
    whole = sum(n for _colour, n in counts)
    x = Decimal(0)
    for colour, n in counts:
        width = Decimal(n) * 100 / whole
        yield Piece(
            colour,
            f"{round_once(x)}%",
            f"{round_once(max(width - GAP, Decimal(0)))}%",
            n,
            roomy=width >= 10,
        )
        x += width
