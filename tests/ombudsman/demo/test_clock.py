"""The demonstration clock: forward only, and what is due then happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import STRANGER
from accounts.wall_clock import wall_now
from journal import registry
from journal.models import Entry
from ombudsman import clock
from ombudsman.demo import deadlines
from ombudsman.demo.events import CLOCK_MOVED
from ombudsman.demo.models import DemoClock
from ombudsman.demo.services import (
    FARTHEST,
    NothingDue,
    advance,
    go_to_next_deadline,
    offset,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def demo_clock() -> Iterator[None]:
    """Let the portal's time run on the row, as in a demonstration."""
    clock.use_offset(offset)
    yield
    clock.use_offset(lambda: clock.NO_OFFSET)


@pytest.fixture
def next_due(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The deadlines that lie ahead, as a source tells them."""
    due: list[datetime] = []
    monkeypatch.setattr(deadlines, "_sources", [])
    deadlines.ask(lambda now: min((d for d in due if d > now), default=None))
    return due


def test_before_the_first_move_it_is_the_real_time(demo_clock: None) -> None:
    assert offset() == timedelta(0)
    assert abs(clock.now() - wall_now()) < timedelta(seconds=5)


def test_a_day_forward_moves_the_portals_time_and_not_the_real_one(
    demo_clock: None,
) -> None:
    before = wall_now()
    advance(by=DAY, actor=STRANGER, now=clock.now())
    assert abs(clock.now() - before - DAY) < timedelta(seconds=5)
    assert wall_now() - before < timedelta(seconds=5)


def test_history_tells_from_when_to_when_it_was_moved(demo_clock: None) -> None:
    now = clock.now()
    moved = advance(by=DAY, actor=STRANGER, now=now)
    entry = Entry.objects.get(kind=CLOCK_MOVED)
    assert entry.data["from"] == now.isoformat(timespec="seconds")
    assert entry.data["to"] == moved.isoformat(timespec="seconds")
    assert entry.actor_kind == "stranger"


def test_moves_add_up(demo_clock: None) -> None:
    for _ in range(3):
        advance(by=DAY, actor=STRANGER, now=clock.now())
    assert offset() == 3 * DAY
    assert str(DemoClock.objects.get()) == "+3 days, 0:00:00"


@pytest.mark.parametrize("by", [timedelta(0), -DAY, FARTHEST + DAY])
def test_it_moves_neither_back_nor_out_of_sight(by: timedelta) -> None:
    with pytest.raises(ValueError, match="forward"):
        advance(by=by, actor=STRANGER, now=wall_now())


def test_the_database_refuses_to_turn_it_back() -> None:
    advance(by=DAY, actor=STRANGER, now=wall_now())
    for change in (
        lambda: DemoClock.objects.update(offset_seconds=0),
        lambda: DemoClock.objects.all().delete(),
    ):
        with (
            pytest.raises(IntegrityError, match="only moves forward"),
            transaction.atomic(),
        ):
            change()
    with pytest.raises(IntegrityError, match="one_row"), transaction.atomic():
        DemoClock.objects.create(pk=2)


def test_what_is_due_after_the_move_is_swept_at_the_moved_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    swept: list[datetime] = []
    monkeypatch.setattr(registry, "_sweeps", {})
    registry.sweep("tests.sweep", swept.append, every=timedelta(hours=1))
    now = wall_now()
    advance(by=DAY, actor=STRANGER, now=now)
    advance(by=DAY, actor=STRANGER, now=now + DAY)
    assert swept == [now + DAY, now + 2 * DAY]


def test_the_next_deadline_was_yesterday_afterwards(
    demo_clock: None, next_due: list[datetime]
) -> None:
    now = clock.now()
    next_due += [now + 9 * DAY, now + 3 * DAY, now - DAY]
    moved = go_to_next_deadline(actor=STRANGER, now=now)
    assert now + 3 * DAY < moved < now + 3 * DAY + timedelta(hours=9, minutes=1)


def test_a_deadline_beyond_the_horizon_takes_two_clicks(
    next_due: list[datetime],
) -> None:
    now = wall_now()
    next_due.append(now + 2 * FARTHEST)
    assert go_to_next_deadline(actor=STRANGER, now=now) == now + FARTHEST


def test_without_a_deadline_ahead_it_stays(next_due: list[datetime]) -> None:
    with pytest.raises(NothingDue):
        go_to_next_deadline(actor=STRANGER, now=wall_now())
    assert not DemoClock.objects.exists()


def test_a_source_is_asked_once_however_often_it_registers(
    next_due: list[datetime],
) -> None:
    asked: list[datetime] = []

    def source(now: datetime) -> None:
        asked.append(now)

    for _ in range(2):
        deadlines.ask(source)
    deadlines.next_after(wall_now())
    assert len(asked) == 1
