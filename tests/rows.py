"""The rows that a test has written so far, and how to write the same ones again.

As the owner sees them and past every trigger, by two functions that only a test database
has; what a trigger did is itself among the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

#: Of every table in which this transaction wrote: its columns, the key, place and text of
#: each of its rows, and how many it changed or deleted. A row is its own where ``xmin``
#: is this transaction or a later one: nobody else writes here.
_ROWS = """
CREATE FUNCTION test_rows() RETURNS TABLE (
  name text, key text, columns text, keys text[], places text[], texts text[], changed int
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine bigint := pg_current_xact_id()::text::bigint & 4294967295;
  written oid;
BEGIN
  FOR written, name, changed IN
    SELECT oid, relname, pg_stat_get_xact_tuples_updated(oid)
      + pg_stat_get_xact_tuples_deleted(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid) > 0
    ORDER BY relname
  LOOP
    SELECT quote_ident(attname) INTO STRICT key
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = written AND indisprimary;
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute WHERE attrelid = written AND attnum > 0
      AND NOT attisdropped AND attgenerated = '';
    EXECUTE format(
      'SELECT array_agg(t.%s::text), array_agg(t.ctid::text), array_agg(t::text)'
      ' FROM %I t WHERE t.xmin::text::bigint >= $1', key, name)
      INTO keys, places, texts USING mine;
    RETURN NEXT;
  END LOOP;
END $$
"""
_PUT = """
CREATE FUNCTION test_put(script text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET session_replication_role = replica AS $$
BEGIN
  EXECUTE script;
END $$
"""
FUNCTIONS = (_ROWS, _PUT)


@dataclass(frozen=True)
class Written:
    """What this transaction wrote into one table."""

    key: str
    columns: str
    rows: dict[str, tuple[str, str]]  # by its key: place and text
    changed: int


def written() -> dict[str, Written]:
    """What was written in this transaction and is still there, table by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM test_rows()")
        found = cursor.fetchall()
    return {name: _of_table(*rest) for name, *rest in found}


def _of_table(
    key: str,
    columns: str,
    keys: list[str] | None,
    places: list[str] | None,
    texts: list[str] | None,
    changed: int,
) -> Written:
    rows = zip(places or (), texts or (), strict=True)
    return Written(key, columns, dict(zip(keys or (), rows, strict=True)), changed)


def since(before: dict[str, Written]) -> str:
    """The statements that write what was written after ``before``."""
    made = []
    for name, table in written().items():
        then = before.get(name)
        had = then.rows if then else {}
        new = {key: row for key, row in table.rows.items() if had.get(key) != row}
        gone = [key for key in had if key not in table.rows]
        if table.changed > (then.changed if then else 0):
            gone += new
        if gone:
            where = f'"{name}" WHERE {table.key}::text = ANY (%s)'
            made.append(_quoted(f"DELETE FROM {where}", gone))
        if new:
            texts = [text for _place, text in new.values()]
            insert = f'INSERT INTO "{name}" ({table.columns}) OVERRIDING SYSTEM VALUE'
            rows = f'SELECT {table.columns} FROM unnest(%s::"{name}"[])'
            made.append(_quoted(f"{insert} {rows}", texts))
    return ";".join(made)


def put(script: str) -> None:
    """Write them again."""
    if script:
        with connection.cursor() as cursor:
            cursor.execute("SELECT test_put(%s)", [script])


def _quoted(statement: str, values: list[str]) -> str:
    with connection.cursor() as cursor:
        quoted: bytes = cursor.cursor.mogrify(statement, [values])
    return quoted.decode()
