"""Reading one row of a foreign file of reports: which column means what.

A mapping is data, so a new file needs no code. Columns that we do not carry over are
named as ignored: a column nobody thought of stops the import instead of vanishing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONGEST_TITLE = 160
LONGEST_LABEL = 200


class RowRefused(Exception):
    """A row that cannot come in. ``code`` chooses the sentence, ``column`` says where."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class FileMapping:
    """What the columns of a file mean. An empty name: the file has no such column.

    ``zone`` is the clock that wrote times without an offset; ``region_code`` the
    place that the whole file is about.
    """

    source: str
    text: str
    created_at: str
    zone: str
    id: str = ""
    agency: str = ""
    title: str = ""
    region_code: str = ""
    ignored: Sequence[str] = field(default_factory=tuple)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read."""
        named = (self.id, self.text, self.created_at, self.agency, self.title)
        return tuple(name for name in named if name)

    def missing(self, header: Sequence[str]) -> list[str]:
        """What the file should have and has not."""
        return [name for name in self.columns if name not in header]

    def unknown(self, header: Sequence[str]) -> list[str]:
        """What the file has and the mapping does not speak of."""
        known = {*self.columns, *self.ignored}
        return [name for name in header if name not in known]


@dataclass(frozen=True, slots=True)
class ForeignReport:
    """One row, understood. ``key`` is the same whenever the same row comes again."""

    key: str
    text: str
    filed_at: datetime
    agency_label: str = ""
    title: str = ""


def read_row(
    row: Mapping[str, str], how: FileMapping, *, now: datetime
) -> ForeignReport:
    """Understand one row. Raises :class:`RowRefused`."""
    _check_characters(row)
    text = row[how.text].strip()
    if not text:
        raise RowRefused("empty", how.text)
    return ForeignReport(
        key=row_key(row, how),
        text=text,
        filed_at=_moment(row[how.created_at], how, now),
        agency_label=_short(row, how.agency, LONGEST_LABEL),
        title=_short(row, how.title, LONGEST_TITLE),
    )


def row_key(row: Mapping[str, str], how: FileMapping) -> str:
    """SHA-256 of the row's own number, or of all it says where it has none."""
    said: object = dict(row)
    if how.id:
        said = row[how.id].strip()
        if not said:
            raise RowRefused("no_id", how.id)
    told = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _check_characters(row: Mapping[str, str]) -> None:
    for column, value in row.items():
        if "\0" in value:
            raise RowRefused("nul", column)
        try:
            value.encode()  # bytes that were no UTF-8 arrived as lone surrogates
        except UnicodeEncodeError:
            raise RowRefused("encoding", column) from None


def _moment(written: str, how: FileMapping, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        raise RowRefused("time", how.created_at) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(how.zone))
    if moment > now:
        raise RowRefused("future", how.created_at)
    return moment.astimezone(UTC)


def _short(row: Mapping[str, str], column: str, limit: int) -> str:
    value = row[column].strip() if column else ""
    if len(value) > limit:
        raise RowRefused("long", column)
    return value
