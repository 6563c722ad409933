"""Indonesian words by their root, so that one form of a word finds the others.

After Nazief and Adriani: endings and beginnings are taken off as long as the rest may be
a word, and what stands in the list of roots is the root. "mengeluh", "dikeluhkan" and
"keluhan" are all "keluh". A word of no known root stays what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST = 3
#: Slips are read only in words that are long enough to be told apart.
_SLIPPABLE = 5
#: Longer ones are no word that anybody mistypes by one key, and cost much to try.
_LONGEST = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: As many readings of a slip as are searched for.
READINGS = 3
_PARTICLES = ("lah", "kah", "tah", "pun")
_OWN = ("nya", "ku", "mu")
_ENDINGS = ("an", "kan", "i")
#: What a beginning may have taken the place of: "menulis" is "tulis".
_BEGINNINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meng", ("", "k")),
    ("menge", ("",)),
    ("meny", ("s",)),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("peng", ("", "k")),
    ("penge", ("",)),
    ("peny", ("s",)),
    ("pem", ("", "p")),
    ("pen", ("", "t")),
    ("per", ("", "r")),
    ("pel", ("",)),
    ("pe", ("",)),
    ("ber", ("", "r")),
    ("bel", ("",)),
    ("be", ("",)),
    ("ter", ("", "r")),
    ("te", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
)
_MOST_BEGINNINGS = 2
#: Two spellings of one root, and roots that no list of ours has.
EQUAL = {
    "didik": "didik",
    "ijin": "izin",
    "selesai": "selesai",
    "sertipikat": "sertifikat",
    "wewenang": "wenang",
}


def words_in(text: str) -> list[str]:
    """The words and figures of a text, small, without signs."""
    return _WORD.findall(text.lower())


def roots_of(word: str, roots: Collection[str]) -> tuple[str, ...]:
    """The roots that a word may have: one, none, or "urus" and "kurus" of "mengurus".

    Those with the fewest parts off win, and of these those with the fewest beginnings.
    """
    best: tuple[int, int] | None = None
    found: dict[str, None] = {}
    for ends, rest in _without_ends(word):
        layer = [rest]
        for beginnings in range(_MOST_BEGINNINGS + 1):
            off = (ends + beginnings, beginnings)
            known = [
                EQUAL.get(one, one) for one in layer if one in roots or one in EQUAL
            ]
            if known and (best is None or off <= best):
                found = found if off == best else {}
                best = off
                found |= dict.fromkeys(known)
            layer = [inner for one in layer for inner in _without_beginning(one)]
    return tuple(found)


def _without_ends(word: str) -> Iterator[tuple[int, str]]:
    """The word with more and more endings off, and how many."""
    yield 0, word
    bare = _cut(_cut(word, _PARTICLES), _OWN)
    if bare != word:
        yield 1, bare
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            yield 1 + (bare != word), bare[: -len(ending)]


def _cut(word: str, endings: Collection[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _without_beginning(word: str) -> Iterator[str]:
    for beginning, instead in _BEGINNINGS:
        if word.startswith(beginning):
            rest = word[len(beginning) :]
            for letter in instead:
                if len(letter + rest) >= _SHORTEST:
                    yield letter + rest


def forms_of(
    word: str, roots: Collection[str], slang: Mapping[str, str]
) -> tuple[str, ...]:
    """What a word of a text may be found by beside itself: its roots, slang read."""
    said = slang.get(word, word)
    return tuple(root for one in words_in(said) for root in roots_of(one, roots))


def meant(
    word: str, roots: Collection[str], slang: Mapping[str, str]
) -> tuple[str, ...]:
    """What somebody may mean who types this word: itself, its roots, else a slip."""
    found = forms_of(word, roots, slang)
    if not found and _SLIPPABLE <= len(word) <= _LONGEST and word.isalpha():
        found = _slips(word, roots)
    return tuple(dict.fromkeys((word, *found)))


def _slips(word: str, roots: Collection[str]) -> tuple[str, ...]:
    """Roots of the words that are one slip of the keys away, likeliest first."""
    found: dict[str, float] = {}
    for near in _one_slip(word):
        for root in roots_of(near, roots):
            found[root] = max(found.get(root, 0), _alike(near, word))
    best = sorted(found, key=lambda root: (-found[root], -_alike(root, word), root))
    return tuple(best[:READINGS])


def _one_slip(word: str) -> set[str]:
    cuts = [(word[:n], word[n:]) for n in range(1, len(word) + 1)]
    left = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    more = {a + letter + b for a, b in cuts for letter in _LETTERS}
    return (left | swapped | other | more) - {word}


def _alike(one: str, other: str) -> float:
    """How many groups of three letters two words share, of all that they have."""
    a, b = _threes(one), _threes(other)
    return len(a & b) / len(a | b)


def _threes(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[n : n + 3] for n in range(len(padded) - 2)}
