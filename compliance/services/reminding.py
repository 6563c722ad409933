"""Who is reminded: assessors of sheets that are due, once before the day and once after
it; agencies of their self-assessment, once before the day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.models import Round, SelfSheet, Visit
from compliance.models.rounds import RoundState
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from journal.record import JSON

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


@transaction.atomic
def remind_agencies(now: datetime) -> int:
    """Remind agencies that have not handed in their self-assessment, three days before.

    Returns how many. Each is told once of a day, also by a scheduler that slept; of a day
    that is over nobody is told.
    """
    today = legal_day(now, settings.TIME_ZONE)
    due = Round.objects.filter(
        state=RoundState.OPEN.value,
        announced_at=None,
        self_until__range=(today, today + AHEAD),
    )
    return sum(_remind_of(round_, now) for round_ in due)


def _remind_of(round_: Round, now: datetime) -> int:
    """The same of one round: one entry, whose readers are those who speak for these."""
    asked = [*round_.members.filter(assessed=True).values_list("agency_id", flat=True)]
    SelfSheet.objects.bulk_create(
        [SelfSheet(round=round_, agency_id=pk) for pk in asked], ignore_conflicts=True
    )
    rows = round_.self_sheets.filter(agency__in=asked, handed_in_at=None)
    held = rows.exclude(reminded_for=round_.self_until).select_for_update(
        skip_locked=True
    )
    due = list(held.order_by("agency_id")[:AT_ONCE])
    if due:
        told = [sheet.agency_id for sheet in due]
        round_.self_sheets.filter(agency__in=told).update(
            reminded_for=round_.self_until
        )
        data: dict[str, JSON] = {"agencies": [*told]}
        record(notifications.SELF_DUE, actor=SYSTEM, subject=round_, data=data, now=now)
    return len(due)
