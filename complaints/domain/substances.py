"""Which substance a story is about, told by its words alone. Pure counting, no guessing.

A word counts the more the fewer lists it stands in; a phrase counts for two words, and
a word of the title for two of the story. The words are ours (``substance_words.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from complaints.domain.substance_words import WORDS
from complaints.domain.taxonomy import SUBSTANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The answer "I do not know" of the substance page; a case keeps nothing of it.
UNKNOWN = "unknown"
CODES = tuple(entry.code for entry in SUBSTANCES)
#: As many as stand on top of the list.
PROPOSED = 3
_NO_LETTER = re.compile(r"[^a-z0-9]+")
#: What everyday speech hangs onto a word: KTPnya, rumahku, bansosmu, sudahlah.
_CLITICS = ("nya", "ku", "mu", "lah", "kah", "pun")
_SHORTEST = 3


def _terms() -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(" ".join(term.split()) for term in text.split(","))
        for code, text in WORDS.items()
    }


TERMS = _terms()
_LISTS = Counter(term for terms in TERMS.values() for term in set(terms))
_LONGEST = max(len(term.split()) for term in _LISTS)


def propose(story: str, title: str = "") -> tuple[str, ...]:
    """The codes of at most three substances that the words point to, best first."""
    counted = _heard(story) + _heard(title) + _heard(title)
    scores: dict[str, float] = {}
    for code, terms in TERMS.items():
        score = sum(_weight(term, counted[term]) for term in terms)
        if score:
            scores[code] = score
    ranked = sorted(scores, key=lambda code: (-scores[code], CODES.index(code)))
    return tuple(ranked[:PROPOSED])


def _weight(term: str, times: int) -> float:
    """A term said three times says no more than one said twice."""
    return min(times, 2) * len(term.split()) / _LISTS[term]


def _heard(text: str) -> Counter[str]:
    """Every word and phrase of a text that some list could hold, with its count."""
    words = [_bare(word) for word in _plain(text).split()]
    return Counter(_phrases(words))


def _plain(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", letters)


def _bare(word: str) -> str:
    """The word without what hangs onto it, unless it is itself on a list."""
    if word in _LISTS:
        return word
    for clitic in _CLITICS:
        root = word.removesuffix(clitic)
        if root != word and len(root) >= _SHORTEST:
            return root
    return word


def _phrases(words: list[str]) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if phrase in _LISTS:
                yield phrase
