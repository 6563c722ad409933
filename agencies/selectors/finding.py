"""Finding a place, from a province down to a village, by what people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from agencies.domain.kinds import Level
from agencies.domain.names import search_key
from agencies.models import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_WORDS = 8
_SHORTEST = 3
#: What says of which kind a place is; no name of ours is told apart by it.
_KINDS = frozenset(
    [
        "prov",
        "provinsi",
        "kab",
        "kabupaten",
        "kec",
        "kecamatan",
        "kel",
        "kelurahan",
        "desa",
        "ds",
        "kampung",
    ]
)
#: Places around come before those inside them, when their names fit equally well.
_ORDER = (Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE)


def search_regions(text: str, *, limit: int = 20) -> list[Region]:
    """Places whose name, or those around it, hold every word of this text, best first.

    "balikpapan" is the city before its districts; "gunung sari, balikpapan" a village
    by its city. If no place holds them all, slips of the keys are forgiven. At most two
    queries, whatever the text.
    """
    words = _words(text)
    if not words or limit < 1:
        return []
    return _best(_holding(words), words, limit) or _best(_near(words), words, limit)


def _words(text: str) -> list[str]:
    every = search_key(text).split()[:_MAX_WORDS]
    named = [word for word in every if word not in _KINDS]
    return named if any(len(word) >= _SHORTEST for word in named) else []


def _holding(words: Sequence[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(path__contains=word)
    return found


def _near(words: Sequence[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(path__trigram_word_similar=word)
    return found


def _best(found: Q, words: Sequence[str], limit: int) -> list[Region]:
    """The shallow first: the fewer names around it, the likelier it is meant."""
    level = Case(
        *(When(level=level, then=Value(n)) for n, level in enumerate(_ORDER)),
        output_field=IntegerField(),
    )
    first = Case(
        When(path__startswith=words[0], then=Value(0)),
        When(path__startswith=f"kota {words[0]}", then=Value(0)),
        When(path__startswith=f"kabupaten {words[0]}", then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = Region.objects.filter(found)
    return list(rows.order_by(first, level, Length("path"), "code")[:limit])
