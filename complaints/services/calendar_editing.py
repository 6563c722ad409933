"""The calendar of working days: who may write it, and which running terms it moves.

A version in force is never changed; a change is the next one. Terms that still run are
counted again by the sweep, each on its case's record (``services.recounting``). Drafts
and versions are ``agencies``' own; who may is asked here, above it (decision 41).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from agencies.domain.calendar import WorkCalendar
from agencies.domain.days_off import decided_until
from agencies.selectors import drafted
from agencies.services.calendar_drafts import keep_draft, publish_draft
from complaints.policies import edits_versions
from complaints.services import recounting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.domain.days_off import DayOffRow
    from agencies.models import CalendarDraft, CalendarVersion
    from complaints.domain.terms import TermKind

#: So many terms that move are counted; beyond it the page says "more than".
COUNTED = 2000


@transaction.atomic
def write(
    *, year: int, version: int, days: Iterable[DayOffRow], actor: Actor, now: datetime
) -> CalendarDraft:
    """Keep the draft of a year; nobody's term is counted by it yet.

    Raises :class:`DraftRefused`.
    """
    require(edits_versions(actor), "role")
    return keep_draft(year=year, version=version, days=days, actor=actor, now=now)


@transaction.atomic
def publish(*, year: int, version: int, actor: Actor, now: datetime) -> CalendarVersion:
    """From now on terms are counted with the draft that she looked at.

    It moves the law's clocks: whoever wrote it last does not publish it. Raises
    :class:`DraftRefused`, ``StepUpRequired``.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    return publish_draft(year=year, version=version, actor=actor, now=now)


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
