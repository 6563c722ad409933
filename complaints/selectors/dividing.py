"""Who of an agency works on what, and to whom a duty may be handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, F, OuterRef

from accounts.agency_people import Seat, away_today, seats_at
from accounts.deputies import acting_for
from accounts.models import AgencyMembership
from accounts.roles import Role
from complaints.agency_policies import concerns
from complaints.domain.corrective import takes_evidence
from complaints.domain.states import State
from complaints.models import Activity, Clarification, CorrectiveAction, DutyHolder
from complaints.selectors.activities import papers_of
from complaints.selectors.parts import action_of, request_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: One thing that an agency owes us.
Owed = Clarification | Activity | CorrectiveAction


@dataclass(frozen=True, slots=True)
class Held:
    """Who works on it; ``deputy``: who does while he is away, until which day."""

    user_id: int
    name: str
    at: datetime
    word: str
    by: str
    mine: bool
    deputy: str = ""
    until: date | None = None


def duty_of(actor: Actor, ref: UUID) -> Owed:
    """The duty of this ref in a case that the actor may see, or ``DoesNotExist``."""
    for find in (request_of, papers_of):
        try:
            return find(actor, ref)
        except ObjectDoesNotExist:
            continue
    return action_of(actor, ref)


def is_open(duty: Owed) -> bool:
    """Whether it is still owed, its letter was opened, and somebody waits for it."""
    case = duty.case
    if duty.received_on is None:
        return False
    if isinstance(duty, CorrectiveAction):
        return duty.is_owed and takes_evidence(case.stage, case.closing_reason)
    if case.state == State.CLOSED:
        return False
    if isinstance(duty, Activity):
        return duty.is_open and duty.answered_at is None
    return duty.answered_at is None and duty.withdrawn_at is None


def holders_of(
    case_ids: Collection[int], actor: Actor, now: datetime
) -> dict[str, Held]:
    """Who works on the duties of these cases, by their refs. Two queries.

    Nobody who left the agency since.
    """
    there = AgencyMembership.objects.filter(
        user=OuterRef("user"), agency=OuterRef("case__agency"), user__is_active=True
    ).valid_at(now)
    rows = (
        DutyHolder.objects.filter(Exists(there), case__in=case_ids, ended_at=None)
        .select_related("user", "by")
        .annotate(agency_id=F("case__agency_id"))
    )
    found = list(rows)
    away = away_today({row.agency_id for row in found}, now) if found else {}
    chain: dict[int, int | None] = {one: row.deputy_id for one, row in away.items()}
    names = {row.deputy_id: row.deputy.name for row in away.values()}

    def held(row: DutyHolder) -> Held:
        acts = acting_for(row.user_id, chain)
        gone = row.user_id in away
        return Held(
            user_id=row.user_id,
            name=row.user.name,
            at=row.at,
            word=row.word,
            by=row.by.name if row.by_id != row.user_id else "",
            mine=row.user_id == actor.user_id,
            deputy=names.get(acts, "") if gone and acts != row.user_id else "",
            until=away[row.user_id].last_day if gone else None,
        )

    return {str(row.subject): held(row) for row in found}


def colleagues_for(
    case: Case, duty: Owed, actor: Actor, now: datetime
) -> Sequence[Seat]:
    """Who else could carry it out: of the agency and the unit; a liaison, where only a
    liaison answers. Two queries."""
    found: dict[int, Seat] = {}
    for seat in seats_at([case.agency_id or 0], now):
        answers = seat.kind == Role.LIAISON or isinstance(duty, CorrectiveAction)
        if answers and concerns(seat.unit_ids, case) and seat.user_id != actor.user_id:
            found.setdefault(seat.user_id, seat)
    return list(found.values())
