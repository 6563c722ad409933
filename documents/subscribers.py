"""What the worker does with files by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from accounts.wall_clock import wall_now
from documents.services.releasing import release_due
from documents.services.unclaimed import erase_unclaimed, remove_leftovers
from documents.services.verifying import verify_sample
from journal import registry

if TYPE_CHECKING:
    from datetime import datetime


def schedule() -> None:
    """Called once when the applications are ready."""
    registry.sweep("documents.release", _release, timedelta(seconds=5))
    registry.sweep("documents.verify", _verify, timedelta(days=1))
    registry.sweep("documents.unclaimed", _unclaimed, timedelta(hours=1))
    registry.sweep("documents.leftovers", _leftovers, timedelta(days=1), real=True)


def _release(now: datetime) -> None:
    release_due(now)


def _verify(now: datetime) -> None:
    verify_sample(now)


def _unclaimed(now: datetime) -> None:
    erase_unclaimed(now)


def _leftovers(now: datetime) -> None:
    del now  # a demonstration's; the disk has the real one
    remove_leftovers(wall_now())
