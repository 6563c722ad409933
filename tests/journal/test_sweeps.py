"""What time makes due runs once, and its silence is noticed (R63, R67)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection

from journal import heartbeats, registry, sweeps
from journal.errors import AlreadyRegistered
from journal.models import Heartbeat
from journal.selectors import late_heartbeats
from tests.journal.subjects import NOW

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def age(name: str, by: timedelta) -> None:
    beat = Heartbeat.objects.get(name=name)
    Heartbeat.objects.filter(name=name).update(at=beat.at - by)


def test_a_sweep_runs_when_its_period_is_over_at_the_use_cases_now() -> None:
    ran: list[datetime] = []
    registry.sweep("deadlines", ran.append, HOUR)
    assert sweeps.run_due(NOW) == ["deadlines"]
    assert sweeps.run_due(NOW) == []
    age("deadlines", HOUR)
    assert sweeps.run_due(NOW + HOUR) == ["deadlines"]
    assert ran == [NOW, NOW + HOUR]


def test_after_a_jump_of_the_demonstration_clock_every_sweep_runs() -> None:
    ran: list[datetime] = []
    registry.sweep("deadlines", ran.append, HOUR)
    sweeps.run_due(NOW)
    sweeps.run_due(NOW, regardless=True)
    assert len(ran) == 2


def test_a_broken_sweep_does_not_stop_the_others_and_gets_no_heartbeat() -> None:
    def broken(now: datetime) -> None:
        raise RuntimeError

    ran: list[datetime] = []
    registry.sweep("broken", broken, HOUR)
    registry.sweep("deadlines", ran.append, HOUR)
    assert sweeps.run_due(NOW) == ["deadlines"]
    assert not Heartbeat.objects.filter(name="broken").exists()
    assert "broken" in late_heartbeats()


def test_two_schedulers_do_not_run_one_sweep_at_once() -> None:
    inside, go = threading.Event(), threading.Event()
    ran: list[datetime] = []

    def slow(now: datetime) -> None:
        ran.append(now)
        inside.set()
        assert go.wait(10)

    registry.sweep("deadlines", slow, HOUR)

    def other() -> None:
        try:
            sweeps.run_due(NOW)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(10)
    assert sweeps.run_due(NOW, regardless=True) == []
    go.set()
    thread.join(10)
    assert len(ran) == 1


def test_a_sweep_that_another_scheduler_just_ran_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both saw that it was due; the second gets the lock when the first is done."""
    ran: list[datetime] = []
    registry.sweep("deadlines", ran.append, HOUR)
    lock = sweeps._alone

    @contextmanager
    def after_the_other(name: str) -> Iterator[bool]:
        heartbeats.beat(name, HOUR)
        with lock(name) as alone:
            yield alone

    monkeypatch.setattr(sweeps, "_alone", after_the_other)
    assert sweeps.run_due(NOW) == []
    assert ran == []


def test_who_missed_two_periods_or_never_ran_is_late() -> None:
    registry.sweep("deadlines", lambda now: None, HOUR)
    assert late_heartbeats() == ["deadlines", "relay"]
    heartbeats.beat(heartbeats.RELAY, heartbeats.RELAY_EVERY)
    sweeps.run_due(NOW)
    assert late_heartbeats() == []
    age("deadlines", 2 * HOUR)
    assert late_heartbeats() == ["deadlines"]


def test_a_name_is_given_once() -> None:
    registry.sweep("deadlines", lambda now: None, HOUR)
    with pytest.raises(AlreadyRegistered):
        registry.sweep("deadlines", lambda now: None, HOUR)
    with pytest.raises(AlreadyRegistered):
        registry.register("test.happened", label="Lagi")
    with pytest.raises(ValueError, match="Not a kind"):
        registry.register("Nama Salah", label="x")
    registry.subscribe("test.told", "one", lambda delivery, entry: None)
    with pytest.raises(AlreadyRegistered):
        registry.subscribe("test.told", "one", lambda delivery, entry: None)
    assert registry.kinds() == {"test.happened", "test.told"}


def test_a_clock_that_was_set_back_does_not_put_the_sweeps_to_sleep() -> None:
    """R66: the database's clock ran an hour ahead, and somebody corrected it."""
    ran: list[datetime] = []
    registry.sweep("deadlines", ran.append, HOUR)
    sweeps.run_due(NOW)
    age("deadlines", -HOUR)
    assert sweeps.run_due(NOW) == ["deadlines"]
    assert sweeps.run_due(NOW) == []
    assert len(ran) == 2
