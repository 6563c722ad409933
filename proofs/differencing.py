"""An attack on figures that were told of people: what of the small can be reckoned out.

The attacker has every figure of a year, in every version, and knows the register of
regions. He sets up an equation for each figure over the cells that he is after, takes
equations from one another where one is part of the other, takes away what he knows
already, and narrows every cell from both sides until nothing moves. It shares no code with
the rule that it attacks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

SMALL = range(1, 5)
ANYTHING = 10**9
ROUNDS = 40
#: So many equations at most.
MOST = 20_000
OTHERS = "digabung"
TIMES = ("1", "2", "3", "4")
#: What the attacker is after: by place, time and kind.
FAMILIES = (
    ("province", "time"),
    ("regency", "time"),
    ("province", "time", "outcome"),
    ("regency", "time", "outcome"),
    ("province", "time", "substance"),
)
Cell = dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, as everybody reads it. ``time`` is "" for the year."""

    time: str
    level: str
    area: str
    by: str
    code: str
    n: int


@dataclass(frozen=True, slots=True)
class World:
    """What is no secret: regions by province, substances, ways to end."""

    regencies: Mapping[str, Sequence[str]]
    substances: Sequence[str]
    outcomes: Sequence[str]

    def values(self, axis: str) -> Sequence[str]:
        if axis == "province":
            return list(self.regencies)
        if axis == "regency":
            return [code for codes in self.regencies.values() for code in codes]
        return {
            "time": TIMES,
            "substance": self.substances,
            "outcome": self.outcomes,
        }[axis]


@dataclass
class Found:
    """``cells``: shown to hold one to four. ``groups``: sets of cells that do together."""

    cells: list[tuple[str, ...]]
    groups: int
    bounds: dict[tuple[str, ...], tuple[int, int]]

    @property
    def disclosures(self) -> int:
        return len(self.cells) + self.groups


def attack(lines: Collection[Line], world: World, axes: tuple[str, ...]) -> Found:
    """What the lines of one year give away of the cells with these axes."""
    keys = list(product(*(world.values(axis) for axis in axes)))
    equations = _equations(lines, axes, keys)
    _difference(equations)
    low, high = _narrow(equations, len(keys))
    cells = [
        key
        for key, least, most in zip(keys, low, high, strict=True)
        if least >= SMALL[0] and most <= SMALL[-1]
    ]
    bounds = {key: (low[i], high[i]) for i, key in enumerate(keys)}
    return Found(cells, _groups(equations, low, high), bounds)


def _equations(
    lines: Collection[Line],
    axes: tuple[str, ...],
    keys: Sequence[tuple[str, ...]],
) -> dict[int, int]:
    """From a set of cells, as bits, to what they come to."""
    cells = [_cell(axes, key) for key in keys]
    masks = _masks(cells)
    whole = (1 << len(keys)) - 1
    found: dict[int, int] = {}
    for line in lines:
        picked = _mask(line, lines, axes, masks, whole)
        if picked is not None:
            found[picked] = line.n
    for empty in _silences(lines, axes, masks):
        found[empty] = 0
    return found


def _cell(axes: tuple[str, ...], key: tuple[str, ...]) -> Cell:
    cell = dict(zip(axes, key, strict=True))
    if "regency" in cell:
        cell["province"] = cell["regency"][:2]
    return cell


def _masks(cells: Iterable[Cell]) -> dict[tuple[str, str], int]:
    """For each value of an axis the cells that have it."""
    masks: dict[tuple[str, str], int] = defaultdict(int)
    for i, cell in enumerate(cells):
        for axis, value in cell.items():
            masks[axis, value] |= 1 << i
    return masks


def _mask(
    line: Line,
    lines: Collection[Line],
    axes: tuple[str, ...],
    masks: Mapping[tuple[str, str], int],
    whole: int,
) -> int | None:
    """The cells that a line sums; None where it is of other cells."""
    kind = {"hasil": "outcome", "bidang": "substance"}.get(line.by, "")
    in_regencies = line.level.startswith("kabupaten_kota")
    if (kind and kind not in axes) or (in_regencies and "regency" not in axes):
        return None
    picked = masks["time", line.time] if line.time else whole
    picked &= _where(line, lines, masks, whole)
    if kind and line.code != OTHERS:
        return picked & masks[kind, line.code]
    if kind:
        for one in lines:
            if _beside(one, line) and one.code != OTHERS:
                picked &= ~masks[kind, one.code]
    return picked


def _beside(one: Line, line: Line) -> bool:
    return (one.time, one.level, one.area, one.by) == (
        line.time,
        line.level,
        line.area,
        line.by,
    )


def _where(
    line: Line,
    lines: Collection[Line],
    masks: Mapping[tuple[str, str], int],
    whole: int,
) -> int:
    """The cells of the place of a line; of others, those that no line names."""
    match line.level:
        case "provinsi":
            return masks["province", line.area]
        case "kabupaten_kota":
            return masks["regency", line.area]
        case "provinsi_lain":
            named = [
                masks["province", one.area]
                for one in lines
                if one.level == "provinsi" and line.time in ("", one.time)
            ]
            return _without(whole, named)
        case "kabupaten_kota_lain":
            named = [
                masks["regency", one.area]
                for one in lines
                if one.level == "kabupaten_kota" and one.area[:2] == line.area
            ]
            return _without(masks["province", line.area], named)
        case _:
            return whole


