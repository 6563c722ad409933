"""What compliance has to do by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from accounts.actor import SYSTEM
from compliance.services.open_data import release_all
from journal import registry

if TYPE_CHECKING:
    from datetime import datetime

EVERY = timedelta(minutes=10)


def _release(now: datetime) -> None:
    release_all(actor=SYSTEM, now=now)


def register() -> None:
    """Called once when the applications are ready."""
    registry.sweep("open_data", _release, EVERY)
