"""Conflict of interest: who keeps out of a case, and who takes it over (art. 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import NEEDS_EXAMINER, Party
from complaints.domain.terms import TermKind
from complaints.models import AgencyTie, Recusal
from complaints.policies import takes_part
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.people import colleagues, examiner_of
from complaints.services import clocks, objection_review, todo
from complaints.services.errors import Conflicted, NotReady
from complaints.services.gate import amend, enter, kept, require, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: Who may hold a case.
HOLDERS = ("intake", "examiner", "resmon")


@transaction.atomic
def recuse(
    *,
    ref: UUID,
    user_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    employed: bool = False,
) -> None:
    """Keep an officer out of a case: from the next request he neither reads nor acts.

    Everybody who works on cases keeps himself out; only the head does it to others,
    and to colleagues of the case's office. What he held is handed on: the place is
    empty, the head gets the news and a term to fill it. ``employed``: he works or
    worked for the agency complained about, and keeps out of all cases against it.
    """
    case = enter(ref, actor=actor)
    if actor.user_id != user_id:
        require(actor, case, Party.HEAD)
        if not colleagues(case.office_id, now).filter(pk=user_id).exists():
            raise NotReady("no_colleague")
    elif not takes_part(actor):
        raise NotAllowed("party")
    Recusal.objects.get_or_create(
        case=case,
        user_id=user_id,
        defaults={"reason": kept(case, reason), "created_at": now},
    )
    if employed and case.agency_id is not None:
        AgencyTie.objects.get_or_create(
            user_id=user_id, agency_id=case.agency_id, defaults={"at": now}
        )
    todo.release(case, user_id)
    objection_review.keep_out(case, user_id)
    left = _hand_on(case, user_id, now)
    tell(case, events.RECUSED, actor=actor, now=now, user=user_id, left=tuple(left))


def _hand_on(case: Case, user_id: int, now: datetime) -> list[str]:
    """Empty the places that he held; returns their names."""
    held = [name for name in HOLDERS if getattr(case, f"{name}_id") == user_id]
    if not held:
        return []
    amend(case, now=now, **{f"{name}_id": None for name in held})
    if "examiner" in held and case.state in NEEDS_EXAMINER:
        clocks.start(
            case,
            TermKind.ASSIGN,
            started_on=legal_day(now, case.office.zone),
            subject=f"recusal:{case.version}",
        )
    return held


@transaction.atomic
def reassign(
    *, ref: UUID, version: int, examiner_id: int, actor: Actor, now: datetime
) -> Case:
    """Give a case that lost its examiner to another one, after the conflict check.

    The class limit runs on as it ran. Raises :class:`NotReady` where nobody is
    missing, :class:`Conflicted` like the first assignment.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if case.state not in NEEDS_EXAMINER or case.examiner_id is not None:
        raise NotReady("nobody_missing")
    examiner = examiner_of(case.office_id, examiner_id, now)
    if conflict_of(case, examiner.pk):
        raise Conflicted
    amend(case, now=now, examiner_id=examiner.pk)
    clocks.meet_every(case, TermKind.ASSIGN, on=legal_day(now, case.office.zone))
    tell(case, events.REASSIGNED, actor=actor, now=now, examiner=examiner.pk)
    return case
