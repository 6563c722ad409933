"""What a finding of an LHP rests on, and which finding is still the same one.

A draft is written again and again. A finding keeps its evidence while it says the same
form of maladministration, wherever it stands in the list by then.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


class Source(StrEnum):
    """What there is in a case that can prove something."""

    FILE = "file"
    ANSWER = "answer"  # of the agency to a request for explanation
    ACTIVITY = "activity"


def kept(before: Sequence[tuple[int, str]], after: Sequence[str]) -> list[int | None]:
    """For each finding of the new text the earlier one that it is; None for a new one.

    ``before``: ids and forms in their order; ``after``: the forms of the new text. Two
    findings of one form stay apart, in their order.
    """
    left = list(before)
    found: list[int | None] = []
    for form in after:
        match = next((pair for pair in left if pair[1] == form), None)
        if match is not None:
            left.remove(match)
        found.append(match[0] if match else None)
    return found


def unbacked(
    numbers: Iterable[int], backing: Mapping[int, Collection[str]]
) -> list[int]:
    """The numbers of the findings that rest on nothing that is in the case."""
    return [n for n in numbers if not backing.get(n)]


def answered(named: Collection[int], findings: Sequence[int]) -> tuple[int, ...]:
    """The findings that an order puts right: those named, or all where none is named.

    Raises :class:`ValueError` for the number of no finding.
    """
    strange = sorted(set(named) - set(findings))
    if strange:
        raise ValueError(f"no finding {strange[0]}")
    return tuple(n for n in findings if not named or n in named)
