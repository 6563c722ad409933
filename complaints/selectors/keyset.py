"""Pages that go on where the last one ended, under every sort of our lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.db.models import Q, QuerySet

from complaints.domain import tracker
from complaints.domain.queueing import Sort

if TYPE_CHECKING:
    from django.db.models import Model

Rows = TypeVar("Rows", bound="QuerySet[Any]")
AnySort: TypeAlias = "Sort | tracker.Sort"
Value: TypeAlias = "bool | int | str | date | datetime | None"
#: Where a page ends: what its last row has of each column of the sort.
Key: TypeAlias = "tuple[Value, ...]"
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class By:
    """One column of a sort; where it may be empty, the empty come last."""

    name: str
    kind: type
    down: bool = False
    empty: bool = False


#: Each ends with a column that no two rows share.
SORTS: dict[AnySort, tuple[By, ...]] = {
    Sort.DUE: (
        By("urgent", bool, down=True),
        By("due_on", date, empty=True),
        By("id", int),
    ),
    Sort.NEWEST: (By("filed_at", datetime, down=True), By("id", int, down=True)),
    Sort.UNTOUCHED: (By("updated_at", datetime), By("id", int)),
    Sort.NUMBER: (By("number", str, empty=True), By("id", int)),
    tracker.Sort.DUE: (By("due_on", date, empty=True), By("id", int)),
    tracker.Sort.AGE: (By("issued_on", date), By("id", int)),
    tracker.Sort.AGENCY: (
        By("about", str, empty=True),
        By("due_on", date, empty=True),
        By("id", int),
    ),
}


def ordered(rows: Rows, sort: AnySort) -> Rows:
    """The rows in the order of this sort."""
    names = (f"-{by.name}" if by.down else by.name for by in SORTS[sort])
    in_order: Rows = rows.order_by(*names)
    return in_order


def behind(sort: AnySort, key: Key) -> Q:
    """The rows that come after the one with this key."""
    found, same = Q(pk__in=[]), Q()
    for by, value in zip(SORTS[sort], key, strict=True):
        found |= same & _further(by, value)
        same &= Q(**{f"{by.name}__isnull": True} if value is None else {by.name: value})
    return found


def _further(by: By, value: Value) -> Q:
    if value is None:  # the empty are the last
        return Q(pk__in=[])
    step = "lt" if by.down else "gt"
    later = Q(**{f"{by.name}__{step}": value})
    return later | Q(**{f"{by.name}__isnull": True}) if by.empty else later


def key_of(row: Model, sort: AnySort) -> Key:
    """What this row has of each column of the sort."""
    return tuple(getattr(row, by.name) for by in SORTS[sort])


def written(key: Key) -> str:
    """A key as an address carries it."""
    return ",".join(_written(value) for value in key)


def _written(value: Value) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def read(text: str, sort: Sort) -> Key | None:
    """The key that an address carries; None if it is no key of this sort."""
    parts = text.split(",")
    if len(parts) != len(SORTS[sort]):
        return None
    pairs = zip(SORTS[sort], parts, strict=True)
    try:
        return tuple(_read(by, part) for by, part in pairs)
    except (ValueError, OverflowError):
        return None


def _read(by: By, text: str) -> Value:
    if by.empty and text == NOTHING:
        return None
    if by.kind is bool:
        return bool(["0", "1"].index(text))
    if by.kind is int:
        return int(text)
    if by.kind is str:
        if not text.isprintable():
            raise ValueError(text)
        return text
    if by.kind is date:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)  # PostgreSQL knows no zone a day away
