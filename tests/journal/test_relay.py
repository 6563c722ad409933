"""Deliveries reach their subscribers: lease, back-off, dead letter, doubt (R57, R58)."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from journal import leases, registry, relay
from journal.errors import LeaseLost, NotSent, Undeliverable
from journal.models import Delivery, DeliveryState, Entry, Heartbeat
from journal.record import cancel, record
from journal.selectors import oldest_due, trouble
from journal.testing import drain
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)


class Handler:
    """Remembers what it was given; fails as often as it is told to."""

    def __init__(self, *failures: Exception, begin: bool = False) -> None:
        self.failures = list(failures)
        self.begin = begin
        self.given: list[tuple[int, str]] = []

    def __call__(self, delivery: Delivery, entry: Entry) -> None:
        self.given.append((entry.pk, delivery.recipient))
        if self.begin:
            leases.begin_sending(delivery)
        if self.failures:
            raise self.failures.pop(0)


def told(handler: Handler, *, outside: bool = False, to: tuple[str, ...] = ()) -> Entry:
    """An event with one subscriber."""
    recipients = (lambda entry: to) if to else None
    registry.subscribe("test.told", "one", handler, recipients, outside=outside)
    with transaction.atomic():
        return record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)


def make_due() -> None:
    Delivery.objects.update(not_before=NOW - timedelta(days=1))


def test_a_due_delivery_is_handled_once() -> None:
    handler = Handler()
    entry = told(handler, to=("case:1", "user:2"))
    assert relay.run_once() == 2
    assert relay.run_once() == 0
    assert sorted(handler.given) == [(entry.pk, "case:1"), (entry.pk, "user:2")]
    assert {d.state for d in Delivery.objects.all()} == {DeliveryState.SENT}
    assert all(d.done_at and d.lease is None for d in Delivery.objects.all())


def test_what_is_not_due_or_taken_back_stays() -> None:
    handler = Handler()
    entry = told(handler)
    Delivery.objects.update(not_before=entry.recorded_at + timedelta(hours=1))
    assert relay.run_once() == 0
    assert oldest_due() == timedelta(0)
    make_due()
    assert oldest_due() > timedelta(0)
    assert cancel(entry) == 1
    assert drain() == 0
    assert handler.given == []


def test_a_rolled_back_change_tells_nobody() -> None:
    handler = Handler()
    with transaction.atomic():
        told(handler)
        transaction.set_rollback(True)
    assert drain() == 0
    assert handler.given == []


def test_a_failed_handler_is_tried_again_later_and_leaves_no_trace() -> None:
    def handler(delivery: Delivery, entry: Entry) -> None:
        Heartbeat.objects.create(name="trace", every=timedelta(1), at=NOW)
        if delivery.attempts == 1:
            raise RuntimeError("Budi Santoso")

    registry.subscribe("test.told", "one", handler)
    with transaction.atomic():
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    relay.run_once()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (DeliveryState.WAITING, "RuntimeError")
    assert delivery.not_before > delivery.created_at + timedelta(seconds=7)
    assert not Heartbeat.objects.exists()
    assert relay.run_once() == 0
    make_due()
    assert relay.run_once() == 1
    assert Heartbeat.objects.count() == 1


def test_the_pauses_grow_up_to_an_hour_and_a_half() -> None:
    told(Handler(*[RuntimeError()] * 8))
    pauses = []
    for _ in range(7):
        relay.run_once()
        delivery = Delivery.objects.extra(select={"now": "clock_timestamp()"}).get()
        pauses.append((delivery.not_before - delivery.now).total_seconds())
        make_due()
    for pause, middle in zip(pauses, [15, 60, 240, 960, 3600, 3600, 3600], strict=True):
        assert middle * 0.5 - 2 <= pause <= middle * 1.5


def test_after_eight_attempts_a_person_decides_and_others_flow() -> None:
    poison = Handler(*[RuntimeError()] * 99)
    told(poison)
    for _ in range(9):
        relay.run_once()
        make_due()
    assert Delivery.objects.get().state == DeliveryState.DEAD
    assert len(poison.given) == 8
    assert trouble() == {"dead": 1}


def test_one_bad_delivery_does_not_stop_the_batch() -> None:
    handler = Handler(RuntimeError())
    told(handler, to=("user:1", "user:2", "user:3"))
    assert relay.run_once() == 3
    states = sorted(Delivery.objects.values_list("state", flat=True))
    assert states == ["sent", "sent", "waiting"]


def test_a_relay_that_dies_gives_its_delivery_to_the_next_one() -> None:
    handler = Handler()
    told(handler)
    (held,) = leases.claim(10)
    assert relay.run_once() == 0
    Delivery.objects.update(lease_until=NOW)
    assert relay.run_once() == 1
    assert len(handler.given) == 1
    assert leases.hold(held) is False
    with pytest.raises(LeaseLost):
        leases.begin_sending(held)
    with pytest.raises(LeaseLost):
        leases.finish(held, DeliveryState.SENT)


def test_the_lease_is_as_long_as_the_setting_says(settings: Settings) -> None:
    settings.LEASE = timedelta(seconds=5)
    told(Handler())
    (held,) = leases.claim(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s - clock_timestamp()", [held.lease_until])
        (left,) = cursor.fetchone() or (timedelta(0),)
    assert timedelta(seconds=3) < left <= timedelta(seconds=5)


def test_a_relay_that_is_told_to_stop_gives_back_what_it_has_not_begun() -> None:
    handler = Handler()
    told(handler, to=("user:1", "user:2"))
    asked = iter([False, True])
    assert relay.run_once(stop=lambda: next(asked)) == 1
    waiting = Delivery.objects.get(state=DeliveryState.WAITING)
    assert (waiting.attempts, waiting.lease) == (0, None)
    assert relay.run_once() == 1


def test_what_failed_before_it_left_is_tried_again() -> None:
    handler = Handler(RuntimeError())
    told(handler, outside=True)
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_what_certainly_did_not_leave_is_tried_again() -> None:
    told(Handler(NotSent(), begin=True), outside=True)
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.WAITING
    make_due()
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_what_can_never_arrive_is_not_tried_again() -> None:
    told(Handler(Undeliverable(), begin=True), outside=True)
    relay.run_once()
    assert Delivery.objects.get().state == DeliveryState.DEAD


def test_what_may_have_left_is_never_silently_repeated() -> None:
    handler = Handler(TimeoutError(), begin=True)
    told(handler, outside=True)
    relay.run_once()
    make_due()
    assert relay.run_once() == 0
    assert Delivery.objects.get().state == DeliveryState.UNKNOWN
    assert len(handler.given) == 1
    assert trouble() == {"unknown": 1}


def test_a_delivery_whose_subscriber_the_code_no_longer_has_waits() -> None:
    told(Handler())
    registry._subscribers.clear()
    relay.run_once()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (DeliveryState.WAITING, "NoSubscriber")


def test_the_log_tells_ids_and_never_an_exceptions_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told(Handler(RuntimeError("Budi Santoso")))
    relay.run_once()
    (line,) = caplog.records
    assert "delivery failed" in str(line.__dict__)
    assert "Budi" not in str(line.__dict__)


def test_draining_in_a_test_raises_what_a_handler_raised() -> None:
    told(Handler(RuntimeError("broken")))
    with pytest.raises(RuntimeError, match="broken"):
        drain()


def test_only_what_waits_for_a_person_is_put_back_and_doubt_only_when_asked() -> None:
    told(Handler(Undeliverable()), to=("user:1",))
    relay.run_once()
    dead = Delivery.objects.get()
    Delivery.objects.update(state=DeliveryState.UNKNOWN)
    assert leases.put_back([dead.pk], even_unknown=False) == 0
    assert leases.put_back([dead.pk], even_unknown=True) == 1
    assert leases.put_back([dead.pk], even_unknown=True) == 0
    assert drain() == 1
