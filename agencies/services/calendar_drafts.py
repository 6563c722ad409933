"""The days off of a year: a draft is kept, the next version of the calendar made of it.

Who may do this is asked above (``complaints.services.calendar_editing``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from agencies.domain.days_off import digest
from agencies.events import CALENDAR_DRAFTED
from agencies.models import CalendarDraft, CalendarVersion
from agencies.selectors import central_office, drafted, editable_years
from agencies.services.calendar import put_in_force
from journal.errors import DraftRefused
from journal.record import record
from journal.versions import NOTHING, STALE, require_another

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agencies.domain.days_off import DayOffRow
    from journal.actor import Actor


def keep_draft(
    *, year: int, version: int, days: Iterable[DayOffRow], actor: Actor, now: datetime
) -> CalendarDraft:
    """Keep the draft of a year; nobody's term is counted by it yet.

    ``version`` is that of the draft on her page, 0 if there was none. Raises
    :class:`DraftRefused` when somebody wrote meanwhile, for a year that does not follow,
    and for days of another year or the same day twice.
    """
    rows = [{**row, "date": row["date"].isoformat()} for row in days]
    _require_sound(year, [str(row["date"]) for row in rows])
    draft = _locked(year)
    if version != (draft.version if draft else 0):
        raise DraftRefused(STALE)
    draft = draft or _begun(year, now)
    draft.version, draft.days = version + 1, rows
    draft.edited_at, draft.edited_by = now, actor.journal_id
    draft.save()
    data = {"year": year, "days": len(rows)}
    record(CALENDAR_DRAFTED, actor=actor, subject=central_office(), data=data, now=now)
    return draft


def publish_draft(
    *, year: int, version: int, actor: Actor, now: datetime
) -> CalendarVersion:
    """From now on terms are counted with the draft that she looked at, and did not write.

    Raises :class:`DraftRefused` without a draft, for another one than she looked at, and
    for one that she saved last herself.
    """
    draft = _locked(year)
    if draft is None:
        raise DraftRefused(NOTHING)
    if draft.version != version:
        raise DraftRefused(STALE)
    require_another(draft.edited_by, actor)
    days = drafted(draft)
    newest = CalendarVersion.objects.first()
    by_hand = sorted({*(newest.by_hand if newest else ()), year})
    made, _counts = put_in_force(
        days,
        sha256=digest(days),
        by_hand=by_hand,
        centre=central_office(),
        actor=actor,
        now=now,
    )
    draft.delete()
    return made


def _require_sound(year: int, days: list[str]) -> None:
    if year not in editable_years():
        raise DraftRefused("calendar_year")
    if not days:
        raise DraftRefused("calendar_empty")
    if {date.fromisoformat(day).year for day in days} - {year}:
        raise DraftRefused("calendar_day")
    if len(set(days)) < len(days):
        raise DraftRefused("calendar_twice")


def _locked(year: int) -> CalendarDraft | None:
    return CalendarDraft.objects.select_for_update().filter(year=year).first()


def _begun(year: int, now: datetime) -> CalendarDraft:
    """A new draft. Of two who begin one at once the second is told so."""
    try:
        with transaction.atomic():
            return CalendarDraft.objects.create(year=year, edited_at=now)
    except IntegrityError:
        raise DraftRefused(STALE) from None
