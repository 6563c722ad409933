"""A silence is an alarm after two periods, once, and ends when it is over (R67)."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts.models import User
from agencies.models import Office
from journal import heartbeats, registry, selectors, sweeps
from journal.models import Alarm, Delivery, Entry, Heartbeat, Verification
from journal.testing import drain
from ombudsman import background, clock
from ombudsman.operations import events, watch
from tests import people

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

SWEEPS = (
    "deadlines",
    "journal.forget_keys",
    "accounts.forget_expired",
    "operations.checkpoint",
    "operations.check",
    "operations.watch",
    "relay",
)


def silence(name: str, periods: float = 2.1) -> None:
    """As if it had last run so many periods ago."""
    beat = Heartbeat.objects.get(name=name)
    Heartbeat.objects.filter(name=name).update(at=clock.now() - periods * beat.every)


def look() -> None:
    watch.look(clock.now())


def told(kind: str) -> list[list[str]]:
    """The names in each event of this kind, on the record of the centre."""
    centre = Office.objects.get(central=True)
    entries = Entry.objects.filter(
        kind=kind, subject_kind="office", subject_id=centre.pk
    )
    return [entry.data["names"] for entry in entries.order_by("n")]


@pytest.mark.parametrize("name", SWEEPS)
def test_whatever_stops_is_an_alarm_after_two_periods_and_not_before(name: str) -> None:
    silence(name, 1.9)
    look()
    assert told(events.FAULT_FOUND) == []
    silence(name)
    look()
    assert told(events.FAULT_FOUND) == [[f"late:{name}"]]


def test_every_sweep_of_the_portal_is_missed() -> None:
    assert set(SWEEPS) <= set(selectors.expected_heartbeats())
    assert {sweep.name for sweep in registry.sweeps()} <= set(
        selectors.expected_heartbeats()
    )


def test_an_outage_is_said_once_and_its_end_once() -> None:
    silence("deadlines")
    for _ in range(3):
        look()
    assert told(events.FAULT_FOUND) == [["late:deadlines"]]
    assert told(events.FAULT_OVER) == []
    heartbeats.beat("deadlines", timedelta(seconds=30))
    for _ in range(3):
        look()
    assert told(events.FAULT_FOUND) == [["late:deadlines"]]
    assert told(events.FAULT_OVER) == [["late:deadlines"]]
    silence("deadlines")
    look()
    assert len(told(events.FAULT_FOUND)) == 2


def test_what_stopped_at_the_same_moment_is_one_alarm_and_one_letter() -> None:
    for name in ("deadlines", "relay", "operations.checkpoint"):
        silence(name)
    look()
    (names,) = told(events.FAULT_FOUND)
    assert names == ["late:deadlines", "late:operations.checkpoint", "late:relay"]
    assert drain() == 1
    (letter,) = mail.outbox
    assert letter.to == [people.person("system_admin").email]
    assert "/kerja/layanan/" in letter.body
    assert "deadlines" not in f"{letter.subject}{letter.body}"


def test_only_administrators_of_today_are_told() -> None:
    people.everybody()
    admins = [people.person(key).pk for key in ("system_admin", "other_admin")]
    User.objects.filter(pk__in=admins).update(is_active=False)
    silence("deadlines")
    look()
    assert Delivery.objects.count() == 0
    assert told(events.FAULT_FOUND) == [["late:deadlines"]]


def test_work_that_was_deployed_a_moment_ago_gets_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "_expected", {"new": timedelta(minutes=5)})
    look()
    assert told(events.FAULT_FOUND) == []
    assert "new" in selectors.late_heartbeats()
    Alarm.objects.update(since=clock.now() - timedelta(minutes=11))
    look()
    assert told(events.FAULT_FOUND) == [["late:new"]]


def test_a_worker_that_was_killed_is_missed_by_another_one() -> None:
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    heartbeats.beat("worker:host-2", heartbeats.PROCESS_EVERY)
    silence("worker:host-1")
    look()
    assert told(events.FAULT_FOUND) == [["late:worker:host-1"]]
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    look()
    assert told(events.FAULT_OVER) == [["late:worker:host-1"]]


def test_a_worker_that_was_told_to_end_is_not_missed() -> None:
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    silence("worker:host-1")
    heartbeats.retire("worker:host-1")
    look()
    assert told(events.FAULT_FOUND) == []


def test_a_machine_that_is_gone_for_a_day_is_forgotten_and_a_sweep_never() -> None:
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    silence("worker:host-1")
    silence("deadlines")
    look()
    Heartbeat.objects.filter(name__in=["worker:host-1", "deadlines"]).update(
        at=clock.now() - timedelta(hours=25)
    )
    look()
    assert told(events.FAULT_OVER) == [["late:worker:host-1"]]
    assert selectors.late_heartbeats() == ["deadlines"]


def test_a_sweep_that_the_code_no_longer_has_is_not_missed() -> None:
    heartbeats.beat("old", timedelta(seconds=1))
    silence("old", 100)
    look()
    assert told(events.FAULT_FOUND) == []
    assert selectors.late_heartbeats() == []


def test_the_name_of_a_process_fits_its_column_and_the_record() -> None:
    name = heartbeats.process("worker", "celery@höst 1" + "x" * 100)
    assert len(name) < 80
    heartbeats.beat(name, heartbeats.PROCESS_EVERY)
    silence(name)
    look()
    assert told(events.FAULT_FOUND) == [[f"late:{name}"]]


def test_when_everybody_was_away_the_first_to_come_back_says_so() -> None:
    Heartbeat.objects.update(at=clock.now() - timedelta(days=7))
    background.turn()
    (names,) = told(events.FAULT_FOUND)
    assert set(names) >= {"late:relay", "late:deadlines", "late:operations.watch"}
    assert selectors.late_heartbeats() == []
    silence("operations.watch", 1.5)
    background.turn()
    assert told(events.FAULT_OVER) == [names]


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_look_at_once_say_it_once() -> None:
    silence("deadlines")
    start = threading.Barrier(4)
    failed: list[BaseException] = []

    def other() -> None:
        try:
            start.wait(10)
            look()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=other) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failed == []
    assert told(events.FAULT_FOUND) == [["late:deadlines"]]


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_that_wake_after_a_week_do_everything_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F12 in small: each sweep runs once, whoever comes first."""
    ran: list[str] = []
    start = threading.Barrier(2)

    def note(name: str, now: datetime) -> None:
        ran.append(name)

    monkeypatch.setattr(registry, "_sweeps", {})
    for name in ("one", "two", "three"):
        registry.sweep(name, partial(note, name), timedelta(hours=1))
        heartbeats.beat(name, timedelta(hours=1))
    Heartbeat.objects.update(at=clock.now() - timedelta(days=7))

    def scheduler() -> None:
        try:
            start.wait(10)
            for _ in range(3):
                sweeps.run_due(clock.now())
        finally:
            connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(ran) == ["one", "three", "two"]


