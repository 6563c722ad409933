"""Who reads more than work explains raises one alarm an hour (R26).

The readings stand on the readers' chains. A sweep counts them by person and hour;
the row that is unique by both makes it one alarm, however often and wherever it runs.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import (
    Count,
    DateTimeField,
    ExpressionWrapper,
    IntegerField,
    Max,
    Q,
    Sum,
)
from django.db.models.functions import Cast, Coalesce, Now, TruncHour

from accounts.actor import SYSTEM
from accounts.models import User
from complaints.domain import events
from complaints.models import ReadAlarm, ReadMark
from journal.actor import ActorKind
from journal.models import Entry
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

OPENINGS = (events.CASE_READ, events.HISTORY_READ)
READINGS = (*OPENINGS, events.SEARCHED, events.EXPORT_MADE)
#: Entries older than this are in an hour that is over and was judged; beyond it the
#: mark moves. Two hours, so that the hour it moves into was complete before.
SETTLED = timedelta(hours=2)
_FOREIGN = Q(data__others__gt=0)
_SEARCHES = Count("pk", filter=Q(_FOREIGN, kind=events.SEARCHED))
#: Who takes the queue along as a table has read each page of it.
_TABLES = Coalesce(
    Sum(
        Cast("data__worth", IntegerField()),
        filter=Q(_FOREIGN, kind=events.EXPORT_MADE),
    ),
    0,
)


def run(now: datetime) -> int:
    """Judge every hour that has readings since the mark; returns the new alarms."""
    ReadMark.objects.get_or_create(pk=1)
    with transaction.atomic():
        mark = ReadMark.objects.select_for_update().get(pk=1)
        raised = sum(_raise(row, now) for row in _excessive(mark.entry_id))
        settled_before = ExpressionWrapper(Now() - SETTLED, DateTimeField())
        settled = Entry.objects.filter(
            pk__gt=mark.entry_id, kind__in=READINGS, recorded_at__lt=settled_before
        ).aggregate(last=Max("pk"))["last"]
        if settled is not None:
            mark.entry_id = settled
            mark.save(update_fields=["entry_id"])
    return raised


def _excessive(after: int) -> list[dict[str, Any]]:
    """Persons and hours with more openings or more searches than the settings allow."""
    rows = Entry.objects.filter(
        pk__gt=after, kind__in=READINGS, actor_kind=ActorKind.USER
    )
    counted = (
        rows.annotate(hour=TruncHour("at", tzinfo=UTC))
        .values("actor_id", "hour")
        .annotate(
            cases=Count("data__case", filter=Q(kind__in=OPENINGS), distinct=True),
            searches=_SEARCHES + _TABLES,
        )
    )
    many = Q(cases__gt=settings.BULK_READ_CASES)
    crawl = Q(searches__gt=settings.BULK_READ_SEARCHES)
    return [dict(row) for row in counted.filter(many | crawl)]


def _raise(row: dict[str, Any], now: datetime) -> bool:
    """One alarm, one entry on the person's chain; later counts only update the row."""
    counts = {"cases": row["cases"], "searches": row["searches"]}
    alarm, new = ReadAlarm.objects.get_or_create(
        user_id=row["actor_id"],
        hour=row["hour"],
        defaults={**counts, "raised_at": now},
    )
    if not new:
        ReadAlarm.objects.filter(pk=alarm.pk).update(**counts)
        return False
    record(
        events.READ_IN_BULK,
        actor=SYSTEM,
        subject=User(pk=row["actor_id"]),
        data={"hour": row["hour"].isoformat(), **counts},
        now=now,
    )
    return True
