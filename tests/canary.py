"""Looking for a word in every row of every table, as a dump of the database would."""

from __future__ import annotations

from psycopg2 import sql

from tests import database


def tables_with(word: str) -> set[str]:
    """The tables in which some row holds the word: as text, JSON, lexeme or bytes."""
    found = set()
    with database.as_owner() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            ask = sql.SQL(
                "SELECT EXISTS (SELECT 1 FROM {} t"
                " WHERE t::text ILIKE %s OR t::text ILIKE %s)"
            ).format(sql.Identifier(table))
            cursor.execute(ask, [f"%{word}%", f"%{word.encode().hex()}%"])
            row = cursor.fetchone()
            if row and row[0]:
                found.add(table)
    return found
