"""The real time, for what protects people rather than what the law counts.

Sessions, the second factor, step-up and rate limits run on it. A demonstration
clock moves the use cases' ``now`` and never these: jumping a month ahead must
not sign everybody out, nor must any jump lengthen a session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime


def wall_now() -> datetime:
    """The moment by the machine's clock, aware, in UTC."""
    return timezone.now()
