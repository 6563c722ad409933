"""The review of a draft LHP: its sections, and what changed between two versions."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Section(StrEnum):
    """A part of an LHP on which a head remarks, in the order of the letter."""

    ACCOUNT = "account"
    RESULT = "result"
    OPINION = "opinion"
    FINDINGS = "findings"
    CONCLUSION = "conclusion"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines: as they were ("same"), gone ("gone") or new ("new")."""

    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One section of two versions, piece by piece."""

    section: Section
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is gone or new in it."""
        return any(piece.what != "same" for piece in self.pieces)


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """Every section of two versions, line by line."""
    return tuple(
        Change(section, tuple(_pieces(before.get(section, ""), after.get(section, ""))))
        for section in Section
    )


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = before.splitlines(), after.splitlines()
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", tuple(old[a:b]))
            continue
        if b > a:
            yield Piece("gone", tuple(old[a:b]))
        if d > c:
            yield Piece("new", tuple(new[c:d]))
