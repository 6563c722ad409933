"""The product's time, taken once per request or task at the edge.

The real clock, plus the offset of the demonstration clock where one is
installed. Leases, back-off, sessions and step-up use the real clock instead.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

NO_OFFSET = timedelta(0)


class _Source:
    """Where the offset comes from; ``ombudsman.demo`` puts its own here."""

    offset: Callable[[], timedelta] = staticmethod(lambda: NO_OFFSET)


def use_offset(source: Callable[[], timedelta]) -> None:
    """Let ``source`` say how far the demonstration clock runs ahead."""
    _Source.offset = staticmethod(source)


def now() -> datetime:
    """The aware UTC moment that use cases, sweep and pages run at."""
    return timezone.now() + _Source.offset()
