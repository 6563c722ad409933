"""Orders from the register before this one: each row understood, and rows that are a case.

All or nothing: of a case of which one row cannot come in none does. What a word means
(an agency, a status) is asked of a vocabulary, so that this knows no database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import Instrument
from complaints.domain.former_rows import Line, line_of
from complaints.domain.orders_file import OF_CASE, Column, Fault, Row, number_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from complaints.domain.corrective import ActionStatus
    from complaints.domain.former_cells import Vocabulary

#: What each column of a case is called on a row that was understood.
_TOLD = {
    Column.AGENCY: "agency_id",
    Column.SUBSTANCE: "substance",
    Column.FORMS: "forms",
    Column.SUMMARY: "title",
    Column.LHP_NUMBER: "lhp_number",
    Column.LHP_ON: "lhp_on",
    Column.RECEIVED_ON: "received_on",
    Column.OFFICER: "officer_id",
}


@dataclass(frozen=True, slots=True)
class OldOrder:
    """One order as it comes in. ``due_given``: its last day is not the rule's."""

    line: int
    n: int
    instrument: Instrument
    text: str
    unit_id: int | None
    due_on: date
    due_given: bool
    due_reason: str
    status: ActionStatus
    done_on: date | None


@dataclass(frozen=True, slots=True)
class OldCase:
    """One case with its report on paper, and the orders of it. ``line``: its first row."""

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
    officer_id: int | None
    orders: tuple[OldOrder, ...]

    @property
    def key(self) -> str:
        """By what it is known again."""
        return number_key(self.number)


@dataclass(slots=True)
class Reading:
    """What a file holds: the cases that can come in, what is wrong, what to look at."""

    rows: int = 0
    cases: list[OldCase] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def orders(self) -> int:
        """How many rows can come in."""
        return sum(len(case.orders) for case in self.cases)

    @property
    def refused(self) -> int:
        """How many rows cannot."""
        return self.rows - self.orders


def read(rows: Sequence[Row], words: Vocabulary) -> Reading:
    """Understand a whole file; never raises."""
    found = Reading(rows=len(rows))
    groups: dict[str, list[Line]] = {}
    spoiled: dict[str, int] = {}
    for row in rows:
        line, faults = line_of(row, words)
        key = number_key(row.cells.get(Column.NUMBER, ""))
        found.warnings += [one for one in faults if one.warns]
        wrong = [one for one in faults if not one.warns]
        found.faults += wrong
        if line is None or wrong:
            spoiled.setdefault(key, row.line)
        else:
            groups.setdefault(key, []).append(line)
    for key, lines in groups.items():
        faults = _against(lines, spoiled.get(key))
        found.faults += faults
        if not faults:
            found.cases.append(_case(lines))
    found.cases.sort(key=lambda case: case.line)
    found.faults.sort(key=lambda fault: fault.line)
    return found


def _against(lines: Sequence[Line], spoiled: int | None) -> list[Fault]:
    """Why this case cannot come in, said of each of its rows."""
    faults = [*_differences(lines), *_numbering(lines)]
    if not faults and spoiled is None and not any(_binds(line) for line in lines):
        faults = [Fault(lines[0].line, Column.ORDER, "only_suggestions")]
    if spoiled is None and not faults:
        return []
    first = min([one.line for one in faults] + ([spoiled] if spoiled else []))
    told = {one.line for one in faults}
    beside = {"line": str(first)}
    rest = (line.line for line in lines if line.line not in told)
    return faults + [Fault(n, None, "beside", beside) for n in rest]


def _binds(line: Line) -> bool:
    return line.instrument is not Instrument.SARAN


def _differences(lines: Sequence[Line]) -> list[Fault]:
    """Where rows of one number say different things of its case."""
    first = lines[0]
    return [
        Fault(line.line, column, "differs", {"line": str(first.line)})
        for line in lines[1:]
        for column in OF_CASE
        if getattr(line, _TOLD[column]) != getattr(first, _TOLD[column])
    ]


def _numbering(lines: Sequence[Line]) -> list[Fault]:
    """Either every order of a case has its number, each another, or none has."""
    given = [line.n for line in lines]
    if not any(given):
        return []
    faults = []
    for place, line in enumerate(lines):
        if not line.n:
            faults.append(Fault(line.line, Column.ORDER, "number_some"))
        elif line.n in given[:place]:
            faults.append(Fault(line.line, Column.ORDER, "number_twice"))
    return faults


def _case(lines: Sequence[Line]) -> OldCase:
    first = lines[0]
    units = {line.unit_id for line in lines}
    told: dict[str, Any] = {name: getattr(first, name) for name in _TOLD.values()}
    return OldCase(
        line=first.line,
        number=first.number,
        # Whoever answers for a unit sees a case that is of that unit alone.
        unit_id=units.pop() if len(units) == 1 else None,
        rule_set=first.rule_set,
        orders=tuple(_order(line, n) for n, line in enumerate(lines, start=1)),
        **told,
    )


def _order(line: Line, n: int) -> OldOrder:
    return OldOrder(
        line=line.line,
        n=line.n or n,
        instrument=line.instrument,
        text=line.text,
        unit_id=line.unit_id,
        due_on=line.due_on,
        due_given=line.due_given,
        due_reason=line.due_reason,
        status=line.status,
        done_on=line.done_on,
    )
