"""``manage.py worker``: carry deliveries and run what time makes due, until told."""

import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import Error, connection

from ombudsman import background, unavailable

log = structlog.stdlib.get_logger("ombudsman.worker")

IDLE = 0.5  # seconds between looks at an empty table
AFTER_LOSS = 1.0  # seconds until the database is tried again


class Command(BaseCommand):
    """Poll PostgreSQL; needs nothing else. SIGTERM ends it after the letter in hand."""

    help = __doc__ or ""
    stopping = False

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
        log.info("worker started")
        while not self.stopping:
            self.turn()
        log.info("worker ended")

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Only sets a flag: the turn that is running comes to its end."""
        self.stopping = True

    def turn(self) -> None:
        """One look at the tables, then a pause if they held nothing."""
        try:
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
            time.sleep(IDLE)
