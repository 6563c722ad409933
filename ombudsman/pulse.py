"""Each node of Celery shows that it lives and hears Redis, and is missed when not."""

from contextlib import suppress
from typing import Any

from celery import bootsteps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from journal import heartbeats
from ombudsman.celery import app


class Pulse(bootsteps.StartStopStep):
    """Beats from the main process while the node is connected.

    A node that loses Redis, or is told to end, takes its row away: what is missed
    then is the waking. A node that is killed leaves it behind, and is missed.
    """

    name = heartbeats.process("celery", settings.WORKER_SLOT)

    def start(self, parent: Any) -> None:
        self.beat()
        seconds = heartbeats.PROCESS_EVERY.total_seconds()
        self.timer = parent.timer.call_repeatedly(seconds, self.beat)

    def stop(self, parent: Any) -> None:
        self.timer.cancel()
        with suppress(DatabaseError, InterfaceError):
            heartbeats.retire(self.name)
        connection.close()

    def beat(self) -> None:
        """The connection is not kept: children that are forked later must not share it."""
        with suppress(DatabaseError, InterfaceError):
            heartbeats.beat(self.name, heartbeats.PROCESS_EVERY)
        connection.close()


app.steps["consumer"].add(Pulse)
