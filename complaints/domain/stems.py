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

_WORD = re.compile(r"[a-z]+")
_SHORTEST = 3
#: Slips are read only in words that are long enough to be told apart.
_SLIPPABLE = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: As many readings of a slip as are searched for.
READINGS = 3
_PARTICLES = ("lah", "kah", "tah", "pun")
_OWN = ("nya", "ku", "mu")
_ENDINGS = ("kan", "an", "i")
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
_MOST_BEGINNINGS = 3


def words_in(text: str) -> list[str]:
    """The words of a text, small, without figures and signs."""
    return _WORD.findall(text.lower())


def root_of(word: str, roots: Collection[str]) -> str | None:
    """The root of a word, or None where the list knows none of it.

    The ending comes off first; whichever way takes the least off wins.
    """
    if word in roots:
        return word
    for rest in _without_ends(word):
        layer = [rest]
        for _n in range(_MOST_BEGINNINGS):
            layer = [inner for one in layer for inner in _without_beginning(one)]
            known = [one for one in layer if one in roots]
            if known:
                return max(known, key=len)
        if rest in roots:
            return rest
    return None


def _without_ends(word: str) -> Iterator[str]:
    """The word with fewer and fewer endings."""
    bare = _cut(_cut(word, _PARTICLES), _OWN)
    seen = dict.fromkeys([word, bare])
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            seen[bare[: -len(ending)]] = None
    yield from seen


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


def meant(
    word: str, roots: Collection[str], slang: Mapping[str, str]
) -> tuple[str, ...]:
    """The roots that somebody may mean who types this word, likeliest first."""
    said = slang.get(word, word)
    if found := [root_of(one, roots) or one for one in words_in(said)]:
        known = root_of(said, roots) is not None or said != word
        if known or len(word) < _SLIPPABLE:
            return tuple(found)
    return (word, *_slips(word, roots))


def _slips(word: str, roots: Collection[str]) -> list[str]:
    """Roots of the words that are one slip of the keys away."""
    found: dict[str, float] = {}
    for near in _one_slip(word):
        root = root_of(near, roots)
        if root is not None:
            found[root] = max(found.get(root, 0), _alike(near, word))
    return sorted(found, key=lambda root: (-found[root], -_alike(root, word), root))[
        :READINGS
    ]


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
