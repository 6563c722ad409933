"""Filing is one piece: all rows or none, once however often it is sent (R53, R55, R56)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection

from accounts.actor import STRANGER
from complaints.models import Case
from complaints.services.filing import Receipt, Report, file_report
from journal.errors import InFlight
from journal.verify import verify
from tests import database
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import FILED, calendar, report
from tests.proof import sized

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

pytestmark = pytest.mark.django_db(transaction=True)


SENDERS, ROUNDS, STEP = sized(8, 32), sized(1, 50), sized(3, 1)


class Interrupted(OperationalError):
    """The line to the database breaks at the statement that was chosen."""


class BreakAt:
    """Counts the statements of a use case and breaks at one of them."""

    def __init__(self, number: int) -> None:
        self.number, self.seen = number, 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.seen += 1
        if self.seen == self.number:
            raise Interrupted
        return execute(*args)


def ready() -> Report:
    calendar()
    ProvinceFactory(code="99")
    return report()


def file(key: UUID, told: Report) -> Receipt:
    return file_report(key=key, report=told, actor=STRANGER, now=FILED)


def rows() -> dict[str, int]:
    """How many rows every table holds, sealed ones included."""
    with database.as_owner() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        counts = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def test_breaking_at_a_statement_leaves_nothing_behind() -> None:
    told, key = ready(), uuid4()
    before, number = rows(), -1
    while True:
        number += STEP
        trap = BreakAt(number)
        with connection.execute_wrapper(trap):
            try:
                file(key, told)
                break
            except Interrupted:
                assert rows() == before, f"after statement {number}"
    assert number > 15
    changed = {table for table, count in rows().items() if count != before[table]}
    assert {
        "complaints_case",
        "complaints_vaultrow",
        "complaints_deadline",
        "journal_entry",
        "journal_delivery",
        "journal_idempotencykey",
    } <= changed
    assert Case.objects.count() == 1


def test_what_cannot_be_recorded_is_not_filed() -> None:
    told, role = ready(), connection.settings_dict["USER"]
    before = rows()
    with database.as_owner() as owner:
        owner.execute(f"REVOKE INSERT ON journal_entry FROM {role}")
        try:
            with pytest.raises(DatabaseError, match="permission denied"):
                file(uuid4(), told)
        finally:
            owner.execute(f"GRANT INSERT ON journal_entry TO {role}")
    assert rows() == before


def test_identical_filings_at_once_are_one_case_with_one_receipt() -> None:
    told = ready()
    for _ in range(ROUNDS):
        send_at_once(told, uuid4())
    assert Case.objects.count() == ROUNDS
    assert verify().breaks == []


def send_at_once(told: Report, key: UUID) -> None:
    """The same filing from all senders, each until it has an answer."""
    start = threading.Barrier(SENDERS)
    receipts: list[Receipt] = []

    def send() -> None:
        try:
            start.wait()
            while True:
                try:
                    receipts.append(file(key, told))
                except InFlight:
                    time.sleep(0.02)
                    continue
                return
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(receipts) == SENDERS
    assert len({(one.case_ref, one.code) for one in receipts}) == 1
