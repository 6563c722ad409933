"""What time opens on the ladder: it moves nothing, it calls somebody above.

When monitoring is over without a result the commissioners are called; one of them says
how it goes on. When the superior did not report in time, everybody hears of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.holders import MONITORED
from complaints.domain.recommending import items_of
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Note
from complaints.selectors.actions import action_facts
from complaints.selectors.members import next_in_turn
from complaints.selectors.recommending import for_the_chair, waiting_matter
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, require_words, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Deadline


def escalate(case: Case, row: Deadline, now: datetime) -> None:
    """A term of monitoring is over: one commissioner is called by name, once.

    Not where something waits for them already.
    """
    if case.state not in MONITORED or guidance_owed(case):
        return
    if waiting_matter(case) or for_the_chair(case):
        return
    named = next_in_turn(case, now)
    clocks.start(
        case,
        TermKind.RESMON_GUIDANCE,
        started_on=row.due_on + timedelta(days=1),
        named_id=named,
    )
    tell(
        case,
        events.RESMON_ESCALATED,
        actor=SYSTEM,
        now=now,
        kind=row.kind,
        user=named,
        due_on=row.due_on.isoformat(),
    )


def report_missed(case: Case, row: Deadline, now: datetime) -> None:
    """The superior's time to report is over; unless all of it lies before us."""
    if case.state != State.RECOMMENDATION:
        return
    owed = [item for item in items_of(action_facts(case)) if not item.is_final]
    if not owed or all(
        any(piece.decided_on is None for piece in item.submissions) for item in owed
    ):
        return
    tell(
        case,
        events.RECOMMENDATION_OVERDUE,
        actor=SYSTEM,
        now=now,
        due_on=row.due_on.isoformat(),
    )


def guidance_owed(case: Case) -> bool:
    """Whether a commissioner has yet to say how it goes on."""
    rows = case.deadlines.filter(kind=TermKind.RESMON_GUIDANCE)
    found: bool = rows.filter(met_on=None, dropped_at=None).exists()
    return found


@transaction.atomic
def direct(*, ref: UUID, version: int, text: str, actor: Actor, now: datetime) -> Case:
    """A commissioner says how monitoring goes on; its next step is due from today.

    The words are a note of the case. Raises :class:`NotReady` where nobody asked.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.COMMISSIONER)
    require_words(case)
    if not guidance_owed(case):
        raise NotReady("no_guidance_asked")
    today = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.RESMON_GUIDANCE, on=today)
    clocks.start(case, TermKind.NEXT_STEP, started_on=today)
    Note.objects.create(case=case, by_id=actor.signed_in_id, text=text, at=now)
    amend(case, now=now)
    tell(
        case,
        events.RESMON_DIRECTED,
        actor=actor,
        now=now,
        text=case.text_hash(text),
    )
    return case


#: What a term opens when it lapses, beside the alarm; who owes it owes it still.
OPENS = {
    TermKind.RESMON: escalate,
    TermKind.RECOMMENDATION_MONITORING: escalate,
    TermKind.NEXT_STEP: escalate,
    TermKind.RECOMMENDATION_REPORT: report_missed,
}
