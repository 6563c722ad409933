"""Makes the maps of the provinces from the boundaries of regencies and cities.

The boundaries are a GeoJSON file in degrees, simplified to 0.01 degrees, with the
properties ``code`` and ``province_code``; where they come from and under which licence
stands in ``compliance/data/SOURCES.md``. Each province becomes one small file: the
size of its drawing, and for each region its outline as an SVG path in whole units and
the place inside where a letter has most room, with how much room there is.

.venv/bin/python docs/maps/prepare.py regencies_simplified.geojson compliance/data/geo
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

#: Units of the longer side: more than a telephone has pixels, as many as a desk shows.
LONGER = 1000
#: Room around the drawing, for the line around what has the focus.
EDGE = 6
#: Islands of fewer square units are left out, but never the largest of a region.
SMALLEST = 6.0
#: Places tried across a region for the one that is farthest from its shore.
STEPS = 24


def rings(feature: dict[str, Any]) -> list[Ring]:
    """The outlines of a feature, islands and holes alike."""
    shape = feature["geometry"]
    parts = shape["coordinates"]
    polygons = [parts] if shape["type"] == "Polygon" else parts
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]


def area(ring: Ring) -> float:
    """Square units, whichever way it goes round."""
    after = ring[1:] + ring[:1]
    pairs = zip(ring, after, strict=True)
    return abs(sum(x * b - a * y for (x, y), (a, b) in pairs)) / 2


def path(ring: Ring) -> str:
    """One outline in whole units, each point told from the one before."""
    whole = [(round(x), round(y)) for x, y in ring]
    (x, y), said = whole[0], []
    for a, b in whole[1:]:
        if (a, b) != (x, y):
            said.append(f"{a - x} {b - y}")
            x, y = a, b
    if whole[0] == (x, y) and said:
        said.pop()  # "z" goes back by itself
    line = " ".join(said).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{line}z"


def inside(point: Point, ring: Ring) -> bool:
    """Whether the outline goes around this point."""
    x, y = point
    within = False
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            within = not within
    return within


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a piece of the outline."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (length or 1)
    along = min(1.0, max(0.0, along))
    return math.hypot(
        point[0] - start[0] - along * dx, point[1] - start[1] - along * dy
    )


def roomiest(ring: Ring) -> tuple[int, int, int]:
    """The place inside that is farthest from the outline, and how far that is."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best = (xs[0], ys[0], 0.0)
    for i in range(1, STEPS):
        for j in range(1, STEPS):
            place = (
                min(xs) + (max(xs) - min(xs)) * i / STEPS,
                min(ys) + (max(ys) - min(ys)) * j / STEPS,
            )
            if not inside(place, ring):
                continue
            sides = zip(ring, ring[1:] + ring[:1], strict=True)
            room = min(distance(place, a, b) for a, b in sides)
            if room > best[2]:
                best = (*place, room)
    return round(best[0]), round(best[1]), int(best[2])


def drawing(features: list[dict[str, Any]]) -> dict[str, Any]:
    """One province: north is up, a degree is as wide as it is at its middle."""
    told = {f["properties"]["code"]: rings(f) for f in features}
    points = [point for found in told.values() for ring in found for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * narrow, north - south
    scale = LONGER / max(width, height)

    def placed(ring: Ring) -> Ring:
        return [
            (EDGE + (x - west) * narrow * scale, EDGE + (north - y) * scale)
            for x, y in ring
        ]

    shapes = {}
    for code, found in sorted(told.items()):
        drawn = sorted((placed(ring) for ring in found), key=area, reverse=True)
        kept = [drawn[0], *(ring for ring in drawn[1:] if area(ring) >= SMALLEST)]
        x, y, room = roomiest(drawn[0])
        shapes[code] = {
            "path": "".join(path(ring) for ring in kept),
            "x": x,
            "y": y,
            "room": room,
        }
    size = [round(width * scale) + 2 * EDGE, round(height * scale) + 2 * EDGE]
    return {"width": size[0], "height": size[1], "shapes": shapes}


def prepare(source: Path, folder: Path) -> None:
    """Write a file for each province of the source."""
    provinces = defaultdict(list)
    for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
        provinces[feature["properties"]["province_code"]].append(feature)
    for code, features in sorted(provinces.items()):
        text = json.dumps(drawing(features), separators=(",", ":"))
        (folder / f"{code}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
