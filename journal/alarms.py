"""What is wrong now: noted once, raised once, ended once, whoever looks (R67).

The rows decide, so that two workers that look at the same moment say it once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from journal.models import Alarm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


def raised(faults: Mapping[str, timedelta]) -> list[str]:
    """Note these faults; returns the names that are alarms from now on, each once.

    Each fault comes with the time that it may last before it is one.
    """
    Alarm.objects.bulk_create(
        [Alarm(name=name) for name in sorted(faults)], ignore_conflicts=True
    )
    return [
        name
        for name, patience in sorted(faults.items())
        if Alarm.objects.filter(
            name=name, raised_at=None, since__lte=_ago(patience)
        ).update(raised_at=Now())
    ]


def repeated(name: str, *, newest: datetime, pause: timedelta) -> bool:
    """Raise again what goes on, if something came after the last time and a pause."""
    again = Alarm.objects.filter(
        name=name, raised_at__lt=newest, raised_at__lte=_ago(pause)
    )
    return bool(again.update(raised_at=Now()))


def ended(still: Collection[str]) -> list[str]:
    """Drop every fault that is not among ``still``; returns those that were alarms.

    To be called inside a transaction.
    """
    over = Alarm.objects.exclude(name__in=still).select_for_update().order_by("name")
    rows = list(over)
    Alarm.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [row.name for row in rows if row.raised_at]


def standing() -> list[Alarm]:
    """The alarms that were raised and are not over, the oldest first."""
    return list(Alarm.objects.exclude(raised_at=None).order_by("since", "name"))


def _ago(span: timedelta) -> Combinable:
    return ExpressionWrapper(Now() - span, DateTimeField())
