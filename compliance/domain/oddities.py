"""What a reviewer looks at before he signs: figures that are possible and unlikely.

None of it changes a score. It is a list for people, each entry to be answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.domain.answering import NO, AnswerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from compliance.domain.answering import Question
    from compliance.domain.places import Seen

#: So many respondents who all say the very same are worth a look.
ALIKE_FROM = 4
#: A change between two years of one method that is worth a look, in points.
JUMP = 20


class Oddity(StrEnum):
    """Why somebody should look."""

    ALL_ALIKE = "all_alike"  # the sheets of several respondents are identical
    TOO_FEW = "too_few"  # fewer respondents than wanted
    NO_EVIDENCE = "no_evidence"  # a yes that needs its proof has none
    ALL_FULL = "all_full"  # everything at this unit has the full figure
    JUMP = "jump"  # far from the year before


@dataclass(frozen=True, slots=True)
class Odd:
    """One entry of the list: where, which indicator (may be none), and a count."""

    kind: Oddity
    code: str = ""
    n: int = 0


def alike(sheets: Sequence[Mapping[str, Decimal]]) -> int:
    """How many respondents gave the sheet that is given most; 0 where none repeats.

    A sheet is all answers of one person; one question alone is no sheet.
    """
    if not sheets or len(set().union(*sheets)) < 2:
        return 0
    counts: dict[tuple[tuple[str, Decimal], ...], int] = {}
    for sheet in sheets:
        key = tuple(sorted(sheet.items()))
        counts[key] = counts.get(key, 0) + 1
    most = max(counts.values())
    return most if most >= ALIKE_FROM else 0


def too_few(questions: Mapping[str, Question], seen: Mapping[str, Seen]) -> list[Odd]:
    """Indicators with fewer answers than the method wants."""
    return [
        Odd(Oddity.TOO_FEW, code, len(seen[code].told))
        for code, question in questions.items()
        if code in seen
        and not seen[code].absent
        and len(seen[code].told) < question.wanted
    ]


def without_evidence(
    questions: Mapping[str, Question],
    seen: Mapping[str, Seen],
    proven: frozenset[str],
) -> list[Odd]:
    """A "seen" that was answered with yes and has neither photograph nor document."""
    return [
        Odd(Oddity.NO_EVIDENCE, code)
        for code, question in questions.items()
        if question.kind is AnswerKind.SEEN
        and code in seen
        and code not in proven
        and any(told.value != NO for told in seen[code].told)
    ]


def all_full(figures: Sequence[Fraction]) -> list[Odd]:
    """A unit where nothing is missing anywhere; ``figures`` are of what applied."""
    if len(figures) >= ALIKE_FROM and all(value == 100 for value in figures):
        return [Odd(Oddity.ALL_FULL, n=len(figures))]
    return []


def jump(now: Decimal | None, before: Decimal | None) -> list[Odd]:
    """A score far from that of the year before by the same method, in whole points."""
    if now is None or before is None or abs(now - before) < JUMP:
        return []
    return [Odd(Oddity.JUMP, n=int(now - before))]
