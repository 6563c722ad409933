"""History is append-only, for our own roles too (R49, R53)."""

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from journal.models import ChainHead, Entry
from journal.record import record
from tests import database
from tests.journal.subjects import NOW, OFFICER, Dossier

BY_RUNTIME = [
    "UPDATE journal_entry SET kind = 'test.else'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry CASCADE",
    "ALTER TABLE journal_entry DISABLE TRIGGER journal_append_only",
    "SET session_replication_role = replica",
    "UPDATE journal_chainhead SET n = 0",
    "INSERT INTO journal_chainhead (subject_kind, subject_id, n, hash) VALUES ('case', 9, 1, '')",
    "CREATE OR REPLACE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP TABLE journal_entry CASCADE",
    "CREATE TABLE mine (id int)",
]
BY_OWNER = [
    "UPDATE journal_entry SET kind = 'test.else'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry CASCADE",
    "TRUNCATE journal_chainhead",
]


def happened(pk: int = 1) -> Entry:
    subject = Dossier(pk)
    return record("test.happened", actor=OFFICER, subject=subject, data={}, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", BY_RUNTIME)
def test_the_runtime_role_cannot_rewrite_history(statement: str) -> None:
    happened()
    refused = "permission denied|must be owner"
    with (
        pytest.raises(DatabaseError, match=refused),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().kind == "test.happened"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", BY_OWNER)
def test_the_triggers_refuse_the_owner_too(statement: str) -> None:
    with transaction.atomic():
        happened()
    with (
        database.as_owner() as cursor,
        pytest.raises(psycopg2.Error, match=r"journal: .* refused"),
    ):
        cursor.execute(statement)
    assert Entry.objects.count() == ChainHead.objects.count() == 1


@pytest.mark.django_db
def test_saying_that_one_tests_does_not_let_the_runtime_role_truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL journal.flush = 'on'")
        with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
            cursor.execute("TRUNCATE journal_entry CASCADE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_entries_are_written_in_read_committed_only(level: str) -> None:
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(DatabaseError, match="READ COMMITTED"):
            happened()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_recorded_does_not_happen() -> None:
    role = connection.settings_dict["USER"]
    with database.as_owner() as owner:
        owner.execute(f"REVOKE INSERT ON journal_entry FROM {role}")
        try:
            with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
                change_something()
        finally:
            owner.execute(f"GRANT INSERT ON journal_entry TO {role}")
    assert not something_changed()
    with transaction.atomic():
        change_something()
    assert something_changed()


def change_something() -> None:
    """A use case: one business row, then its history."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_heartbeat (name, every, at) VALUES ('x', '1 h', now())"
        )
    happened()


def something_changed() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_heartbeat WHERE name = 'x'")
        row = cursor.fetchone()
    return bool(row and row[0])
