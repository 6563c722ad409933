"""The map of a province: outlines in its own units, one shape for each region.

The outlines are files of this app (``docs/maps/prepare.py`` makes them). A map is the
one drawing with a viewBox: it grows and shrinks as a whole, and its letters with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.selectors.provinces import Province, Unit

FOLDER = Path(__file__).resolve().parent.parent / "data" / "geo"
#: Units of room from which one letter, or a word, can be read inside a shape.
LETTER, WORD = 26, 70
#: Where there is less room than this, a dot stands for what is too small to be seen.
TINY = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """One region. ``unit`` is None where no government of its own is assessed."""

    name: str
    path: str
    x: int
    y: int
    unit: Unit | None
    dot: bool
    letter: str

    @property
    def colour(self) -> str:
        """A letter of the style sheet; X where no score is known."""
        row = self.unit.row if self.unit else None
        return row.result.band.colour if row else "X"


@dataclass(frozen=True, slots=True)
class Outline:
    """All shapes of a province, in the order in which they are drawn."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def outline(province: Province) -> Outline | None:
    """The map of a province; None where there is no drawing of it."""
    drawn = _drawing(province.code)
    if drawn is None:
        return None
    units = {unit.code: unit for unit in province.units}
    return Outline(
        drawn["width"],
        drawn["height"],
        tuple(
            _shape(told, units.get(code), province.parts.get(code, ""))
            for code, told in drawn["shapes"].items()
            if code in units or code in province.parts
        ),
    )


def _shape(told: dict[str, Any], unit: Unit | None, part: str) -> Shape:
    row = unit.row if unit else None
    said = row.result.band.short if row else ""
    room = told["room"]
    return Shape(
        name=unit.name if unit else part,
        path=told["path"],
        x=told["x"],
        y=told["y"],
        unit=unit,
        dot=room < TINY,
        letter=said if room >= (LETTER if len(said) == 1 else WORD) else "",
    )


@cache
def _drawing(code: str) -> dict[str, Any] | None:
    """The file of a province, read once; ``code`` is that of a row, never typed."""
    file = FOLDER / f"{code}.json"
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
