"""The plenary refuses a report, on a ground of the law that its reporter can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.grounds import grounds_on
from complaints.domain.states import Command, Reason
from complaints.domain.terms import TermKind
from complaints.models import Refusal
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.farewell import say_why
from complaints.services.gate import enter, step, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case


@transaction.atomic
def refuse(
    *,
    ref: UUID,
    version: int,
    ground: Reason,
    words: str = "",
    actor: Actor,
    now: datetime,
) -> Case:
    """Refuse what the plenary has before it; the letter names the ground and its law.

    ``words``: what the reporter is told beside it. Raises :class:`NotReady` for a
    reason that the law in force when the report was filed does not know as a ground.
    """
    case = enter(ref, actor=actor, version=version)
    if grounds_on(case.submitted_on).of(ground) is None:
        raise NotReady("no_ground")
    reason = Reason.TIDAK_MEMENUHI_MATERIIL
    step(case, Command.REFUSE, actor=actor, now=now, reason=reason)
    Refusal.objects.create(
        case=case, ground=ground, words=words, by_id=actor.signed_in_id, at=now
    )
    clocks.meet(case, TermKind.PLENO, on=legal_day(now, case.office.zone))
    say_why(case, reason, ground=ground, words=words, actor=actor, now=now)
    clocks.drop(case, now=now)
    tell(
        case,
        events.CASE_CLOSED,
        actor=actor,
        now=now,
        reason=str(reason),
        ground=str(ground),
        text=case.text_hash(words) if words else "",
    )
    return case
