"""What monitoring brings before the plenary of the commissioners, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.plenary import Decision
from complaints.domain.recommending import SIGNED_BY_CHAIR, Status, Subject
from complaints.domain.terms import TermKind
from complaints.models import Matter
from complaints.selectors.members import next_in_turn
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, tell

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, Recommendation


@dataclass(frozen=True, slots=True)
class Brought:
    """What is proposed: about what, why, and what belongs to its subject."""

    subject: Subject
    words: str
    recipient: str = ""
    status: Status | None = None
    accepted: bool = False


def bring(
    case: Case, rec: Recommendation, brought: Brought, *, actor: Actor, now: datetime
) -> Matter:
    """Put it before the plenary; what waited there before gives way to it.

    Raises :class:`NotReady` for a restricted case: those who decide could not read it.
    """
    if case.restricted:
        raise NotReady("restricted_for_plenary")
    take_back(case, now=now)
    row = Matter.objects.create(
        case=case,
        recommendation=rec,
        subject=brought.subject,
        words=brought.words,
        recipient=brought.recipient,
        status=brought.status or "",
        accepted=brought.accepted,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    day = legal_day(now, case.office.zone)
    for done in (TermKind.NEXT_STEP, TermKind.RESMON_GUIDANCE):
        clocks.meet(case, done, on=day)
    clocks.start(
        case,
        TermKind.PLENARY_MATTER,
        started_on=day,
        subject=str(row.ref),
        named_id=next_in_turn(case, now),
    )
    amend(case, now=now)
    tell(
        case,
        events.MATTER_PROPOSED,
        actor=actor,
        now=now,
        matter=str(row.ref),
        subject=str(brought.subject),
        status=row.status,
        text=case.text_hash(brought.words),
    )
    return row


def take_back(case: Case, *, now: datetime) -> None:
    """What waits, for the plenary or for the chair, waits no more."""
    case.matters.filter(ended_at=None).update(ended_at=now)
    clocks.drop(case, TermKind.PLENARY_MATTER, TermKind.CHAIR_SIGNATURE, now=now)


def end(
    case: Case,
    row: Matter,
    decision: Decision,
    *,
    words: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Write down what the plenary decided; what the chair signs is then hers."""
    row.approved = decision is Decision.APPROVE
    row.answer, row.ended_at = words, now
    row.save(update_fields=["approved", "answer", "ended_at"])
    day, subject = legal_day(now, case.office.zone), Subject(row.subject)
    clocks.meet(case, TermKind.PLENARY_MATTER, on=day, subject=str(row.ref))
    if row.approved and subject in SIGNED_BY_CHAIR:
        clocks.start(
            case, TermKind.CHAIR_SIGNATURE, started_on=day, subject=str(row.ref)
        )
    if not row.approved:
        clocks.start(case, TermKind.NEXT_STEP, started_on=day)
    tell(
        case,
        events.MATTER_DECIDED,
        actor=actor,
        now=now,
        matter=str(row.ref),
        subject=str(subject),
        decision=str(decision),
        text=case.text_hash(words) if words else "",
    )


def signed(case: Case, row: Matter, *, now: datetime) -> None:
    """The chair carried it out."""
    row.signed_at = now
    row.save(update_fields=["signed_at"])
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.CHAIR_SIGNATURE, on=day, subject=str(row.ref))
