"""What the two roles and the migrations promise about every table."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db

#: Tables on which the runtime role has less than reading and writing rows. Other
#: applications' append-only and sealed tables are asserted beside their own tests.
JOURNAL = {
    "journal_entry": {"SELECT", "INSERT"},
    "journal_chainhead": {"SELECT"},
    "journal_checkpoint": {"SELECT", "INSERT"},
    "journal_anchoredhead": {"SELECT", "INSERT", "UPDATE"},
    "journal_verification": {"SELECT", "INSERT"},
}


def rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def test_the_runtime_role_may_at_most_read_and_write_rows() -> None:
    rights: dict[str, set[str]] = {}
    for table, right in rows(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = current_user AND table_schema = 'public'"
    ):
        rights.setdefault(table, set()).add(right)
    assert set().union(*rights.values()) == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert {table: rights[table] for table in JOURNAL} == JOURNAL


def test_the_runtime_role_owns_nothing_and_can_become_nobody() -> None:
    owned = (
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
    )
    assert rows(owned) == []
    powers = (
        "SELECT rolname FROM pg_roles WHERE rolname = current_user AND"
        " (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"
    )
    assert rows(powers) == []
    assert (
        rows(
            "SELECT roleid FROM pg_auth_members WHERE member = "
            "(SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        == []
    )


def test_what_runs_with_the_owners_rights_looks_only_where_it_was_told() -> None:
    loose = rows(
        "SELECT proname FROM pg_proc WHERE prosecdef"
        " AND pronamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT FROM unnest(proconfig) AS setting"
        " WHERE setting LIKE 'search_path=%')"
    )
    assert loose == []


def test_migrations_are_in_step_with_the_models() -> None:
    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()


def test_no_statistics_are_taken_while_a_test_holds_its_rows() -> None:
    loose = rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace"
        " AND NOT coalesce('autovacuum_enabled=off' = ANY(reloptions), false)"
    )
    assert loose == []
