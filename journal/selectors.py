"""What operators and pages ask of the journal."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Min, QuerySet, Sum
from django.db.models.functions import Now

from journal import heartbeats, registry
from journal.models import (
    CLAIMABLE,
    ChainHead,
    Checkpoint,
    Delivery,
    DeliveryState,
    Heartbeat,
    Verification,
)
from journal.record import Subject


def chains_by_kind() -> list[tuple[str, int, int]]:
    """Kind of subject, number of its chains, number of their entries."""
    rows = ChainHead.objects.order_by("subject_kind").values("subject_kind")
    counted = rows.annotate(chains=Count("id"), entries=Sum("n"))
    return list(counted.values_list("subject_kind", "chains", "entries"))


def late_heartbeats() -> list[str]:
    """The relay, sweeps and processes that missed two periods or never ran (R67)."""
    return heartbeats.late(frozenset(expected_heartbeats()))


def expected_heartbeats() -> dict[str, timedelta]:
    """Everything that must beat and how often; processes are known by their rows."""
    return {heartbeats.RELAY: heartbeats.RELAY_EVERY, **registry.expected()}


@dataclass(frozen=True, slots=True)
class Beat:
    """What must run regularly, and how long ago it did; None: never."""

    name: str
    every: timedelta
    age: timedelta | None


def heartbeats_seen() -> list[Beat]:
    """Everything that beats, or is expected to and never did."""
    expected = expected_heartbeats()
    rows = Heartbeat.objects.annotate(age=Now() - F("at"))
    seen = [
        Beat(row.name, row.every, row.age)
        for row in rows
        if row.name in expected or row.name.startswith(heartbeats.PROCESSES)
    ]
    missing = heartbeats.never_ran(frozenset(expected))
    return seen + [Beat(name, expected[name], None) for name in missing]


def due() -> int:
    """How many deliveries wait although their time has come."""
    return Delivery.objects.filter(state__in=CLAIMABLE, not_before__lte=Now()).count()


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


def last_checkpoint() -> Checkpoint | None:
    """The newest checkpoint of the chains' heads that the database knows."""
    return Checkpoint.objects.order_by("-number").first()


def last_verification() -> Verification | None:
    """The newest check of all chains."""
    return Verification.objects.order_by("-pk").first()


def history_checks() -> dict[str, Checkpoint | Verification | None]:
    """Both, for a page: the last checkpoint, and what the last check found."""
    return {"checkpoint": last_checkpoint(), "check": last_verification()}


def last_by_line(subject: Subject, subscriber: str) -> list[Delivery]:
    """The newest delivery of each way to the subject's ``subscriber``, newest first.

    One that never began to leave has no way yet, and is told of until it is ended;
    one that ended without leaving went to nobody.
    """
    nowhere = [DeliveryState.SENT.value, DeliveryState.CANCELLED.value]
    rows = (
        Delivery.objects.filter(
            entry__subject_kind=subject.journal_kind,
            entry__subject_id=subject.pk,
            subscriber=subscriber,
        )
        .exclude(line="", state__in=nowhere)
        .select_related("entry")
        .order_by("line", "-id")
        .distinct("line")
    )
    return sorted(rows, key=lambda row: row.pk, reverse=True)