def test_a_batch_of_dead_deliveries_is_one_alarm(
    waiting: Callable[..., list[int]],
) -> None:
    waiting(7)
    look()
    look()
    assert told(events.FAULT_FOUND) == [["deliveries"]]
    entry = Entry.objects.get(kind=events.FAULT_FOUND)
    assert entry.data["deliveries"] == 7
    waiting(3)
    look()
    assert len(told(events.FAULT_FOUND)) == 1  # within the hour it is one batch
    Alarm.objects.update(raised_at=clock.now() - timedelta(minutes=61))
    look()
    look()
    assert len(told(events.FAULT_FOUND)) == 2
    Delivery.objects.all().delete()
    look()
    assert told(events.FAULT_OVER) == [["deliveries"]]


def test_the_alarms_own_letter_that_dies_raises_no_further_alarm() -> None:
    silence("deadlines")
    look()
    Delivery.objects.update(state="dead", done_at=clock.now())
    look()
    assert told(events.FAULT_FOUND) == [["late:deadlines"], ["deliveries"]]
    Delivery.objects.update(state="dead", done_at=clock.now())
    Alarm.objects.update(raised_at=clock.now() - timedelta(days=2))
    look()
    assert len(told(events.FAULT_FOUND)) == 2


def test_a_history_that_is_not_whole_is_an_alarm_until_it_is_again() -> None:
    found = {"entries": 1, "chains": 1, "checkpoints": 1}
    Verification.objects.create(**found, breaks=0)
    look()
    assert told(events.FAULT_FOUND) == []
    Verification.objects.create(**found, breaks=2, places=["case:5 n1: x"])
    look()
    look()
    assert told(events.FAULT_FOUND) == [["history"]]
    Verification.objects.create(**found, breaks=0)
    look()
    assert told(events.FAULT_OVER) == [["history"]]


def test_before_there_is_a_centre_an_alarm_is_only_in_the_log() -> None:
    Office.objects.get(central=True).memberships.all().delete()
    Office.objects.filter(central=True).delete()
    silence("deadlines")
    look()
    assert not Entry.objects.exists()
    assert Alarm.objects.filter(name="late:deadlines").exists()


def test_the_monitor_outside_alarms_when_nobody_is_left_to_do_it() -> None:
    probe = Client().get("/healthz/punctual")
    assert (probe.status_code, probe.content) == (200, b"ok\n")
    silence("operations.watch")
    assert Client().get("/healthz/punctual").status_code == 503
    heartbeats.beat("operations.watch", watch.EVERY)
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    silence("worker:host-1")
    assert Client().get("/healthz/punctual").status_code == 503


def test_a_jump_of_the_demonstration_clock_moves_neither_alarm_nor_checkpoint() -> None:
    later = clock.now() + timedelta(days=40)
    ran = sweeps.run_due(later, regardless=True)
    assert "deadlines" in ran
    assert not {name for name in ran if name.startswith("operations.")}
