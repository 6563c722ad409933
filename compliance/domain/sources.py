"""What is done where two sources disagree about one agency and year: both are kept.

The first row stands, for a page needs one figure to draw; whoever says otherwise is kept
beside it with the source, and pages say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: What a source may say of an agency and year.
TOLD = ("score", "zone", "grade", "opinion", "rank", "of")


class Fact(StrEnum):
    """What two sources disagree about."""

    SCORE = "score"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Rows that stand, rows that contradict one of them, and the numbers of rows in
    which a source speaks a second time of the same agency and year."""

    shown: tuple[Mapping[str, object], ...]
    others: tuple[Mapping[str, object], ...]
    twice: tuple[int, ...]


def contradicts(shown: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether ``other`` says something that is not shown. Silence contradicts nothing."""
    return any(
        other.get(name) not in {None, ""} and other.get(name) != shown.get(name)
        for name in TOLD
    )


def sort_out(told: Iterable[tuple[int, Mapping[str, object]]]) -> SortedOut:
    """Which of these numbered rows stand, and which are kept beside them.

    A row names its ``year``, ``agency`` and ``source``.
    """
    shown: dict[tuple[object, object], Mapping[str, object]] = {}
    heard: set[tuple[object, object, object]] = set()
    others: list[Mapping[str, object]] = []
    twice: list[int] = []
    for number, row in told:
        about = row["year"], row["agency"]
        if (*about, row["source"]) in heard:
            twice.append(number)
        elif about not in shown:
            shown[about] = row
        elif contradicts(shown[about], row):
            others.append(row)
        heard.add((*about, row["source"]))
    return SortedOut(tuple(shown.values()), tuple(others), tuple(twice))
