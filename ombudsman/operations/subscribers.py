"""What operations tells the journal at start-up."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from journal import registry
from ombudsman.operations import events, history, watch

#: Written by the task that beat sends: missing it, Redis, beat or Celery is down.
CELERY, CELERY_EVERY = "celery", timedelta(seconds=15)


def connect() -> None:
    """Register everything once, when the applications are ready."""
    events.register()
    for kind in (events.FAULT_FOUND, events.LOSS_ADMITTED):
        registry.subscribe(
            kind,
            watch.SUBSCRIBER,
            watch.tell,
            watch.administrators,
            outside=True,
        )
    # Before the others, whose beats would hide that nobody was there.
    registry.sweep(watch.NAME, watch.look, watch.EVERY, real=True, first=True)
    registry.sweep(
        history.CHECKPOINT,
        history.write_checkpoint,
        history.CHECKPOINT_EVERY,
        real=True,
    )
    registry.sweep(history.CHECK, history.check, history.CHECK_EVERY, real=True)
    if settings.REDIS_URL:
        registry.expect(CELERY, CELERY_EVERY)
