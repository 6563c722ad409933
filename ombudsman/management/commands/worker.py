"""``manage.py worker``: carry deliveries and run what time makes due, until told.

At least one always runs, with Celery beside it or without: it needs PostgreSQL only,
so with Redis down everything happens a few seconds later, and somebody is there to
notice it.
"""

import math
import signal
import time
from argparse import ArgumentParser
from contextlib import suppress
from types import FrameType
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, connection

from journal import heartbeats
from ombudsman import background, unavailable

log = structlog.stdlib.get_logger("ombudsman.worker")

IDLE = 0.5  # seconds between looks at an empty table
IDLE_BESIDE_CELERY = 3.0  # which is woken to look more often
AFTER_LOSS = 1.0  # seconds until the database is tried again


class Command(BaseCommand):
    """Poll PostgreSQL; needs nothing else. SIGTERM ends it after the letter in hand."""

    help = __doc__ or ""
    stopping = False
    beaten = -math.inf  # when, by the clock of ``time.monotonic``

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="end when nothing is due"
        )

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if once:
            background.until_idle()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        self.name = heartbeats.process("worker", settings.WORKER_SLOT)
        self.idle = IDLE_BESIDE_CELERY if settings.REDIS_URL else IDLE
        log.info("worker started", slot=self.name)
        while not self.stopping:
            self.turn()
        with suppress(Error):
            heartbeats.retire(self.name)
        log.info("worker ended", slot=self.name)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Only sets a flag: the turn that is running comes to its end."""
        self.stopping = True

    def turn(self) -> None:
        """One look at the tables, then a pause if they held nothing."""
        try:
            self.beat()
            handled = background.turn(stop=lambda: self.stopping)
        except Error as error:
            if not unavailable.is_loss(error):
                raise
            # The database restarts or is out of reach: leases bring back what we held.
            log.warning("database lost", error=type(error).__name__)
            connection.close()
            time.sleep(AFTER_LOSS)
            return
        if not handled and not self.stopping:
            self.pause(self.idle)

    def beat(self) -> None:
        """That this process lives, every half minute."""
        if time.monotonic() - self.beaten >= heartbeats.PROCESS_EVERY.total_seconds():
            heartbeats.beat(self.name, heartbeats.PROCESS_EVERY)
            self.beaten = time.monotonic()

    def pause(self, seconds: float) -> None:
        """Sleep in short pieces, so that being told to end takes no longer."""
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, IDLE))
