"""What operators and pages ask of the journal."""

from datetime import timedelta

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import Now

from journal import heartbeats, registry
from journal.models import CLAIMABLE, ChainHead, Delivery, DeliveryState, Entry
from journal.record import Subject


def history_of(subject: Subject) -> QuerySet[Entry]:
    """All entries of one subject, oldest first."""
    return Entry.objects.filter(
        subject_kind=subject.journal_kind, subject_id=subject.pk
    ).order_by("n")


def chains_by_kind() -> list[tuple[str, int, int]]:
    """Kind of subject, number of its chains, number of their entries."""
    rows = ChainHead.objects.order_by("subject_kind").values("subject_kind")
    counted = rows.annotate(chains=Count("id"), entries=Sum("n"))
    return list(counted.values_list("subject_kind", "chains", "entries"))


def late_heartbeats() -> list[str]:
    """The relay and sweeps that missed two periods or never ran (R67)."""
    expected = {heartbeats.RELAY, *(sweep.name for sweep in registry.sweeps())}
    return heartbeats.late(frozenset(expected))


def oldest_due() -> timedelta:
    """How long the oldest due delivery has waited beyond its time; 0 if none is due."""
    due = Delivery.objects.filter(state__in=CLAIMABLE, not_before__lte=Now())
    waited = due.aggregate(waited=Now() - Min("not_before"))["waited"]
    return waited or timedelta(0)


def in_trouble() -> QuerySet[Delivery]:
    """The deliveries that wait for a person: dead or unknown, oldest first."""
    states = [DeliveryState.DEAD.value, DeliveryState.UNKNOWN.value]
    return Delivery.objects.filter(state__in=states).order_by("id")


def trouble() -> dict[str, int]:
    """How many deliveries wait for a person, by state (dead, unknown)."""
    counted = in_trouble().order_by("state").values_list("state")
    return dict(counted.annotate(Count("id")))
