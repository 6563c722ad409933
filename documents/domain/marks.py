"""What is blacked out of a file before somebody outside may have it.

A mark is a rectangle on one sheet, in ten-thousandths of the sheet's width and height:
the same place at every size of the picture.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The whole width or height of a sheet.
WHOLE = 10_000
#: So much around words that were found: letters reach over their box.
MARGIN = 25
#: Of one file. Whoever needs more hands out a summary.
MOST_MARKS = 2_000
MOST_SHEETS = 200
#: Smaller than this nobody sees, and nobody meant it.
LEAST = 10


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A black rectangle; the first sheet is 1, the corner of all is at the top left."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_sound(self) -> bool:
        """Whether it lies on a sheet and covers something."""
        across = self.left >= 0 and self.left + LEAST <= self.right <= WHOLE
        down = self.top >= 0 and self.top + LEAST <= self.bottom <= WHOLE
        return self.sheet >= 1 and across and down

    def plain(self) -> dict[str, int]:
        """As the database and the child keep it."""
        return asdict(self)


def read(rows: Iterable[Mapping[str, int]]) -> list[Mark]:
    """The marks of plain rows, in reading order."""
    return sorted(Mark(**row) for row in rows)


def around(mark: Mark) -> Mark:
    """The same with a margin, as far as the sheet reaches."""
    return Mark(
        sheet=mark.sheet,
        top=max(mark.top - MARGIN, 0),
        left=max(mark.left - MARGIN, 0),
        bottom=min(mark.bottom + MARGIN, WHOLE),
        right=min(mark.right + MARGIN, WHOLE),
    )


def joined(there: Iterable[Mark], new: Iterable[Mark]) -> list[Mark]:
    """Both, each place once, in reading order."""
    return sorted({*there, *new})
