"""What in a text could tell who reported: numbers, mailboxes, names.

Whether a word is part of a name is asked of the caller, who knows marks and no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain import phone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Shorter words are in every text.
SHORTEST = 3
#: So many words of one name, side by side, are that person.
TOGETHER = 2


class Kind(StrEnum):
    """What sort of thing stands there."""

    NIK = "nik"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    WITNESS = "witness"  # the name of one who asked that nobody reads it
    OFTEN = "often"  # nothing of the text: it was asked too often


@dataclass(frozen=True, slots=True)
class Place:
    """One thing in a text, as it is written there. ``own``: it is the person's.

    ``sealed``: of somebody else, who reported what is read together with this case and
    keeps his name from the agency.
    """

    kind: Kind
    text: str
    own: bool = False
    sealed: bool = False


_EMAIL = re.compile(r"[^\s@<>,;:()\"']+@[^\s@<>,;:()\"']+\.[a-z]{2,}", re.IGNORECASE)
_NIK = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)", re.ASCII)
_PHONE = re.compile(r"(?<![\d+])(?:\+|\(?0|62)(?:[\s.()\-]*\d){7,14}(?!\d)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")


def identifiers(text: str) -> Iterator[Place]:
    """Identity numbers, telephones and mailboxes, whoever's they are."""
    for kind, shape in ((Kind.EMAIL, _EMAIL), (Kind.NIK, _NIK)):
        for found in shape.finditer(text):
            yield Place(kind, found[0])
        text = shape.sub(" ; ", text)
    for found in _PHONE.finditer(text):
        if phone.normalise(found[0]):
            yield Place(Kind.PHONE, found[0])


def words_of(name: str) -> list[str]:
    """The words of a name that are long enough to know it by, as they are compared."""
    found = (word.casefold() for word in _WORD.findall(name))
    return list(dict.fromkeys(word for word in found if len(word) >= SHORTEST))


def names(
    text: str, known: Callable[[str], bool], *, words: int, kind: Kind = Kind.NAME
) -> Iterator[Place]:
    """Words of a name of so many words. Several side by side, or all, are the person."""
    if not words:
        return
    run: list[str] = []
    for word in [*_WORD.findall(text), "-" * SHORTEST]:
        if len(word) < SHORTEST:
            continue
        if known(word.casefold()):
            run.append(word)
            continue
        if run:
            yield Place(kind, " ".join(run), len(run) >= min(TOGETHER, words))
        run = []
