"""The extra questions of a substance: their kinds, and what counts as an answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


#: Answers of these kinds are words of the reporter, to be searched like the story.
WORDS = frozenset({Kind.TEXT, Kind.LONG})
#: How long an answer may be.
LONGEST = {Kind.TEXT: 200, Kind.LONG: 2000}
#: As many questions as one page bears.
MOST = 12


def is_answer(kind: Kind, value: str, *, choices: int = 0) -> bool:
    """Whether ``value`` can stand as the answer to a question of this kind.

    ``choices``: of how many one is chosen; an answer is the place, from 1. An empty
    answer is none; whether one may leave it empty is the question's to say.
    """
    if kind in WORDS:
        return len(value) <= LONGEST[kind]
    if kind is Kind.DATE:
        return _is_day(value)
    if kind is Kind.YES_NO:
        return value in {"yes", "no"}
    return value in {str(place) for place in range(1, choices + 1)}


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
