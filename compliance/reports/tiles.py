"""The provinces as equal tiles: near where they lie on a desk, by island on a telephone.

The short codes are those of ISO 3166-2:ID; where each stands is said in the style
sheet by the same code (``.p-AC``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

    from compliance.selectors.provinces import Unit

#: The Ministry of Home Affairs' codes of an island's provinces, and their short ones.
ISLANDS: tuple[tuple[_StrPromise, Mapping[str, str]], ...] = (
    (
        _("Sumatra"),
        {
            "11": "AC",
            "12": "SU",
            "13": "SB",
            "14": "RI",
            "21": "KR",
            "15": "JA",
            "17": "BE",
            "16": "SS",
            "19": "BB",
            "18": "LA",
        },
    ),
    (
        _("Jawa"),
        {"36": "BT", "31": "JK", "32": "JB", "33": "JT", "34": "YO", "35": "JI"},
    ),
    (_("Bali dan Nusa Tenggara"), {"51": "BA", "52": "NB", "53": "NT"}),
    (
        _("Kalimantan"),
        {"61": "KB", "62": "KT", "63": "KS", "64": "KI", "65": "KU"},
    ),
    (
        _("Sulawesi"),
        {"71": "SA", "75": "GO", "72": "ST", "76": "SR", "73": "SN", "74": "SG"},
    ),
    (_("Maluku"), {"82": "MU", "81": "MA"}),
    (
        _("Papua"),
        {"96": "PD", "92": "PB", "91": "PA", "94": "PT", "95": "PE", "93": "PS"},
    ),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One province; ``short`` is its code on the tile."""

    short: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Island:
    """A group of tiles with its heading."""

    name: _StrPromise
    tiles: tuple[Tile, ...]


def islands(units: Iterable[Unit]) -> tuple[Island, ...]:
    """The tiles of these provincial governments; a province that has none has no tile."""
    by_code = {unit.code: unit for unit in units}
    return tuple(
        Island(
            name,
            tuple(
                Tile(short, by_code[code])
                for code, short in codes.items()
                if code in by_code
            ),
        )
        for name, codes in ISLANDS
        if codes.keys() & by_code.keys()
    )
