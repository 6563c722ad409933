"""Which substance a story is about, told by its words alone. Pure counting, no guessing.

A word counts the more the fewer lists it stands in; a phrase counts for two words, and
a word of the title for two of the story. The lists are data, an administrator's; the
first ones are ours, from everyday speech (``complaints/data/substances.json``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.beginning import too_far

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

#: The answer "I do not know" of the substance page; a case keeps nothing of it.
UNKNOWN = "unknown"
#: As many as stand on top of the list.
PROPOSED = 3
#: So many words at most point to one substance, none longer than this.
MOST_WORDS, LONGEST_WORD = 120, 40
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_BETWEEN = re.compile(r"[,;\n]")
#: What everyday speech hangs onto a word: KTPnya, rumahku, bansosmu, sudahlah.
_CLITICS = ("nya", "ku", "mu", "lah", "kah", "pun")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Substance:
    """What a report may be about, as one version says it.

    ``place`` puts them in order; one that is not ``offered`` is retired: nobody chooses it
    any more, and the cases that have it keep it.
    """

    code: str
    name_id: str
    name_en: str
    place: int
    offered: bool = True
    words: tuple[str, ...] = ()


def in_order(found: Iterable[Substance]) -> list[Substance]:
    """As they stand in every list."""
    return sorted(found, key=lambda one: (one.place, one.name_id))


def code_of(name: str) -> str:
    """The code under which a new one is kept for good, made of its name; may be empty."""
    return "_".join(_plain(name).split())[:LONGEST_WORD].strip("_")


def words_of(typed: str) -> tuple[str, ...]:
    """Words and phrases between commas or lines, as stories are read; each once."""
    found = (" ".join(_plain(one).split()) for one in _BETWEEN.split(typed))
    return tuple(dict.fromkeys(one for one in found if one))


def why_not(code: str, words: tuple[str, ...], *, starts_on: date, today: date) -> str:
    """The code of the sentence that refuses a version; "" where it may be published."""
    if code == UNKNOWN or len(code) > LONGEST_WORD or not _CODE.fullmatch(code):
        return "substance_code"
    if len(words) > MOST_WORDS or any(len(one) > LONGEST_WORD for one in words):
        return "substance_words"
    if starts_on < today:
        return "substance_past"
    return "substance_far" if too_far(starts_on, today) else ""


class _Lists:
    """What each word counts, over all lists."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.times = Counter(word for found in words.values() for word in set(found))
        self.longest = max((len(word.split()) for word in self.times), default=0)

    def weight(self, word: str, times: int) -> float:
        """A word said three times says no more than one said twice."""
        return min(times, 2) * len(word.split()) / self.times[word]

    def heard(self, text: str) -> Counter[str]:
        """Every word and phrase of a text that some list holds, with its count."""
        return Counter(self._phrases([self._bare(w) for w in _plain(text).split()]))

    def _bare(self, word: str) -> str:
        """The word without what hangs onto it, unless it is itself on a list."""
        if word in self.times:
            return word
        for clitic in _CLITICS:
            root = word.removesuffix(clitic)
            if root != word and len(root) >= _SHORTEST:
                return root
        return word

    def _phrases(self, words: list[str]) -> Iterator[str]:
        for length in range(1, self.longest + 1):
            for start in range(len(words) - length + 1):
                phrase = " ".join(words[start : start + length])
                if phrase in self.times:
                    yield phrase


def propose(
    words: Mapping[str, tuple[str, ...]], story: str, title: str = ""
) -> tuple[str, ...]:
    """The codes of at most three substances that a story points to, best first.

    ``words``: those of each code, in the order in which equals stand.
    """
    lists = _Lists(words)
    counted = lists.heard(story) + lists.heard(title) + lists.heard(title)
    scores: dict[str, float] = {}
    for code, found in words.items():
        score = sum(lists.weight(word, counted[word]) for word in found)
        if score:
            scores[code] = score
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)  # stable
    return tuple(ranked[:PROPOSED])


def _plain(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", letters)