def _without(mask: int, parts: Iterable[int]) -> int:
    for part in parts:
        mask &= ~part
    return mask


def _silences(
    lines: Collection[Line],
    axes: tuple[str, ...],
    masks: Mapping[tuple[str, str], int],
) -> list[int]:
    """What a breakdown does not name is nothing, where it has no line for others."""
    named: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for line in lines:
        if line.by != "semua" and line.level in ("nasional", "provinsi"):
            named[line.time, line.level, line.area, line.by].add(line.code)
    empty = []
    for (time, level, area, by), codes in named.items():
        axis = {"hasil": "outcome", "bidang": "substance"}[by]
        if axis not in axes or OTHERS in codes or not time:
            continue
        picked = masks["time", time]
        if level == "provinsi":
            picked &= masks["province", area]
        for code in codes:
            picked &= ~masks[axis, code]
        empty.append(picked)
    return empty


def _difference(equations: dict[int, int], rounds: int = 2) -> None:
    """Take each equation from those that it is a part of."""
    for _ in range(rounds):
        known = sorted(equations.items(), key=lambda one: one[0].bit_count())
        new = {}
        for i, (part, less) in enumerate(known):
            for whole, more in known[i + 1 :]:
                if part & whole == part and part != whole:
                    left = whole ^ part
                    if left not in equations:
                        new[left] = more - less
        if not new or len(equations) + len(new) > MOST:
            return
        equations |= new


def _narrow(equations: Mapping[int, int], size: int) -> tuple[list[int], list[int]]:
    """The least and the most that each cell can hold, as far as the equations say."""
    low, high = [0] * size, [ANYTHING] * size
    sums = [(_bits(mask), n) for mask, n in equations.items()]
    for _ in range(ROUNDS):
        moved = False
        for cells, n in sums:
            least, most = sum(low[i] for i in cells), sum(high[i] for i in cells)
            for i in cells:
                up, down = n - (least - low[i]), n - (most - high[i])
                if up < high[i]:
                    most += up - high[i]
                    high[i], moved = up, True
                if down > low[i]:
                    least += down - low[i]
                    low[i], moved = down, True
        if not moved:
            break
    return low, high


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        last = mask & -mask
        found.append(last.bit_length() - 1)
        mask ^= last
    return found


def _groups(equations: Mapping[int, int], low: list[int], high: list[int]) -> int:
    """Sets of cells that hold one to four together, without those that are known."""
    seen = set()
    for mask, n in equations.items():
        left, cells = n, []
        for i in _bits(mask):
            if low[i] == high[i]:
                left -= low[i]
            else:
                cells.append(i)
        if cells and left in SMALL:
            seen.add(tuple(cells))
    return len(seen)


def between(before: Iterable[Line], after: Iterable[Line]) -> int:
    """How many figures of two versions of one year differ by one to four."""
    older = {(o.time, o.level, o.area, o.by, o.code): o.n for o in before}
    newer = {(o.time, o.level, o.area, o.by, o.code): o.n for o in after}
    return sum(
        abs(newer.get(key, 0) - older.get(key, 0)) in SMALL
        for key in older.keys() | newer.keys()
    )


def linked(
    people: Iterable[tuple[str, str, str]],
    lines: Collection[Line],
    world: World,
    bounds: Mapping[tuple[str, ...], tuple[int, int]],
) -> int:
    """Of how many people something follows for who knows regency and time of each.

    That the smallest number that he is counted in is under five, or how his report ended.
    ``people``: regency, time, substance; ``bounds``: of regency, time and outcome.
    """
    ends: dict[tuple[str, str], int] = defaultdict(int)
    for (regency, time, _outcome), (_least, most) in bounds.items():
        ends[regency, time] += most > 0
    crowd = _crowd(lines, world)
    return sum(
        ends[regency, time] < 2 or crowd(regency, time, substance) in SMALL
        for regency, time, substance in people
    )


def _crowd(lines: Collection[Line], world: World) -> Callable[[str, str, str], int]:
    """The smallest number that somebody is counted in of whom this much is known."""
    told = {(o.time, o.level, o.area, o.by, o.code): o.n for o in lines}
    levels = {code: province for province, of in world.regencies.items() for code in of}

    def crowd(regency: str, time: str, substance: str) -> int:
        province = levels[regency]
        asked = [
            ("", "kabupaten_kota", regency, "semua", ""),
            ("", "provinsi", province, "semua", ""),
            (time, "provinsi", province, "semua", ""),
            (time, "nasional", "", "bidang", substance),
            (time, "nasional", "", "semua", ""),
        ]
        return min((told[key] for key in asked if key in told), default=SMALL[-1] + 1)

    return crowd
