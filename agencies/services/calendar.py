"""A version of the calendar of working days: stored whole, in force from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.days_off import decided_until
from agencies.events import CALENDAR_LOADED
from agencies.models import CalendarVersion, Holiday, Office
from agencies.services.upsert import Counts, upsert
from journal.record import JSON, record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from agencies.domain.days_off import DayOffRow
    from journal.actor import Actor


def put_in_force(
    days: Mapping[date, DayOffRow],
    *,
    sha256: str,
    by_hand: list[int],
    centre: Office,
    actor: Actor,
    now: datetime,
) -> tuple[CalendarVersion, Counts]:
    """Store a version with its days, unless it is there, and tell the centre's chain.

    ``by_hand``: the years that somebody wrote here, which no file replaces.
    """
    version, made = CalendarVersion.objects.get_or_create(
        version=f"{min(days).year}-{max(days).year}-{sha256[:8]}",
        defaults={
            "loaded_until": decided_until(days),
            "sha256": sha256,
            "loaded_at": now,
            "by_hand": by_hand,
        },
    )
    rows = [{"version": version.pk, **row} for row in days.values()]
    counts = upsert(Holiday, rows, key=("version", "date"))
    if made:
        data: dict[str, JSON] = {
            "version": version.version,
            "loaded_until": version.loaded_until.isoformat(),
            "days": len(rows),
        }
        record(CALENDAR_LOADED, actor=actor, subject=centre, data=data, now=now)
    return version, counts
