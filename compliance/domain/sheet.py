"""One sheet of one place: which answers it needs, and what it says of each indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.domain.answering import RESPONDENTS, Per, Told
from compliance.domain.places import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from compliance.domain.answering import Question


@dataclass(frozen=True, slots=True)
class Row:
    """An answer as it is kept: ``who`` 0 is the unit, else the n-th product or person."""

    code: str
    who: int
    value: Decimal | None
    of: int | None = None
    absent: bool = False


def places_of(question: Question, products: int) -> range:
    """For whom an indicator is asked at one place."""
    if question.per is Per.PRODUCT:
        return range(1, products + 1)
    if question.per in RESPONDENTS:
        return range(1, question.wanted + 1)
    return range(1)


def needed(question: Question, products: int) -> int:
    """How many answers a sheet must have before it is handed in."""
    if question.per in RESPONDENTS:
        return max(question.least, 1)
    return max(len(places_of(question, products)), 1)


def seen(rows: Iterable[Row]) -> dict[str, Seen]:
    """What a sheet says, by indicator; nothing for one without an answer."""
    found: dict[str, Seen] = {}
    for row in sorted(rows, key=lambda row: (row.code, row.who)):
        if row.value is None:  # it does not apply there
            found[row.code] = Seen(absent=True)
        else:
            told = found.get(row.code, Seen()).told
            found[row.code] = Seen((*told, Told(row.value, row.of)))
    return found


def missing(
    questions: Mapping[str, Question], said: Mapping[str, Seen], products: int
) -> list[str]:
    """The indicators that still lack an answer, in the order of the instrument."""
    return [
        code
        for code, question in questions.items()
        if not _complete(question, said.get(code), products)
    ]


def _complete(question: Question, said: Seen | None, products: int) -> bool:
    if said is None:
        return False
    if said.absent:
        return question.may_be_absent
    return len(said.told) >= needed(question, products)


def sheets(rows: Iterable[Row], codes: frozenset[str]) -> list[dict[str, Decimal]]:
    """What each respondent said, a person a sheet, of these indicators."""
    found: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        if row.code in codes and row.value is not None:
            found.setdefault(row.who, {})[row.code] = row.value
    return [found[who] for who in sorted(found)]
