"""How fast news leaves: never more than ``settings.MAILS_PER_MINUTE``, all relays together.

After a week's sleep thousands of letters are due at once. Mail servers take such a
burst for spam and refuse what comes after it, so each letter gets a turn of its own:
one row holds the last turn that was given, one statement gives the next (R63).
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.functions import Now

from journal import leases
from journal.models import Delivery

#: What a delivery's ``error`` says while it waits for the turn that it was given.
WAITS = "Paced"
#: The same where the queue is too long for a turn: it asks again.
QUEUES = "Queued"
#: A turn that was missed by more than this is over: another one is asked for.
_GOOD_FOR = timedelta(seconds=5)
#: How far ahead turns are given. One that lies twice as far was given before the
#: database's clock was set back, and binds nobody (R66).
HORIZON = 600.0  # seconds
# The row stands among the heartbeats, with a period that nobody can miss.
_ROW, _NEVER_LATE = "letters", "36500 days"
_TURN = """
INSERT INTO journal_heartbeat AS last (name, every, at)
VALUES (%(row)s, %(never)s::interval, clock_timestamp() - %(slack)s * interval '1 second')
ON CONFLICT (name) DO UPDATE
   SET at = greatest(
         CASE WHEN last.at <= clock_timestamp() + 2 * %(horizon)s * interval '1 second'
              THEN last.at END,
         clock_timestamp() - %(slack)s * interval '1 second'
       ) + %(step)s * interval '1 second'
 WHERE last.at <= clock_timestamp() + %(horizon)s * interval '1 second'
    OR last.at > clock_timestamp() + 2 * %(horizon)s * interval '1 second'
RETURNING extract(epoch FROM last.at - clock_timestamp())
"""


def admit(delivery: Delivery) -> bool:
    """Whether this letter may leave now; otherwise it is put back until its turn."""
    if _has_turn(delivery):
        return True
    wait = _next_turn()
    if wait is None:
        leases.postpone(delivery, HORIZON, QUEUES)
    elif wait > 0:
        leases.postpone(delivery, wait, WAITS)
    return wait is not None and wait <= 0


def _has_turn(delivery: Delivery) -> bool:
    if delivery.error != WAITS:
        return False
    recent = ExpressionWrapper(Now() - _GOOD_FOR, DateTimeField())
    return Delivery.objects.filter(pk=delivery.pk, not_before__gt=recent).exists()


def _next_turn() -> float | None:
    """Seconds until the next free turn, which is taken; None when all are given.

    Of a minute's letters a tenth may go at once and eight tenths in even steps; the
    rest is room for turns that were used a little late.
    """
    rate = max(1, settings.MAILS_PER_MINUTE)
    burst = rate // 10
    step = 60 / (rate * 0.8)
    slack = max(0, burst - 1) * step
    named: dict[str, str | float] = {
        "row": _ROW,
        "never": _NEVER_LATE,
        "horizon": HORIZON,
        "slack": slack,
        "step": step,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TURN, named)
        row = cursor.fetchone()
    return None if row is None else float(row[0])
