"""A quiet service: everything that must beat has just beaten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from accounts.actor import SYSTEM
from journal import heartbeats, selectors
from journal.models import Delivery, DeliveryState
from journal.record import record
from ombudsman import clock
from ombudsman.operations import events
from tests import people

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where these tests' checkpoints lie: no other test's are among them."""
    settings.CHECKPOINT_DIR = str(tmp_path / "checkpoints")
    return tmp_path / "checkpoints"


@pytest.fixture
def quiet(db: None) -> None:
    people.person("system_admin")
    for name, every in selectors.expected_heartbeats().items():
        heartbeats.beat(name, every)


@pytest.fixture
def waiting(db: None) -> Callable[..., list[int]]:
    """Make deliveries that wait for a person; returns their ids, oldest first."""

    def make(count: int, state: DeliveryState = DeliveryState.DEAD) -> list[int]:
        admin = people.person("system_admin")
        rows = []
        with transaction.atomic():
            for _ in range(count):
                entry = record(
                    events.DELIVERIES_REPLAYED,
                    actor=SYSTEM,
                    subject=admin,
                    data={},
                    now=clock.now(),
                )
                rows.append(
                    Delivery.objects.create(
                        entry=entry,
                        subscriber="reporter_news",
                        recipient="case:12",
                        state=state.value,
                        attempts=8,
                        error="TimeoutError",
                        done_at=clock.now(),
                    )
                )
        return [row.pk for row in rows]

    return make
