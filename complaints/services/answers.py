"""What an answer of the agency does, however it came: through the portal or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.terms import TermKind
from complaints.models import ActionEvidence
from complaints.services import clocks
from complaints.services.executing import owe_verdict
from complaints.services.gate import amend, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.models import Activity, Case, Clarification, CorrectiveAction


@dataclass(frozen=True, slots=True)
class Answer:
    """What it says, on which legal day it reached us, and whose account sent it.

    ``parts``: what it says to each question, where it was asked in the portal.
    """

    text: str
    on: date
    by_id: int | None
    files: int = 0
    parts: Sequence[str] = ()


def to_clarification(
    case: Case, request: Clarification, answer: Answer, *, actor: Actor, now: datetime
) -> None:
    """The agency explained itself; the turn goes back to the Ombudsman."""
    request.answer, request.answered_by_id = answer.text, answer.by_id
    request.answered_at, request.answered_on = now, answer.on
    request.save(update_fields=["answer", "answered_by", "answered_at", "answered_on"])
    request.replies.filter(sent_at=None).delete()  # a draft that paper overtook
    for kind in (TermKind.CLARIFICATION, TermKind.CLARIFICATION_SECOND):
        clocks.meet(case, kind, subject=str(request.ref), on=answer.on)
    amend(case, now=now)
    tell(
        case,
        events.CLARIFICATION_ANSWERED,
        actor=actor,
        now=now,
        request=str(request.ref),
        text=case.text_hash("\n".join(answer.parts or [answer.text])),
        files=answer.files,
    )


def to_papers(
    case: Case, row: Activity, answer: Answer, *, actor: Actor, now: datetime
) -> None:
    """The agency sent what it was asked for; now we look at it, and write that down."""
    row.answer, row.answered_by_id = answer.text, answer.by_id
    row.answered_at, row.answered_on = now, answer.on
    row.save(update_fields=["answer", "answered_by", "answered_at", "answered_on"])
    subject = str(row.ref)
    clocks.meet(case, TermKind.DOCUMENTS, subject=subject, on=answer.on)
    clocks.start(case, TermKind.MINUTES, started_on=answer.on, subject=subject)
    amend(case, now=now)
    tell(
        case,
        events.DOCUMENTS_SENT,
        actor=actor,
        now=now,
        activity=subject,
        text=case.text_hash(answer.text),
        files=answer.files,
    )


def to_action(
    case: Case,
    action: CorrectiveAction,
    answer: Answer,
    *,
    done_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> ActionEvidence:
    """The agency shows what it did. It never sets a status; our verdict is due in 5 hk."""
    evidence = ActionEvidence.objects.create(
        action=action,
        text=answer.text,
        done_on=done_on,
        submitted_by_id=actor.signed_in_id,
        submitted_at=now,
        submitted_on=answer.on,
    )
    action.status = ActionStatus.DIAJUKAN
    action.save(update_fields=["status"])
    subject = str(evidence.ref)
    owe_verdict(case, subject, on=answer.on)
    amend(case, now=now)
    tell(
        case,
        events.EVIDENCE_SUBMITTED,
        actor=actor,
        now=now,
        action=str(action.ref),
        evidence=subject,
        text=case.text_hash(answer.text),
        files=answer.files,
    )
    return evidence
