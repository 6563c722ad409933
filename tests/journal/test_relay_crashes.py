"""Relays that die at work: nothing is lost, nothing is sent twice (R57, R58)."""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from journal import leases, registry, relay
from journal.models import Delivery, DeliveryState, Entry, Heartbeat
from journal.record import record
from journal.testing import drain
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_relay_killed_while_sending_leaves_doubt_and_no_second_letter() -> None:
    left_the_house = os.memfd_create("letters")

    def handler(delivery: Delivery, entry: Entry) -> None:
        leases.begin_sending(delivery)
        os.write(left_the_house, b"x")
        os._exit(9)

    registry.subscribe("test.told", "one", handler, outside=True)
    with transaction.atomic():
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            relay.run_once()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    assert Delivery.objects.get().state == DeliveryState.SENDING
    assert relay.run_once() == 0
    Delivery.objects.update(lease_until=NOW)
    assert relay.run_once() == 0
    assert Delivery.objects.get().state == DeliveryState.UNKNOWN
    assert os.fstat(left_the_house).st_size == 1
    os.close(left_the_house)


def test_relays_killed_at_work_leave_nothing_undelivered(tmp_path: Path) -> None:
    """R57 in small: three relays, each killed in its third delivery."""
    calls = tmp_path / "calls"

    def handler(delivery: Delivery, entry: Entry) -> None:
        Heartbeat.objects.create(name=f"done {delivery.pk}", every=timedelta(1), at=NOW)
        if os.getpid() == ours:
            return
        with calls.open("a") as mine:
            mine.write(f"{os.getpid()}\n")
        if calls.read_text().split().count(str(os.getpid())) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    ours, due = os.getpid(), 30
    told_many(handler, due)
    connection.close()
    for _ in range(3):
        if os.fork() == 0:
            relay.run_once(limit=5)
            os._exit(1)
    ended = [os.wait()[1] for _ in range(3)]
    assert [os.waitstatus_to_exitcode(status) for status in ended] == [-9, -9, -9]
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == 6
    Delivery.objects.filter(lease_until__isnull=False).update(lease_until=NOW)
    assert drain() == due - 6
    assert Heartbeat.objects.count() == due


def told_many(handler: Callable[[Delivery, Entry], None], count: int) -> None:
    """As many events, each with one delivery."""
    registry.subscribe("test.told", "one", handler)
    for _ in range(count):
        with transaction.atomic():
            record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)


def test_an_event_that_kills_every_relay_ends_as_a_dead_letter() -> None:
    told_many(lambda delivery, entry: None, 1)
    for _ in range(8):
        (held,) = leases.claim(1)
        assert leases.hold(held)
        Delivery.objects.update(lease_until=NOW)
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.DEAD
