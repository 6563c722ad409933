"""Which words of a file may find its case: no sentences, no numbers of people, no names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints.domain.leaks import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: So much of a file is read, and so many different words of it and of a case are kept.
MOST_SIGNS = 200_000
MOST_WORDS = 1_500
MOST_OF_CASE = 6_000
#: Longer ones are no words: what a table or a picture left behind.
_WORD = re.compile(r"[^\W_]{3,40}")


def findable(text: str, hidden: Callable[[str], bool]) -> str:
    """The different words of a text, in the order of the alphabet.

    ``hidden``: whether a word is part of a name that nobody is found by.
    """
    found: dict[str, None] = {}
    for word in _WORD.findall(text.lower()):
        if word in found or any(hidden(part) for part in words_of(word)):
            continue
        found[word] = None
        if len(found) == MOST_WORDS:
            break
    return " ".join(sorted(found))


def together(files: Iterable[str]) -> str:
    """The words of all files of a case, each once."""
    words = dict.fromkeys(word for words in files for word in words.split())
    return " ".join(list(words)[:MOST_OF_CASE])
