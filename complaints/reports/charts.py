"""Lines and bars as places in an SVG: x in percent, y in pixels, from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP, BOTTOM = 24, 168
HEIGHT = 200
#: Between these percents of the width it is drawn.
FIRST, LAST = 9.0, 97.0
#: As many names as fit below at the width of a telephone.
NAMES = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A name below, or a number at the left edge with its line across."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; bars of one place stand side by side."""

    series: int
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines as points of a polyline, where they have only one point a dot, or bars."""

    lines: tuple[tuple[int, str], ...]
    dots: tuple[tuple[int, str, str], ...]
    bars: tuple[Bar, ...]
    names: tuple[Mark, ...]
    scale: tuple[Mark, ...]


def lines(names: Sequence[str], series: Sequence[Sequence[float | None]]) -> Chart:
    """A line for each series; None breaks it: there was nothing, which is not 0."""
    top = _top(series)
    places = _places(len(names))
    runs, dots = [], []
    for number, values in enumerate(series):
        for run in _runs(values):
            points = [(places[at], _y(value, top)) for at, value in run]
            if len(points) == 1:
                dots.append((number, f"{points[0][0]:.2f}%", f"{points[0][1]:.1f}"))
            else:
                runs.append((number, " ".join(f"{x:.2f},{y:.1f}" for x, y in points)))
    return Chart(tuple(runs), tuple(dots), (), _names(names, places), _scale(top))


def bars(names: Sequence[str], series: Sequence[Sequence[float]]) -> Chart:
    """A group of bars for each name, one for each series, all from 0."""
    top = _top(series)
    room = (LAST - FIRST) / max(1, len(names))
    width = room * 0.8 / max(1, len(series))
    found = []
    for number, values in enumerate(series):
        for at, value in enumerate(values):
            y = _y(value, top)
            x = FIRST + room * at + room * 0.1 + width * number
            found.append(
                Bar(
                    number,
                    f"{x:.2f}%",
                    f"{y:.1f}",
                    f"{width:.2f}%",
                    f"{BOTTOM - y:.1f}",
                )
            )
    middles = [FIRST + room * (at + 0.5) for at in range(len(names))]
    return Chart((), (), tuple(found), _names(names, middles), _scale(top))


def _top(series: Sequence[Sequence[float | None]]) -> int:
    """The end of the scale: 1, 2 or 5 times a power of ten, not below the largest."""
    largest = max((v for values in series for v in values if v is not None), default=0)
    step = 1
    while True:
        for factor in (1, 2, 5):
            if largest <= factor * step:
                return factor * step
        step *= 10


def _y(value: float, top: int) -> float:
    return BOTTOM - value / top * (BOTTOM - TOP)


def _places(count: int) -> list[float]:
    step = (LAST - FIRST) / max(1, count - 1)
    return [FIRST + step * at for at in range(count)]


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if run]


def _names(names: Sequence[str], places: Sequence[float]) -> tuple[Mark, ...]:
    every = max(1, -(-len(names) // NAMES))
    return tuple(
        Mark(name, f"{x:.2f}%", str(BOTTOM + 20))
        for at, (name, x) in enumerate(zip(names, places, strict=True))
        if at % every == 0
    )


def _scale(top: int) -> tuple[Mark, ...]:
    shown = (0, top) if top % 2 else (0, top // 2, top)
    return tuple(Mark(f"{v:g}", "0", f"{_y(v, top):.1f}") for v in shown)
