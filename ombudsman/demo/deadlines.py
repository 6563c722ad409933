"""Where the demonstration clock asks for the next deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Source = Callable[[datetime], datetime | None]

_sources: list[Source] = []


def ask(source: Source) -> None:
    """Have ``source(now)`` asked for the first moment after ``now`` that is due."""
    if source not in _sources:
        _sources.append(source)


def next_after(now: datetime) -> datetime | None:
    """The earliest deadline of all sources that lies after ``now``, or None."""
    found = (source(now) for source in _sources)
    return min((due for due in found if due is not None and due > now), default=None)
