"""Versions of data that everybody may take: when there is a new one, and what it keeps.

A version is never changed. What it told of a year that counts people is told again in
every later version, to the letter: who takes one version from another must not learn of
the few reports that came between.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from compliance.domain.reckoning import Name, reckoned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, str]


class Key(StrEnum):
    """The data sets, as their addresses name them."""

    SCORES = "nilai"
    RECOMMENDATIONS = "rekomendasi"
    CLOSINGS = "penutupan"


#: Beside what names a figure stand its number and words for people.
NUMBER, YEAR = "n", "year"
#: By so many reports, at least, a correction changes what it changes.
LEAST = 5


def years_in(rows: Iterable[Row]) -> set[int]:
    """The years that were told."""
    return {int(row[YEAR]) for row in rows}


def corrects(versions: Iterable[Sequence[Row]], anew: Sequence[Row]) -> bool:
    """Whether figures of a year may take the place of those that were told.

    They are the same figures, none more and none less, and each is the same number as in
    every earlier version or another by five or more; so is what can be reckoned from them
    (``reckoning``): then no few reports stand behind the difference of any two.
    """
    now = _numbers(anew)
    for version in versions:
        told = _numbers(version)
        if told.keys() != now.keys():
            return False
        if not (_apart(told, now) and _apart(reckoned(told), reckoned(now))):
            return False
    return True


def _apart(before: Mapping[Any, int], after: Mapping[Any, int]) -> bool:
    changes = {abs(after[key] - n) for key, n in before.items()}
    return all(change == 0 or change >= LEAST for change in changes)


def _numbers(rows: Iterable[Row]) -> dict[Name, int]:
    return {Name(*(row[one] for one in Name._fields)): int(row[NUMBER]) for row in rows}
