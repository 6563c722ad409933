"""Assessors are reminded of sheets that are due: once before the day, once after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.models import Visit
from compliance.models.rounds import RoundState
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

AHEAD = timedelta(days=3)
AT_ONCE = 200


@transaction.atomic
def remind(now: datetime) -> int:
    """Remind of what is due within three days, and once more of what is over.

    Returns of how many sheets. A scheduler that slept reminds of each once, not twice.
    """
    today = legal_day(now, settings.TIME_ZONE)
    soon = Q(reminded_on=None, due_on__lte=today + AHEAD)
    over = Q(due_on__lt=today, reminded_on__lte=F("due_on"))
    rows = Visit.objects.filter(soon | over, handed_in_at=None).filter(
        place__round__state=RoundState.OPEN.value
    )
    held = rows.select_related("place").select_for_update(
        of=("self",), skip_locked=True
    )
    due = list(held[:AT_ONCE])
    for visit in due:
        visit.reminded_on = today
        visit.save(update_fields=["reminded_on"])
        data = {"assessor": visit.assessor_id, "turn": visit.turn}
        record(
            notifications.VISIT_DUE,
            actor=SYSTEM,
            subject=visit.place,
            data=data,
            now=now,
        )
    return len(due)
