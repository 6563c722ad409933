"""Many rows into one table at the speed of COPY, told apart by their natural key."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, models
from psycopg2 import sql

_MANY = 500
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


def upsert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, object]],
    *,
    key: tuple[str, ...],
    insert_only: tuple[str, ...] = (),
) -> Counts:
    """Create the rows that are new by ``key``, change those that differ.

    All rows have the same fields (names of the model's fields; a foreign key takes
    an id). ``insert_only`` fields, such as ``ref``, stay as they were first stored.
    Needs a unique constraint over ``key``; runs in the caller's transaction.
    """
    if not rows:
        return Counts()
    columns = [_column(model, field) for field in rows[0]]
    kept = {_column(model, field) for field in (*key, *insert_only)}
    table = sql.Identifier(model._meta.db_table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE incoming AS SELECT {} FROM {} LIMIT 0").format(
                names, table
            )
        )
        cursor.copy_expert(
            sql.SQL("COPY incoming ({}) FROM STDIN").format(names), _lines(rows)
        )
        cursor.execute(
            _MERGE.format(
                table=table,
                names=names,
                key=_identifiers([_column(model, field) for field in key]),
                change=_change(table, [c for c in columns if c not in kept]),
            )
        )
        created, updated = cursor.fetchone()
        cursor.execute("DROP TABLE incoming")
        if created + updated >= _MANY:
            # Until the planner has seen so many new rows it reads them all.
            cursor.execute(sql.SQL("ANALYZE {}").format(table))
    return Counts(created, updated, len(rows) - created - updated)


_MERGE = sql.SQL(
    """
    WITH stored AS (
        INSERT INTO {table} ({names}) SELECT {names} FROM incoming
        ON CONFLICT ({key}) {change}
        RETURNING (xmax = 0) AS new
    )
    SELECT count(*) FILTER (WHERE new), count(*) FILTER (WHERE NOT new) FROM stored
    """
)


def _change(table: sql.Identifier, columns: list[str]) -> sql.Composable:
    """Touch only a row that differs, so that nothing is written for the same again."""
    if not columns:
        return sql.SQL("DO NOTHING")
    return sql.SQL(
        "DO UPDATE SET {assignments} WHERE ({old}) IS DISTINCT FROM ({new})"
    ).format(
        assignments=sql.SQL(", ").join(
            sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(c)) for c in columns
        ),
        old=sql.SQL(", ").join(
            sql.SQL("{}.{}").format(table, sql.Identifier(c)) for c in columns
        ),
        new=sql.SQL(", ").join(
            sql.SQL("EXCLUDED.{}").format(sql.Identifier(c)) for c in columns
        ),
    )


def _identifiers(columns: list[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _column(model: type[models.Model], field: str) -> str:
    found = model._meta.get_field(field)
    column = getattr(found, "column", None)
    if not isinstance(column, str):
        raise TypeError(f"{field} has no column")
    return column


def _lines(rows: Sequence[Mapping[str, object]]) -> io.StringIO:
    """The rows in PostgreSQL's text format."""
    buffer = io.StringIO()
    for row in rows:
        buffer.write("\t".join(map(_cell, row.values())))
        buffer.write("\n")
    buffer.seek(0)
    return buffer


def _cell(value: object) -> str:
    return "\\N" if value is None else str(value).translate(_ESCAPES)
