"""What one row of a file of orders says: its cells, and what of them must fit together."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from agencies.domain.names import search_key
from complaints.domain import leaks, rulesets
from complaints.domain.corrective import (
    VERIFIED,
    ActionStatus,
    Instrument,
    may_be_done_on,
)
from complaints.domain.former_cells import CELLS, Vocabulary, Wrong
from complaints.domain.orders_file import NEEDED, ROOM, WRITTEN, Column, Fault, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Signs that turn the order of what is read around.
_TURNING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row that was understood. ``n``: 0 where the file numbers no orders."""

    line: int
    number: str
    agency_id: int
    unit_id: int | None
    substance: str
    forms: tuple[str, ...]
    title: str
    lhp_number: str
    lhp_on: date
    received_on: date
    rule_set: str
    instrument: Instrument
    n: int
    text: str
    due_on: date
    due_given: bool
    due_reason: str
    status: ActionStatus
    done_on: date | None
    officer_id: int | None


def line_of(row: Row, words: Vocabulary) -> tuple[Line | None, list[Fault]]:
    """The row, if it can be understood, and everything that is to be said of it."""
    if row.fault:
        return None, [Fault(row.line, None, row.fault)]
    faults = list(_signs(row))
    told = _told(row, words, faults)
    if not _stops(faults):
        faults += [Fault(row.line, *one) for one in _together(told, words)]
    if _stops(faults):
        return None, faults
    if told[Column.STATUS] is ActionStatus.DIAJUKAN:
        faults.append(Fault(row.line, Column.STATUS, "evidence_stays", warns=True))
    return _line(row, told, words), faults


def _stops(faults: Sequence[Fault]) -> bool:
    return any(not one.warns for one in faults)


def _told(row: Row, words: Vocabulary, faults: list[Fault]) -> Mapping[Column, Any]:
    """What each cell says; what says nothing goes to the faults."""
    told: dict[Column, Any] = {}
    barred = {one.column for one in faults if not one.warns}
    for column in (one for one in CELLS if one not in barred):
        cell = row.cells.get(column, "")
        if not cell and column in NEEDED:
            faults.append(Fault(row.line, column, "empty"))
            continue
        try:
            told[column] = CELLS[column](cell, words)
        except Wrong as wrong:
            faults.append(Fault(row.line, column, wrong.code, wrong.said))
    return told


def _signs(row: Row) -> Iterator[Fault]:
    """Signs that no cell may hold, too many of them, and what may name a person."""
    for column, cell in row.cells.items():
        if any(_is_control(sign) for sign in cell):
            yield Fault(row.line, column, "control")
        elif len(cell) > ROOM[column]:
            yield Fault(row.line, column, "long", {"most": str(ROOM[column])})
        else:
            yield from _people(row.line, column, cell)


def _is_control(sign: str) -> bool:
    if sign in "\n\r\t":
        return False
    return sign in _TURNING or unicodedata.category(sign) in {"Cc", "Cs"}


def _people(line: int, column: Column, cell: str) -> Iterator[Fault]:
    """An identity number stands in no register; a number or a mailbox is to be seen."""
    kinds = {place.kind for place in leaks.identifiers(cell)}
    if leaks.Kind.NIK in kinds:
        yield Fault(line, column, "nik")
    elif column in WRITTEN and kinds:
        yield Fault(line, column, "may_name", warns=True)


def _together(
    told: Mapping[Column, Any], words: Vocabulary
) -> Iterator[tuple[Column, str]]:
    """What each cell allows by itself and the row does not."""
    if told[Column.UNIT] and len(_units(told, words)) != 1:
        yield Column.UNIT, "unit_unknown"
    if told[Column.RECEIVED_ON] < told[Column.LHP_ON]:
        yield Column.RECEIVED_ON, "received_before"
        return
    yield from _due(told, words)
    yield from _done(told, words.today)


def _due(told: Mapping[Column, Any], words: Vocabulary) -> Iterator[tuple[Column, str]]:
    """A last day that is not the rule's needs a reason."""
    given = told[Column.DUE_ON]
    if given is None or given == _reckoned(told, words):
        return
    if given < told[Column.RECEIVED_ON]:
        yield Column.DUE_ON, "due_before"
    elif not told[Column.DUE_REASON]:
        yield Column.DUE_REASON, "due_unexplained"


def _done(told: Mapping[Column, Any], today: date) -> Iterator[tuple[Column, str]]:
    """What was carried out has its day, and nothing else has."""
    done, verified = told[Column.DONE_ON], told[Column.STATUS] in VERIFIED
    if done is None:
        if verified:
            yield Column.DONE_ON, "done_missing"
    elif not verified:
        yield Column.DONE_ON, "done_needless"
    elif not may_be_done_on(done, told[Column.RECEIVED_ON], today):
        yield Column.DONE_ON, "done_before"


def _units(told: Mapping[Column, Any], words: Vocabulary) -> Sequence[int]:
    key = told[Column.AGENCY], search_key(told[Column.UNIT])
    return words.units.get(key, ())


def _reckoned(told: Mapping[Column, Any], words: Vocabulary) -> date:
    """The last day by the rules of the day on which the report was signed."""
    rules = rulesets.in_force(told[Column.LHP_ON])
    received = told[Column.RECEIVED_ON]
    return rulesets.corrective_due(words.calendar, received, rules.code).date


def _line(row: Row, told: Mapping[Column, Any], words: Vocabulary) -> Line:
    instrument, n = told[Column.ORDER]
    reckoned = _reckoned(told, words)
    due_on = told[Column.DUE_ON] or reckoned
    verified = told[Column.STATUS] in VERIFIED
    return Line(
        line=row.line,
        number=told[Column.NUMBER],
        agency_id=told[Column.AGENCY],
        unit_id=_units(told, words)[0] if told[Column.UNIT] else None,
        substance=told[Column.SUBSTANCE],
        forms=told[Column.FORMS],
        title=told[Column.SUMMARY],
        lhp_number=told[Column.LHP_NUMBER],
        lhp_on=told[Column.LHP_ON],
        received_on=told[Column.RECEIVED_ON],
        rule_set=rulesets.in_force(told[Column.LHP_ON]).code,
        instrument=instrument,
        n=n,
        text=told[Column.TEXT],
        due_on=due_on,
        due_given=due_on != reckoned,
        due_reason=told[Column.DUE_REASON] if due_on != reckoned else "",
        status=told[Column.STATUS] if verified else ActionStatus.BELUM,
        done_on=told[Column.DONE_ON],
        officer_id=told[Column.OFFICER],
    )
