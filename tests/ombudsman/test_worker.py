"""The worker polls PostgreSQL, survives its restart and ends when told to."""

import signal
from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import (
    DatabaseError,
    Error,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client

from journal import heartbeats, registry
from journal.models import Heartbeat
from ombudsman import background, clock
from ombudsman.management.commands import worker
from tests.ombudsman.running import running, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def relay_beats() -> bool:
    return Heartbeat.objects.filter(name=heartbeats.RELAY).exists()


def cut_every_other_connection() -> int:
    """What a restart of the server does to its clients."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND usename = current_user"
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def test_it_runs_through_a_lost_database_and_ends_cleanly_on_sigterm() -> None:
    with running("manage.py", "worker") as process:
        wait_until(relay_beats)
        assert cut_every_other_connection() == 1
        Heartbeat.objects.all().delete()
        wait_until(relay_beats)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        said = process.stdout.read() if process.stdout else ""
    assert "database lost" in said
    assert "worker ended" in said


@pytest.mark.parametrize(
    ("error", "survives"),
    [
        (OperationalError(), True),
        (InterfaceError(), True),
        (DatabaseError("server closed the connection unexpectedly"), True),
        (ProgrammingError(), False),
    ],
)
def test_it_survives_whatever_a_dying_server_leaves_and_no_mistake_of_ours(
    monkeypatch: pytest.MonkeyPatch, error: Error, survives: bool
) -> None:
    def fail(**_kwargs: object) -> int:
        raise error

    monkeypatch.setattr(background, "turn", fail)
    monkeypatch.setattr(worker.Command, "beat", lambda self: None)
    monkeypatch.setattr(worker, "AFTER_LOSS", 0)
    with nullcontext() if survives else pytest.raises(type(error)):
        worker.Command().turn()


def test_once_runs_what_is_due_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[datetime] = []
    monkeypatch.setattr(registry, "_sweeps", {})
    registry.sweep("deadlines", ran.append, timedelta(hours=1))
    call_command("worker", once=True)
    assert len(ran) == 1
    assert relay_beats()


def test_a_probe_alarms_when_nothing_runs_behind_the_pages() -> None:
    assert Client().get("/healthz/punctual").status_code == 503
    call_command("worker", once=True)
    assert Client().get("/healthz/punctual").status_code == 200
    Heartbeat.objects.filter(name=heartbeats.RELAY).update(
        at=clock.now() - 3 * heartbeats.RELAY_EVERY
    )
    assert Client().get("/healthz/punctual").status_code == 503
