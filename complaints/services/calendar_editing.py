"""The calendar of working days, by year: written as a draft, looked at, put in force.

A version in force is never changed; a change is the next one. Terms that still run are
counted again by the sweep, each on its case's record (``services.recounting``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from accounts.policies import require
from agencies.domain.calendar import WorkCalendar
from agencies.domain.days_off import decided_until, digest
from agencies.events import CALENDAR_DRAFTED
from agencies.models import CalendarDraft, CalendarVersion
from agencies.selectors import central_office, drafted, editable_years
from agencies.services.calendar import put_in_force
from complaints.policies import administers
from complaints.services import recounting
from complaints.services.errors import NotReady
from complaints.services.versions import NOTHING, STALE
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.domain.days_off import DayOffRow
    from complaints.domain.terms import TermKind

#: So many terms that move are counted; beyond it the page says "more than".
COUNTED = 2000


@transaction.atomic
def write(
    *, year: int, version: int, days: Iterable[DayOffRow], actor: Actor, now: datetime
) -> CalendarDraft:
    """Keep the draft of a year; nobody's term is counted by it yet.

    ``version`` is that of the draft on her page, 0 if there was none. Raises
    :class:`NotReady` when somebody wrote meanwhile, for a year that does not follow, and
    for days of another year or the same day twice.
    """
    require(administers(actor), "role")
    rows = [{**row, "date": row["date"].isoformat()} for row in days]
    if year not in editable_years():
        raise NotReady("calendar_year")
    if not rows:
        raise NotReady("calendar_empty")
    if {date.fromisoformat(str(row["date"])).year for row in rows} - {year}:
        raise NotReady("calendar_day")
    if len({row["date"] for row in rows}) < len(rows):
        raise NotReady("calendar_twice")
    draft = _locked(year)
    if version != (draft.version if draft else 0):
        raise NotReady(STALE)
    draft = draft or _begun(year, now)
    draft.version, draft.days, draft.edited_at = version + 1, rows, now
    draft.save()
    data = {"year": year, "days": len(rows)}
    record(CALENDAR_DRAFTED, actor=actor, subject=central_office(), data=data, now=now)
    return draft


@transaction.atomic
def publish(*, year: int, version: int, actor: Actor, now: datetime) -> CalendarVersion:
    """From now on terms are counted with the draft that she looked at.

    Raises :class:`NotReady` without a draft, or for another one than she looked at.
    """
    require(administers(actor), "role")
    draft = _locked(year)
    if draft is None:
        raise NotReady(NOTHING)
    if draft.version != version:
        raise NotReady(STALE)
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


def _locked(year: int) -> CalendarDraft | None:
    return CalendarDraft.objects.select_for_update().filter(year=year).first()


def _begun(year: int, now: datetime) -> CalendarDraft:
    """A new draft. Of two who begin one at once the second is told so."""
    try:
        with transaction.atomic():
            return CalendarDraft.objects.create(year=year, edited_at=now)
    except IntegrityError:
        raise NotReady(STALE) from None


@dataclass(frozen=True, slots=True)
class Moves:
    """Running terms that a draft moves: by kind, how many later and how many earlier."""

    kinds: dict[TermKind, int]
    later: int
    earlier: int
    more: bool


def moves(draft: CalendarDraft, now: datetime) -> Moves:
    """What would move if it counted now. Changes nothing."""
    days = drafted(draft)
    calendar = WorkCalendar(frozenset(days), decided_until(days), "")
    found = list(islice(recounting.moves(calendar, now), COUNTED + 1))
    counted = found[:COUNTED]
    later = sum(move.after > move.before for move in counted)
    return Moves(
        kinds=dict(Counter(move.kind for move in counted).most_common()),
        later=later,
        earlier=len(counted) - later,
        more=len(found) > COUNTED,
    )
