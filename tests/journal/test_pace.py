"""News leaves at a rate that mail servers accept, whatever has piled up (R63, F12)."""

import itertools
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from pytest_django.fixtures import Settings

from journal import pace, registry, relay
from journal.models import Delivery, DeliveryState, Entry, Heartbeat
from journal.record import record
from journal.selectors import late_heartbeats
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)

PER_MINUTE = 40
AT_ONCE = 4  # a tenth
SENT: list[int] = []


@pytest.fixture(autouse=True)
def _rate(settings: Settings) -> None:
    settings.MAILS_PER_MINUTE = PER_MINUTE


def told(count: int, *, paced: bool = True) -> list[int]:
    SENT.clear()

    def handler(delivery: Delivery, entry: Entry) -> None:
        SENT.append(delivery.pk)

    registry.subscribe("test.told", "news", handler, outside=True, paced=paced)
    for _ in range(count):
        with transaction.atomic():
            record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    return SENT


def put_back() -> list[Delivery]:
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    return list(waiting.order_by("not_before"))


def test_a_tenth_leaves_at_once_and_the_rest_one_by_one() -> None:
    sent = told(12)
    assert relay.run_once() == 12
    assert len(sent) == AT_ONCE
    rest = put_back()
    assert [d.error for d in rest] == [pace.WAITS] * 8
    gaps = [
        (later.not_before - sooner.not_before).total_seconds()
        for sooner, later in itertools.pairwise(rest)
    ]
    assert all(gap == pytest.approx(60 / (PER_MINUTE * 0.8), abs=0.2) for gap in gaps)


def test_waiting_for_a_turn_counts_as_no_attempt() -> None:
    told(6)
    relay.run_once()
    assert {d.attempts for d in put_back()} == {0}


def test_whoever_was_given_a_turn_leaves_when_it_comes() -> None:
    sent = told(6)
    relay.run_once()
    Delivery.objects.filter(state=DeliveryState.WAITING).update(not_before=Now())
    relay.run_once()
    assert len(sent) == len(set(sent)) == 6


def test_turns_that_were_slept_through_do_not_add_up_to_a_burst() -> None:
    sent = told(20)
    relay.run_once()
    Delivery.objects.filter(state=DeliveryState.WAITING).update(
        not_before=Now() - timedelta(minutes=5)
    )
    relay.run_once()
    assert len(sent) == AT_ONCE


def test_a_letter_that_somebody_sits_waiting_for_is_not_held_back() -> None:
    sent = told(12, paced=False)
    relay.run_once()
    assert len(sent) == 12


def test_the_row_of_turns_is_never_late() -> None:
    told(1)
    relay.run_once()
    assert late_heartbeats() == ["relay"]


def test_a_clock_that_was_set_back_holds_no_letter_up() -> None:
    """R66: the last turn was given by a clock that ran an hour ahead."""
    told(1)
    relay.run_once()
    Heartbeat.objects.filter(name="letters").update(at=Now() + timedelta(hours=1))
    sent = told_again(3)
    assert len(sent) == 3


def test_a_queue_too_long_for_turns_asks_again_later() -> None:
    told(1)
    relay.run_once()
    ahead = timedelta(seconds=pace.HORIZON + 30)
    Heartbeat.objects.filter(name="letters").update(at=Now() + ahead)
    sent = told_again(3)
    assert sent == []
    assert {d.error for d in put_back()} == {pace.QUEUES}
    Heartbeat.objects.filter(name="letters").update(at=NOW)
    Delivery.objects.filter(state=DeliveryState.WAITING).update(not_before=Now())
    relay.run_once()
    assert len(sent) == 3


def told_again(count: int) -> list[int]:
    SENT.clear()
    for _ in range(count):
        with transaction.atomic():
            record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    relay.run_once()
    return SENT
