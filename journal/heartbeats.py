"""That what must run regularly did run, by the database's clock (R67)."""

import re
from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F
from django.db.models.functions import Now

from journal.models import Heartbeat

RELAY = "relay"
RELAY_EVERY = timedelta(seconds=15)
#: Processes beat under names of their own, which come and go.
PROCESSES = ("worker:", "celery:")
PROCESS_EVERY = timedelta(seconds=30)


def process(kind: str, slot: str) -> str:
    """The name of one process: ``process("worker", "host-1")``."""
    return f"{kind}:{re.sub('[^A-Za-z0-9_.-]', '-', slot)[:60]}"


def beat(name: str, every: timedelta) -> None:
    """Write down that ``name`` ran just now and is due again after ``every``."""
    Heartbeat.objects.update_or_create(
        name=name, defaults={"every": every, "at": Now()}
    )


def retire(name: str) -> None:
    """A process was told to end: nobody is to miss it."""
    Heartbeat.objects.filter(name=name).delete()


def forget_processes(after: timedelta) -> None:
    """Drop processes that have not beaten for so long: their machines are gone."""
    old = ExpressionWrapper(Now() - after, DateTimeField())
    for kind in PROCESSES:
        Heartbeat.objects.filter(name__startswith=kind, at__lt=old).delete()


def is_due(name: str, every: timedelta) -> bool:
    """Whether ``name`` last ran at least ``every`` ago, or never.

    A beat that lies ahead was written before the database's clock was set back:
    waiting for its hour to come again would let the work sleep until then.
    """
    recent = ExpressionWrapper(Now() - every, DateTimeField())
    beats = Heartbeat.objects.filter(name=name, at__gt=recent, at__lte=Now())
    return not beats.exists()


def late(expected: frozenset[str]) -> list[str]:
    """Who missed two periods, or was expected and never ran; by name.

    What the code no longer expects is not missed; a process always is.
    """
    return sorted(overdue(expected) | never_ran(expected))


def overdue(expected: frozenset[str]) -> set[str]:
    """Who ran once and has missed two periods since."""
    limit = ExpressionWrapper(Now() - 2 * F("every"), DateTimeField())
    missed = Heartbeat.objects.filter(at__lt=limit).values_list("name", flat=True)
    return {name for name in missed if name in expected or name.startswith(PROCESSES)}


def never_ran(expected: frozenset[str]) -> set[str]:
    """Who was expected and is unknown."""
    return set(expected).difference(Heartbeat.objects.values_list("name", flat=True))
