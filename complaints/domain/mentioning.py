"""Whom a note asks to look by writing ``@`` before a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: An ``@`` that begins a word; in an address of mail it stands inside one.
_AT = re.compile(r"(?<![\w@.])@(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*\w)?")


@dataclass(frozen=True, slots=True)
class Addressed:
    """The people, and the names that are nobody's or more than one person's."""

    people: Sequence[int]
    unknown: Sequence[str]
    ambiguous: Sequence[str]


def addressed(text: str, people: Iterable[tuple[int, str]]) -> Addressed:
    """Whom a text addresses, of these people alone.

    A whole name is read where one stands, else one word: any part of the name, or all
    of them with dots between. Small and capital letters are the same.
    """
    known = [(pk, name.lower()) for pk, name in people]
    found: dict[int, None] = {}
    unknown: dict[str, None] = {}
    ambiguous: dict[str, None] = {}
    for at in _AT.finditer(text):
        name, meant = _meant(text[at.end() :], known)
        if len(meant) == 1:
            found[meant[0]] = None
        else:
            (ambiguous if meant else unknown)[name] = None
    return Addressed(list(found), list(unknown), list(ambiguous))


def _meant(rest: str, known: Sequence[tuple[int, str]]) -> tuple[str, Sequence[int]]:
    """The name with which this begins, and the numbers of who is called so."""
    begins = rest.lower()
    whole = [name for _pk, name in known if _stands(begins, name)]
    if whole:
        longest = max(whole, key=len)
        return rest[: len(longest)], [pk for pk, name in known if name == longest]
    said = _WORD.findall(rest)[0]
    return said, [pk for pk, name in known if _called(said.lower(), name)]


def _stands(text: str, name: str) -> bool:
    """Whether the text begins with this name, and not in the middle of a word."""
    return text.startswith(name) and not re.match(r"\w", text[len(name) :])


def _called(word: str, name: str) -> bool:
    parts = re.findall(r"[^\s,]+", name)
    return word in {*parts, ".".join(parts)}
