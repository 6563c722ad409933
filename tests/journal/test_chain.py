"""The chain under load, and an independent verifier that finds any change (R50)."""

import io
import os
import random
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from journal.models import Entry
from journal.record import record
from journal.verify import verify
from tests import database
from tests.journal.subjects import NOW, OFFICER, Dossier
from tests.proof import sized

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH, SUBJECTS = sized(4, 8), sized(40, 250), sized(7, 40)

CHANGES = {
    "format": "2",
    "kind": "'test.else'",
    "subject_kind": "'user'",
    "subject_id": "99",
    "n": "99",
    "at": "at + interval '1 microsecond'",
    "recorded_at": "recorded_at - interval '1 microsecond'",
    "actor_kind": "'system'",
    "actor_id": "8",
    "data": """'{"v": 3}'""",
    "prev": "sha256('x')",
    "core": "core || ' '::bytea",
    "hash": "sha256('x')",
    "id": "id + 1000",
}


def write(pk: int, value: int) -> Entry:
    data = {"v": value}
    subject = Dossier(pk)
    return record("test.happened", actor=OFFICER, subject=subject, data=data, now=NOW)


def tampered(*statements: str) -> None:
    """What somebody with the owner's password could do."""
    with database.as_owner() as owner:
        owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        try:
            for statement in statements:
                owner.execute(statement)
        finally:
            owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def write_some(seed: int, done: Path) -> None:
    """What each writer does: one in ten of its transactions is undone."""
    dice = random.Random(seed)
    committed = 0
    for turn in range(EACH):
        undone = dice.random() < 0.1
        with transaction.atomic():
            write(dice.randrange(SUBJECTS), turn)
            transaction.set_rollback(undone)
        committed += not undone
    done.write_text(str(committed))


def test_parallel_writers_leave_neither_gap_nor_fork(tmp_path: Path) -> None:
    connection.close()
    for seed in range(WRITERS):
        if os.fork() == 0:
            try:
                write_some(seed, tmp_path / str(seed))
            finally:
                os._exit(0)
    for _ in range(WRITERS):
        os.wait()
    committed = sum(int(done.read_text()) for done in tmp_path.iterdir())
    report = verify()
    assert report.breaks == []
    assert report.entries == committed == Entry.objects.count()
    assert WRITERS * EACH * 0.7 < committed < WRITERS * EACH
    assert report.chains == SUBJECTS


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_is_found_at_its_row(column: str) -> None:
    with transaction.atomic():
        first, victim, last = [write(5, value) for value in range(3)]
    assert verify().breaks == []
    tampered(
        f"UPDATE journal_entry SET {column} = {CHANGES[column]} WHERE id = {victim.pk}"
    )
    found = verify().breaks
    assert found
    named = victim.pk + 1000 if column == "id" else victim.pk
    assert any(f"(entry {named})" in place for place in found)
    assert not any(f"(entry {first.pk})" in place for place in found)
    with pytest.raises(CommandError) as failed:
        call_command("verify_journal", stdout=io.StringIO())
    assert failed.value.returncode == 1
    assert last.n == 3


def test_every_column_is_covered() -> None:
    assert set(CHANGES) == {field.column for field in Entry._meta.concrete_fields}


def test_core_and_hash_changed_together_still_differ_from_the_columns() -> None:
    with transaction.atomic():
        entry = write(5, 1)
    tampered(
        "UPDATE journal_entry SET core = replace(convert_from(core, 'UTF8'), '\"v\": 1',"
        " '\"v\": 2')::bytea",
        "UPDATE journal_entry SET hash = sha256(prev || core)",
        "UPDATE journal_chainhead SET hash = (SELECT hash FROM journal_entry)",
    )
    assert verify().breaks == [
        f"case:5 n1 (entry {entry.pk}): columns differ from what was hashed"
    ]


def test_a_deleted_entry_is_found_in_the_middle_and_at_the_end() -> None:
    with transaction.atomic():
        entries = [write(5, value) for value in range(4)]
        write(6, 0)
    tampered(f"DELETE FROM journal_entry WHERE id = {entries[1].pk}")
    assert any(f"(entry {entries[2].pk})" in place for place in verify().breaks)
    tampered(
        f"DELETE FROM journal_entry WHERE id >= {entries[1].pk} AND subject_id = 5"
    )
    assert verify().breaks == ["case:5: the chain does not end at its head"]
    assert verify(("case", 6)).breaks == []


def test_the_command_counts_and_names_one_chain() -> None:
    with transaction.atomic():
        write(5, 1)
        write(5, 2)
        write(6, 1)
    said = io.StringIO()
    call_command("verify_journal", stdout=said)
    assert "3 entries in 2 chains" in said.getvalue()
    call_command("verify_journal", subject="case:6", stdout=said)
    assert "1 entries in 1 chains" in said.getvalue()
    with pytest.raises(CommandError, match="kind:id"):
        call_command("verify_journal", subject="case-6", stdout=said)
