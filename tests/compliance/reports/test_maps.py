"""The tiles and the outlines of the provinces cover the register, and nothing else."""

import csv
import json
import re
from pathlib import Path

from django.conf import settings

from compliance.reports import outline, tiles

REGISTER = Path(settings.BASE_DIR) / "agencies/data"
STYLES = Path(settings.BASE_DIR) / "static/css/base.css"
PATH = re.compile(r"(M\d+ \d+l-?\d+[ -]\d+([ -]-?\d+)*z)+")


def codes(name: str) -> set[str]:
    with (REGISTER / name).open(newline="", encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


def test_every_province_has_one_tile_with_a_code_and_a_place_of_its_own() -> None:
    every = [pair for _name, found in tiles.ISLANDS for pair in found.items()]
    assert {code for code, _short in every} == codes("provinces.csv")
    assert len({short for _code, short in every}) == len(every) == 38
    styles = STYLES.read_text(encoding="utf-8")
    placed = re.findall(r"\.p-([A-Z]{2}) \{\n\s+grid-area: (\d+) / (\d+);", styles)
    assert {short for short, _row, _column in placed} == {s for _code, s in every}
    assert len({(row, column) for _short, row, column in placed}) == 38


def test_every_regency_and_city_is_drawn_in_the_file_of_its_province() -> None:
    drawn = set()
    for file in outline.FOLDER.glob("*.json"):
        found = json.loads(file.read_text(encoding="utf-8"))
        assert {code[:2] for code in found["shapes"]} == {file.stem}
        drawn |= found["shapes"].keys()
    assert drawn == codes("regencies.csv")


def test_an_outline_is_a_path_inside_its_drawing_and_nothing_else() -> None:
    for file in outline.FOLDER.glob("*.json"):
        found = json.loads(file.read_text(encoding="utf-8"))
        assert max(found["width"], found["height"]) <= 1012
        for shape in found["shapes"].values():
            assert PATH.fullmatch(shape["path"]), file.stem
            assert 0 <= shape["x"] <= found["width"]
            assert 0 <= shape["y"] <= found["height"]
