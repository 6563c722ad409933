"""Every route that can be looked at, looked at by several people, once for all tests.

What is kept of each look: the response, and what it wrote, as PostgreSQL itself counts
it (``pg_stat_xact_user_tables``): triggers and functions are in it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tests.authorisation import matrix
from tests.authorisation.matrix import HOLDER, PASSWORD_ONLY, STRANGER, Row

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from tests.authorisation.world import World

#: Roles that are no person of their own.
NO_PERSON = (STRANGER, HOLDER, PASSWORD_ONLY)
WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
 WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the matrix, opened by one role."""

    row: Row
    role: str
    response: HttpResponseBase
    wrote: frozenset[str]

    def __str__(self) -> str:
        return f"{self.row} as {self.role}: {self.response.status_code}"


def everything(world: World) -> list[Look]:
    """Each GET row of the matrix by a stranger, a holder and two who are let in."""
    rows = [row for row in matrix.rows() if row.method == "GET"]
    return [_look(world, row, role) for row in rows for role in _lookers(row)]


def _lookers(row: Row) -> list[str]:
    persons = [role for role in row.granted() if role not in NO_PERSON]
    return [STRANGER, HOLDER, *persons[:2]]


def _look(world: World, row: Row, role: str) -> Look:
    with transaction.atomic():
        before = counts()
        response = world.respond(row, "GET", role)
        after = counts()
        transaction.set_rollback(True)
    wrote = {table for table, rows in after.items() if rows > before.get(table, 0)}
    return Look(row, role, response, frozenset(wrote))


def counts() -> dict[str, int]:
    """Rows written so far in this transaction, by table."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())
