"""The one Celery task. It carries no data: what is due stands in the database."""

import time

from celery import shared_task

from journal import heartbeats
from ombudsman import background
from ombudsman.operations.subscribers import CELERY, CELERY_EVERY

#: Seconds; then the next waking goes on. Well below the task's time limits.
LONGEST = 120.0


@shared_task(name="ombudsman.wake", acks_late=False)
def wake() -> None:
    """Take turns until nothing is due, and show that wakings arrive.

    Confirmed before it runs: the next waking comes in five seconds, and kombu 5.7
    ends the whole node when Redis dies under a message that is not confirmed.
    """
    if heartbeats.is_due(CELERY, CELERY_EVERY):
        heartbeats.beat(CELERY, CELERY_EVERY)
    until = time.monotonic() + LONGEST
    background.until_idle(stop=lambda: time.monotonic() > until)
