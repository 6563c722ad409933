"""R60: what the table of the life of a case refuses, the database refuses too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from complaints.domain.lifecycle import (
    ENTRY_STATES,
    OWN_ENTRY_STATES,
    allowed_pairs,
)
from complaints.domain.states import State
from complaints.models import Case
from tests.complaints.former import brought
from tests.complaints.own import begun
from tests.database import connect_as_owner
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from collections.abc import Mapping

    from psycopg2 import extensions

pytestmark = pytest.mark.django_db(transaction=True)

# A closed case has a reason, an open one has none: that guard is another one.
MOVE = """
UPDATE complaints_case SET state = %(state)s,
       closing_reason = CASE WHEN %(state)s = 'closed' THEN 'dicabut' ELSE '' END
 WHERE id = %(case)s
"""


def passes(
    cursor: extensions.cursor, statement: str, values: Mapping[str, object]
) -> bool:
    """Whether the guard lets it pass; either way nothing of it stays."""
    cursor.execute("SAVEPOINT attempt")
    try:
        cursor.execute(statement, values)
    except psycopg2.errors.CheckViolation:
        return False
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT attempt")
    return True


@pytest.mark.parametrize("reporter", [True, False])
def test_only_the_tables_pairs_pass_even_for_the_owner(reporter: bool) -> None:
    case = file_one()[0] if reporter else begun()
    found = set()
    with connect_as_owner() as link, link.cursor() as cursor:
        link.autocommit = False
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for first in State:
            cursor.execute(
                "ALTER TABLE complaints_case DISABLE TRIGGER case_state_guard"
            )
            cursor.execute(MOVE, {"state": first.value, "case": case.pk})
            cursor.execute(
                "ALTER TABLE complaints_case ENABLE TRIGGER case_state_guard"
            )
            for last in State:
                values = {"state": last.value, "case": case.pk}
                if first is not last and passes(cursor, MOVE, values):
                    found.add((first, last))
        link.rollback()
    assert found == allowed_pairs(reporter=reporter)


@pytest.mark.parametrize("reporter", [True, False])
def test_a_case_begins_only_where_the_table_lets_it_begin(reporter: bool) -> None:
    case = file_one()[0] if reporter else begun()
    columns = ", ".join(
        f'"{field.column}"'
        for field in Case._meta.concrete_fields
        if field.name
        not in {"id", "ref", "locator", "state", "closing_reason", "number"}
    )
    begin = f"""
        INSERT INTO complaints_case (ref, locator, state, closing_reason, {columns})
        SELECT gen_random_uuid(), 'XXXXXXXX', %(state)s,
               CASE WHEN %(state)s = 'closed' THEN 'dicabut' ELSE '' END, {columns}
          FROM complaints_case WHERE id = %(case)s
    """
    with connect_as_owner() as link, link.cursor() as cursor:
        link.autocommit = False
        found = {
            state
            for state in State
            if passes(cursor, begin, {"state": state.value, "case": case.pk})
        }
        link.rollback()
    assert found == (ENTRY_STATES if reporter else OWN_ENTRY_STATES)


def test_a_report_never_becomes_what_the_office_began_itself_nor_back() -> None:
    report, own, (old,) = file_one()[0], begun(), brought()
    for case, channel in (
        *((report, "prakarsa"), (report, "daftar"), (own, "web"), (own, "daftar")),
        *((old, "impor"), (old, "prakarsa")),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(channel=channel)


def test_the_runtime_role_cannot_put_the_guard_aside() -> None:
    for statement in (
        "ALTER TABLE complaints_case DISABLE TRIGGER case_state_guard",
        "DROP TRIGGER case_state_guard ON complaints_case",
        "SET session_replication_role = 'replica'",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
