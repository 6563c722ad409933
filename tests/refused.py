"""An entry of the history that the database refuses, and what is left of the act (R53).

The right to insert is taken from the runtime role by the owner, just before the entry
that was chosen, and given back: so the second and third entry of an act are tried too.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from tests import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INSERT = 'INSERT INTO "journal_entry"'
#: Counts of tries, in a transaction of their own so that a refusal counts too: rates,
#: reports that were let in once (and stay so), challenges that one answer uses up.
COUNTERS = {"accounts_ratecounter", "accounts_singleuse", "accounts_cache"}
#: That a session was used is noted once a minute, whatever became of the request.
READABLE = """
SELECT table_name, string_agg(format('%I', column_name), ',' ORDER BY ordinal_position)
  FROM information_schema.columns
 WHERE table_schema = 'public'
   AND has_column_privilege(format('%I.%I', table_schema, table_name), column_name, 'SELECT')
   AND (table_name, column_name) <> ('accounts_storedsession', 'used_at')
 GROUP BY 1 ORDER BY 1
"""


class Entries:
    """Counts the entries that are written, and has one of them refused."""

    def __init__(self, owner: Any = None, refuse: int = 0) -> None:
        self.owner, self.refuse, self.seen = owner, refuse, 0

    def __call__(
        self, execute: Callable[..., Any], sql: Any, *more: Any, **named: Any
    ) -> Any:
        if not str(sql).startswith(INSERT):
            return execute(sql, *more, **named)
        self.seen += 1
        if self.seen != self.refuse:
            return execute(sql, *more, **named)
        role = connection.settings_dict["USER"]
        self.owner.execute(f"REVOKE INSERT ON journal_entry FROM {role}")
        try:
            return execute(sql, *more, **named)
        finally:
            self.owner.execute(f"GRANT INSERT ON journal_entry TO {role}")


@contextmanager
def counted() -> Iterator[Entries]:
    """How many entries are written meanwhile."""
    entries = Entries()
    with connection.execute_wrapper(entries):
        yield entries


@contextmanager
def refused(number: int) -> Iterator[Entries]:
    """The entry of this number is refused, counted from 1."""
    with database.as_owner() as owner:
        entries = Entries(owner, number)
        with connection.execute_wrapper(entries):
            yield entries


def every_row() -> dict[str, str]:
    """A fingerprint of each table: all its rows, all columns that the portal may read."""
    with connection.cursor() as cursor:
        cursor.execute(READABLE)
        parts = [
            f"SELECT '{table}', md5(string_agg(one::text, '|' ORDER BY one::text))"
            f' FROM (SELECT {columns} FROM "{table}") one'
            for table, columns in cursor.fetchall()
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The tables of which a row was added, changed or removed."""
    return {table for table, print_ in after.items() if print_ != before[table]}
