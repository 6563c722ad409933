"""The figures of a place that are possible and unlikely."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.domain.answering import Per
from compliance.domain.oddities import (
    Odd,
    Oddity,
    alike,
    all_full,
    too_few,
    without_evidence,
)
from compliance.domain.places import of_unit
from compliance.domain.sheet import sheets

if TYPE_CHECKING:
    from compliance.selectors.field import Asked, Seat, Sheet


def odd_at(seat: Seat, asked: Asked) -> list[Odd]:
    """What a reviewer looks at before he signs; nothing while there is no sheet."""
    found: list[Odd] = []
    if seat.first is not None:
        found += _alike(seat.first, asked)
        found += too_few(asked.questions, seat.first.said)
        found += without_evidence(
            asked.questions, seat.first.said, seat.first.proven | _second(seat)
        )
    if seat.counts is not None:
        told = seat.counts
        figures = [of_unit(q, told.get(code)) for code, q in asked.questions.items()]
        found += all_full([one for one in figures if isinstance(one, Fraction)])
    return found


def _second(seat: Seat) -> frozenset[str]:
    return seat.second.proven if seat.second else frozenset()


def _alike(sheet: Sheet, asked: Asked) -> list[Odd]:
    """Respondents of one kind who all said the very same."""
    found = []
    for per in (Per.STAFF, Per.USER):
        codes = frozenset(c for c, q in asked.questions.items() if q.per is per)
        if n := alike(sheets(sheet.rows, codes)):
            found.append(Odd(Oddity.ALL_ALIKE, per.value, n))
    return found
