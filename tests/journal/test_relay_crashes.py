"""Relays that die at work: nothing is lost, nothing is sent twice (R57, R58)."""

import os
import signal
import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from journal import leases, registry, relay
from journal.mail import send_news
from journal.models import Delivery, DeliveryState, Entry, Heartbeat
from journal.record import record
from journal.testing import drain
from tests.journal.subjects import NOW, OFFICER, Dossier
from tests.ombudsman.running import wait_until

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


def test_two_relays_that_find_the_same_doubt_raise_one_alarm() -> None:
    told_many(lambda delivery, entry: None, 1)
    Delivery.objects.update(
        state=DeliveryState.SENDING, lease=uuid.uuid4(), lease_until=NOW
    )
    found: list[list[int]] = []

    def look() -> None:
        found.append(leases.doubt_lost())
        connection.close()

    looking = [threading.Thread(target=look) for _ in range(2)]
    with transaction.atomic():
        Delivery.objects.select_for_update().get()
        for thread in looking:
            thread.start()
        wait_until(lambda: held_up() >= 2)
    for thread in looking:
        thread.join()
    assert sorted(map(len, found)) == [0, 1]


def held_up() -> int:
    """How many connections wait for what another one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


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


def test_what_killed_its_relay_no_longer_holds_up_the_batch_it_comes_in() -> None:
    """F6: a poison is tried again after the letters that it was claimed with."""
    done: list[int] = []
    told_many(lambda delivery, entry: done.append(delivery.pk), 5)
    poison = Delivery.objects.order_by("id")[0]
    Delivery.objects.filter(pk=poison.pk).update(attempts=1)
    relay.run_once()
    assert done[-1] == poison.pk
    assert len(done) == 5


def test_dying_between_the_mail_servers_yes_and_ours_leaves_one_letter_in_doubt(
    settings: Settings,
) -> None:
    """F4, in small: the failpoint of the proof, in a relay of its own."""
    settings.FAIL_AFTER = "smtp_250"
    settings.EMAIL_BACKEND = f"{__name__}.Tray"

    def handler(delivery: Delivery, entry: Entry) -> None:
        send_news(delivery=delivery, to="siti@contoh.test")

    registry.subscribe("test.told", "one", handler, outside=True)
    with transaction.atomic():
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    assert died_in_a_relay() == -signal.SIGKILL
    assert os.fstat(Tray.letters).st_size == 1
    settings.FAIL_AFTER = ""
    Delivery.objects.update(lease_until=NOW)
    assert relay.run_once() == 0
    assert Delivery.objects.get().state == DeliveryState.UNKNOWN
    assert os.fstat(Tray.letters).st_size == 1


def test_a_failpoint_for_one_delivery_spares_the_others(settings: Settings) -> None:
    told_many(lambda delivery, entry: None, 3)
    _, second, third = Delivery.objects.order_by("id")
    settings.FAIL_AFTER = f"attempt:{second.pk}"
    assert died_in_a_relay() == -signal.SIGKILL
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == 1
    assert Delivery.objects.get(pk=third.pk).state == DeliveryState.CLAIMED


@pytest.mark.parametrize("env", ["production", "Production"])
def test_outside_a_trial_no_failpoint_kills(settings: Settings, env: str) -> None:
    settings.ENV, settings.FAIL_AFTER = env, "attempt"
    done: list[int] = []
    told_many(lambda delivery, entry: done.append(delivery.pk), 1)
    relay.run_once()
    assert len(done) == 1


class Tray(BaseEmailBackend):
    """A mail server that takes everything, and counts for other processes too."""

    letters = os.memfd_create("letters")

    def open(self) -> bool:
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return os.write(Tray.letters, b"x" * len(email_messages))


def died_in_a_relay() -> int:
    """Run a relay once in a process of its own; how it ended."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            relay.run_once()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
