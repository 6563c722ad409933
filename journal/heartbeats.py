"""That what must run regularly did run, by the database's clock (R67)."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F
from django.db.models.functions import Now

from journal.models import Heartbeat

RELAY = "relay"
RELAY_EVERY = timedelta(seconds=15)


def beat(name: str, every: timedelta) -> None:
    """Write down that ``name`` ran just now and is due again after ``every``."""
    Heartbeat.objects.update_or_create(
        name=name, defaults={"every": every, "at": Now()}
    )


def is_due(name: str, every: timedelta) -> bool:
    """Whether ``name`` last ran at least ``every`` ago, or never.

    A beat that lies ahead was written before the database's clock was set back:
    waiting for its hour to come again would let the work sleep until then.
    """
    recent = ExpressionWrapper(Now() - every, DateTimeField())
    beats = Heartbeat.objects.filter(name=name, at__gt=recent, at__lte=Now())
    return not beats.exists()


def late(expected: frozenset[str]) -> list[str]:
    """Who missed two periods, or was expected and never ran; by name."""
    limit = ExpressionWrapper(Now() - 2 * F("every"), DateTimeField())
    known = set(Heartbeat.objects.values_list("name", flat=True))
    missed = set(Heartbeat.objects.filter(at__lt=limit).values_list("name", flat=True))
    return sorted(missed | (expected - known))
