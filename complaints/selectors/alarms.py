"""Alarms about who read too much, for the auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import ReadAlarm
from complaints.policies import watches_reading

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.actor import Actor


def alarms_for(actor: Actor) -> QuerySet[ReadAlarm]:
    """Every alarm, the latest hour first; none for who does not watch."""
    rows = ReadAlarm.objects.select_related("user").order_by("-hour", "-id")
    return rows if watches_reading(actor) else rows.none()
