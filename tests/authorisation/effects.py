"""What one sending changes: each row and column, as the database tells it.

A sending is carried out in a savepoint; the tables that it wrote are read before and
after it. Two plain sendings tell which columns differ anyway (ids, times, salts); all
others must be the same whatever else was sent along.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, transaction

from accounts import session_store
from tests.authorisation import looking

#: What a sealed session holds, by what its row says; noted when it is sealed.
CONTENTS: dict[str, str] = {}
_sealed = session_store.sealed

Row = dict[str, Any]
#: (table, row or "+" and its place among the new ones, column) -> what it says now.
Cells = dict[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Effect:
    """The status of every answer, and each cell that changed."""

    statuses: tuple[int, ...]
    cells: Cells

    def shape(self) -> set[tuple[str, str, str]]:
        """Which cells changed, whatever they say."""
        return set(self.cells)


def effect(send: Callable[[], list[int]]) -> Effect:
    """Carry it out, see what it changed, and undo it."""
    with transaction.atomic():
        counted = looking.counts()
        with transaction.atomic():
            statuses = send()
            now = looking.counts()
            written = sorted(t for t, n in now.items() if n > counted.get(t, 0))
            after = {table: _rows(table) for table in written}
            transaction.set_rollback(True)
        before = {table: _rows(table) for table in written}
        transaction.set_rollback(True)
    cells = {
        (table, *where): said
        for table in written
        for where, said in _changes(before[table], after[table])
    }
    return Effect(tuple(statuses), cells)


def _changes(
    before: dict[str, Row], after: dict[str, Row]
) -> Iterator[tuple[tuple[str, str], str]]:
    for key in before.keys() - after.keys():
        yield (key, "gone"), "gone"
    for key in before.keys() & after.keys():
        for name, said in after[key].items():
            if said != before[key][name]:
                yield (key, name), repr(said)
    for place, key in enumerate(k for k in after if k not in before):
        for name, said in after[key].items():
            yield (f"+{place}", name), repr(said)


def _rows(table: str) -> dict[str, Row]:
    """By primary key, in its order; columns that we may not read are left out."""
    names, key = _columns(table)
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {quoted} FROM "{table}" ORDER BY "{key}"')
        rows = [
            {name: _said(name, said) for name, said in zip(names, row, strict=True)}
            for row in cursor.fetchall()
        ]
    return {str(row[key]): row for row in rows}


def _remembered(session_key: str, data: dict[str, Any]) -> str:
    """Its row does not say what a session holds, so it is noted here."""
    text = _sealed(session_key, data)
    CONTENTS[text] = json.dumps(data, sort_keys=True)
    return text


session_store.sealed = _remembered


def _said(name: str, said: Any) -> Any:
    if name == "session_data":
        return CONTENTS.get(said, said)
    return bytes(said) if isinstance(said, memoryview) else said


@cache
def _columns(table: str) -> tuple[tuple[str, ...], str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND table_schema = current_schema() AND has_column_privilege("
            "quote_ident(table_name), column_name, 'SELECT') ORDER BY ordinal_position",
            [table],
        )
        names = tuple(str(row[0]) for row in cursor.fetchall())
        key = connection.introspection.get_primary_key_column(cursor, table)
    return names, str(key) if key in names else names[0]
