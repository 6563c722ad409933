"""Open data as its pages and its files show them: released versions and no other rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import connection

from complaints import interface
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.selectors import dictionary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from compliance.selectors.dictionary import About

FILES = ("csv", "json")
#: So many versions on a page.
PAGE = 50
#: Of these versions those with a line of an entry that was taken back after that line.
#: The database reads the files, so that none of them travels.
SHUT = """
SELECT made.id
FROM compliance_datarelease AS made
WHERE made.id = ANY(%s::bigint[]) AND EXISTS (
  SELECT 1
  FROM jsonb_to_recordset(convert_from(made.json, 'UTF8')::jsonb -> 'rows')
         AS line (ref text, version int)
  JOIN unnest(%s::text[], %s::int[]) AS gone (ref, n)
    ON gone.ref = line.ref AND line.version < gone.n
)
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A version in a list. ``shut``: it still holds what the public no longer reads."""

    row: DataRelease
    shut: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A data set with its newest version."""

    about: About
    latest: Version | None


def catalogue(today: date) -> list[Shown]:
    """Every data set. At most four queries, and a row for each of them."""
    newest = _rows().order_by("data_set", "-version").distinct("data_set")
    found = {one.row.data_set.key: one for one in _marked(list(newest))}
    return [Shown(dictionary.about(key, today), found.get(key.value)) for key in Key]


def one_set(key: Key, today: date, number: str | None) -> tuple[Shown, Page[Any]]:
    """One data set with a page of its versions, the newest first. At most five queries."""
    rows = _rows().filter(data_set__key=key.value).order_by("-version")
    page: Page[Any] = Paginator(rows, PAGE).get_page(number)
    listed = list(page.object_list)
    first = listed[:1] if page.number == 1 else list(rows[:1])
    marked = _marked([*first, *listed])
    page.object_list = marked[len(first) :]
    latest = marked[0] if marked else None
    return Shown(dictionary.about(key, today), latest), page


def file(key: Key, version: int, kind: str) -> DataRelease | None:
    """A version with one of its files; None where it holds what the public no longer
    reads. Raises ``DataRelease.DoesNotExist``. At most three queries."""
    other = next(one for one in FILES if one != kind)
    rows = DataRelease.objects.select_related("data_set").defer(other)
    found = rows.get(data_set__key=key.value, version=version)
    return None if _shut([found]) else found


def _rows() -> QuerySet[DataRelease]:
    return DataRelease.objects.select_related("data_set").defer(*FILES)


def _marked(rows: Collection[DataRelease]) -> list[Version]:
    shut = _shut(rows)
    return [Version(row, row.pk in shut) for row in rows]


def _shut(rows: Iterable[DataRelease]) -> set[int]:
    """Which of these are closed, by what they hold and not by when they were made: of a
    release and a withdrawal at once no clock says which of them saw the other. At most
    two queries."""
    asked = [row.pk for row in rows if row.data_set.key == Key.RECOMMENDATIONS]
    gone = interface.taken_back() if asked else {}
    if not gone:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(SHUT, [asked, list(gone), list(gone.values())])
        return {pk for (pk,) in cursor.fetchall()}
