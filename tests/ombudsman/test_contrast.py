"""The pairs of colours that carry text, computed from the tokens (WCAG 2.2)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
Palette = dict[str, str]


def _declared(css: str) -> Palette:
    return {
        name: value.strip()
        for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css)
    }


def _palettes() -> dict[str, Palette]:
    light = _declared(TOKENS.split("@media")[0])
    by_system = TOKENS.split("@media")[1].split(":root[data-theme")[0]
    by_choice = TOKENS.rsplit(":root[data-theme", 1)[1]
    return {
        "light": light,
        "dark by system": light | _declared(by_system),
        "dark by choice": light | _declared(by_choice),
    }


def _colour(palette: Palette, name: str) -> tuple[float, float, float]:
    value = name if name.startswith("#") else palette[name]
    while value.startswith("var("):
        value = palette[value[6:-1]]
    digits = value.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(palette: Palette, one: str, other: str) -> float:
    low, high = sorted(_luminance(_colour(palette, name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("bg", "surface", "sunken")
TEXTS = [
    *[(text, ground) for text in ("text", "text-2", "text-3") for ground in GROUNDS],
    *[("link", ground) for ground in GROUNDS],
    *[(f"p-{who}", f"p-{who}-bg") for who in ("citizen", "ombud", "agency")],
    *[(tone, f"{tone}-bg") for tone in ("ok", "warn", "bad", "info")],
    *[(f"g-{grade}-on", f"g-{grade}") for grade in (*"abcde", "none")],
    ("on-action", "action"),
    ("on-brand", "brand"),
    ("on-brand-2", "brand"),
    ("on-brand-2", "brand-deep"),
    ("bad", "surface"),
    ("#fff", "soga-600"),
    ("#fff", "manggis-700"),
    ("#fff", "nila-700"),
]
SIGNS = [("line-strong", ground) for ground in ("bg", "surface")]
SIGNS += [("focus", "focus-halo"), ("bad", "bg")]


@pytest.mark.parametrize("theme", list(_palettes()))
@pytest.mark.parametrize(("front", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(front: str, ground: str, theme: str) -> None:
    assert _contrast(_palettes()[theme], front, ground) >= 4.5


@pytest.mark.parametrize("theme", list(_palettes()))
@pytest.mark.parametrize(("front", "ground"), SIGNS)
def test_borders_and_focus_stand_out(front: str, ground: str, theme: str) -> None:
    assert _contrast(_palettes()[theme], front, ground) >= 3


def test_the_two_ways_into_dark_give_the_same_colours() -> None:
    palettes = _palettes()
    assert palettes["dark by system"] == palettes["dark by choice"]
