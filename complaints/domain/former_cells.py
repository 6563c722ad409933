"""What one cell of a file of orders says, by a vocabulary; or that it says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from agencies.domain.names import search_key
from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.orders_file import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from agencies.domain.calendar import WorkCalendar

#: No register that anybody brings along is older.
FIRST_YEAR = 2000
#: No last day lies further ahead.
FURTHEST_YEARS = 5
#: As many bodies a sentence names.
NAMED = 5
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_HERE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_NUMBERED = re.compile(r"(.*?)(\d{1,3})?", re.ASCII | re.DOTALL)
_BETWEEN = re.compile(r"[;,+/\n]")


class Wrong(Exception):
    """A cell that says nothing we understand."""

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as a row may name it."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words mean, by their ``search_key``; codes of agencies as they are written.

    ``statuses``: None for one that nothing is owed under. ``units``: by agency and name.
    """

    codes: Mapping[str, Body]
    agencies: Mapping[str, Sequence[Body]]
    units: Mapping[tuple[int, str], Sequence[int]]
    substances: Mapping[str, str]
    forms: Mapping[str, str]
    instruments: Mapping[str, Instrument]
    statuses: Mapping[str, ActionStatus | None]
    officers: Mapping[str, Sequence[int]]
    offices: frozenset[str]
    today: date
    calendar: WorkCalendar


def _as_it_is(cell: str, words: Vocabulary) -> str:
    del words
    return cell


def _one_line(cell: str, words: Vocabulary) -> str:
    del words
    return " ".join(cell.split())


def _day(cell: str, words: Vocabulary) -> date | None:
    if not cell:
        return None
    try:
        if found := _ISO.fullmatch(cell):
            year, month, day = map(int, found.groups())
        elif found := _HERE.fullmatch(cell):
            day, month, year = map(int, found.groups())
        else:
            raise Wrong("day")
        read = date(year, month, day)
    except ValueError:
        raise Wrong("day") from None
    if not FIRST_YEAR <= read.year <= words.today.year + FURTHEST_YEARS:
        raise Wrong("day_far")
    return read


def _past(cell: str, words: Vocabulary) -> date | None:
    day = _day(cell, words)
    if day is not None and day > words.today:
        raise Wrong("day_ahead")
    return day


def _agency(cell: str, words: Vocabulary) -> int:
    if (body := words.codes.get(cell.strip().casefold())) is not None:
        return body.pk
    found = words.agencies.get(search_key(cell), ())
    if not found:
        raise Wrong("agency_unknown")
    if len(found) > 1:
        told = ", ".join(f"{one.name} ({one.code})" for one in found[:NAMED])
        raise Wrong("agency_several", names=told)
    return found[0].pk


def _substance(cell: str, words: Vocabulary) -> str:
    if (code := words.substances.get(search_key(cell))) is None:
        raise Wrong("substance")
    return code


def _forms(cell: str, words: Vocabulary) -> tuple[str, ...]:
    keys = [key for one in _BETWEEN.split(cell) if (key := search_key(one))]
    if not keys or any(key not in words.forms for key in keys):
        raise Wrong("forms")
    return tuple(dict.fromkeys(words.forms[key] for key in keys))


def _order(cell: str, words: Vocabulary) -> tuple[Instrument, int]:
    """With what it was asked, and its number in the report: ``Saran 2``."""
    found = _NUMBERED.fullmatch(cell)
    name, number = found.groups() if found else (cell, None)
    instrument = words.instruments.get(search_key(name))
    if search_key(name) == "":
        instrument = Instrument.TK
    if instrument is None:
        raise Wrong("instrument")
    if instrument is Instrument.REKOMENDASI:
        raise Wrong("recommendation")
    return instrument, int(number or 0)


def _status(cell: str, words: Vocabulary) -> ActionStatus:
    if not cell:
        return ActionStatus.BELUM
    if (key := search_key(cell)) not in words.statuses:
        raise Wrong("status")
    status = words.statuses[key]
    if status is None:
        raise Wrong("freed")
    return status


def _officer(cell: str, words: Vocabulary) -> int | None:
    """Who examines it; nobody where the cell is empty or says so."""
    if not cell:
        return None
    found = words.officers.get(search_key(cell))
    if found is None:
        raise Wrong("officer_unknown")
    if len(found) > 1:
        raise Wrong("officer_several")
    return next(iter(found), None)


def _office(cell: str, words: Vocabulary) -> None:
    if cell and search_key(cell) not in words.offices:
        raise Wrong("other_office")


CELLS: dict[Column, Callable[[str, Vocabulary], Any]] = {
    Column.NUMBER: _one_line,
    Column.AGENCY: _agency,
    Column.UNIT: _as_it_is,
    Column.SUBSTANCE: _substance,
    Column.FORMS: _forms,
    Column.SUMMARY: _one_line,
    Column.LHP_NUMBER: _one_line,
    Column.LHP_ON: _past,
    Column.RECEIVED_ON: _past,
    Column.ORDER: _order,
    Column.TEXT: _as_it_is,
    Column.DUE_ON: _day,
    Column.DUE_REASON: _as_it_is,
    Column.STATUS: _status,
    Column.DONE_ON: _past,
    Column.OFFICER: _officer,
    Column.OFFICE: _office,
}
