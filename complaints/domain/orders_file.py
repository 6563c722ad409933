"""A file of orders that an office supervises already: its columns, and what is wrong.

A file is refused as a whole only where no row of it can be told; everything else is said
of the row that it is about, by a code and the column. Nothing here asks who may.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain.names import search_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: The largest file, in bytes and in rows.
MOST_BYTES = 2_000_000
MOST_ROWS = 2_000
#: What separates the cells: as spreadsheets write it here, and elsewhere.
SEPARATORS = (",", ";")
_UTF8_BOM = b"\xef\xbb\xbf"


class Stage(StrEnum):
    """How far a file is."""

    READ = "read"  # uploaded, and somebody has yet to say that it shall come in
    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


class Column(StrEnum):
    """What a column tells. The values are stored with what was wrong with a row."""

    NUMBER = "number"
    AGENCY = "agency"
    UNIT = "unit"
    SUBSTANCE = "substance"
    FORMS = "forms"
    SUMMARY = "summary"
    LHP_NUMBER = "lhp_number"
    LHP_ON = "lhp_on"
    RECEIVED_ON = "received_on"
    ORDER = "order"
    TEXT = "text"
    DUE_ON = "due_on"
    DUE_REASON = "due_reason"
    STATUS = "status"
    DONE_ON = "done_on"
    OFFICER = "officer"
    OFFICE = "office"


#: Without these no order can be told.
NEEDED = (
    *(Column.NUMBER, Column.AGENCY, Column.SUBSTANCE, Column.FORMS, Column.SUMMARY),
    *(Column.LHP_NUMBER, Column.LHP_ON, Column.RECEIVED_ON, Column.TEXT),
)
#: What is said of the case, and so must be the same in each of its rows.
OF_CASE = (
    *(Column.AGENCY, Column.SUBSTANCE, Column.FORMS, Column.SUMMARY),
    *(Column.LHP_NUMBER, Column.LHP_ON, Column.RECEIVED_ON, Column.OFFICER),
)
#: The columns in which people write sentences.
WRITTEN = (Column.SUMMARY, Column.TEXT, Column.DUE_REASON)
#: As many signs fit into a column.
ROOM = dict.fromkeys(Column, 200) | {
    Column.NUMBER: 40,
    Column.LHP_NUMBER: 60,
    Column.SUMMARY: 160,
    Column.TEXT: 5_000,
    Column.DUE_REASON: 500,
}


class Unreadable(Exception):
    """The file as a whole. ``code`` chooses the sentence, ``names`` are its columns."""

    def __init__(self, code: str, names: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code, self.names = code, list(names)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, or only to be looked at (``warns``).

    ``said``: what the sentence names besides; never what stands in the row.
    """

    line: int
    column: Column | None
    code: str
    said: Mapping[str, str] = field(default_factory=dict)
    warns: bool = False

    def stored(self) -> list[object]:
        """As it is kept, in no words."""
        return [self.line, self.column or "", self.code, dict(self.said)]


def fault_of(kept: Sequence[object]) -> Fault:
    """What was kept of one."""
    line, column, code, said = kept
    named = Column(str(column)) if column else None
    told = dict(said) if isinstance(said, Mapping) else {}
    return Fault(int(str(line)), named, str(code), told)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it begins in the file, its cells, or why it has none."""

    line: int
    cells: Mapping[Column, str] = field(default_factory=dict)
    fault: str = ""


def rows_of(
    content: bytes,
    names: Mapping[str, Column | None],
    plain: Callable[[str], str] = str,
) -> list[Row]:
    """The rows of a file. Raises :class:`Unreadable`, and nothing else.

    ``names``: what each heading means, as ``search_key`` writes it; None where a column
    is of no use here. ``plain``: takes away what kept a cell from being a formula.
    """
    text = _text(content)
    separator = _separator(text, names)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heads = next(reader, [])
    except csv.Error:
        raise Unreadable("no_heading") from None
    columns = _columns([plain(head) for head in heads], names)
    found: list[Row] = []
    for line, cells in _records(reader):
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        if len(found) == MOST_ROWS:
            raise Unreadable("too_many_rows")
        found.append(_row(line, cells, columns, plain))
    if not found:
        raise Unreadable("no_rows")
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large")
    try:
        text = content.removeprefix(_UTF8_BOM).decode()
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if "\0" in text:
        raise Unreadable("no_text")
    return text


def _separator(text: str, names: Mapping[str, Column | None]) -> str:
    """That by which more of the first line is known; the comma where it is the same."""
    first = text.lstrip().split("\n", 1)[0]

    def known(separator: str) -> int:
        return sum(search_key(head) in names for head in first.split(separator))

    return max(SEPARATORS, key=known)


def _columns(
    heads: Sequence[str], names: Mapping[str, Column | None]
) -> list[Column | None]:
    """What each place of a row tells. A column nobody knows stops the file."""
    while heads and not heads[-1].strip():
        heads = heads[:-1]  # a spreadsheet's empty columns
    unknown = [head for head in heads if search_key(head) not in names]
    found = [names.get(search_key(head)) for head in heads]
    named = [column for column in found if column is not None]
    if not named:
        raise Unreadable("no_heading")
    if unknown:
        raise Unreadable("unknown_columns", unknown)
    if len(set(named)) < len(named):
        raise Unreadable(
            "same_columns", sorted({c for c in named if named.count(c) > 1})
        )
    if lacking := [column for column in NEEDED if column not in named]:
        raise Unreadable("lacking_columns", lacking)
    return found


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line on which it begins; None for one that cannot be read."""
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader has no type of its own
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None


def _row(
    line: int,
    cells: Sequence[str] | None,
    columns: Sequence[Column | None],
    plain: Callable[[str], str],
) -> Row:
    if cells is None:
        return Row(line, fault="csv")
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Row(line, fault="columns")
    named = zip(columns, cells, strict=False)
    return Row(line, {name: plain(cell).strip() for name, cell in named if name})


def number_key(number: str) -> str:
    """An old number as two of them are compared."""
    return " ".join(number.split()).casefold()
