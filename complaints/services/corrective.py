"""Corrective actions: the agency shows, the Ombudsman judges, time opens duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import corrective, events
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import ActionEvidence, CorrectiveAction
from complaints.models.choices import Verdict
from complaints.policies import require
from complaints.selectors.actions import facts_of
from complaints.services import clocks, resmon
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, tell
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: States in which an agency may still show what it did.
OPEN_FOR_EVIDENCE = frozenset(
    {State.CORRECTIVE, State.RESMON, State.RECOMMENDATION, State.PUBLISHED}
)


def _locked_action(ref: UUID, actor: Actor) -> tuple[Case, CorrectiveAction]:
    action = CorrectiveAction.objects.select_related("case").get(ref=ref)
    case = enter(action.case.ref, actor=actor)
    action.refresh_from_db()
    if action.agency_id != case.agency_id and actor.is_liaison:
        raise CorrectiveAction.DoesNotExist
    return case, action


@transaction.atomic
def submit_evidence(
    *,
    action_ref: UUID,
    text: str,
    done_on: date | None,
    file_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> ActionEvidence:
    """The agency shows what it did. It never sets a status; our verdict is due in 5 hk."""
    case, action = _locked_action(action_ref, actor)
    require(actor, case, Party.LIAISON, Party.SUPERIOR)
    if case.state not in OPEN_FOR_EVIDENCE or action.settled_on is not None:
        raise NotReady("action_closed")
    day = legal_day(now, case.office.zone)
    evidence = ActionEvidence.objects.create(
        action=action,
        text=text,
        done_on=done_on,
        submitted_by_id=actor.signed_in_id,
        submitted_at=now,
        submitted_on=day,
    )
    attach(case, file_ids, lane="agency", now=now, evidence=evidence)
    action.status = ActionStatus.DIAJUKAN
    action.save(update_fields=["status"])
    clocks.start(case, TermKind.VERDICT, started_on=day, subject=str(evidence.ref))
    amend(case, now=now)
    tell(
        case,
        events.EVIDENCE_SUBMITTED,
        actor=actor,
        now=now,
        action=str(action.ref),
        evidence=str(evidence.ref),
        text=case.text_hash(text),
        files=len(file_ids),
    )
    return evidence


@transaction.atomic
def decide_evidence(
    *,
    evidence_ref: UUID,
    verdict: Verdict,
    status: ActionStatus | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> CorrectiveAction:
    """Only the Ombudsman says whether it was done. ``status`` goes with ACCEPTED.

    Raises :class:`NotReady` when the evidence was decided already, or when an
    acceptance comes without a status (or a refusal with one).
    """
    evidence = ActionEvidence.objects.select_related("action").get(ref=evidence_ref)
    case, action = _locked_action(evidence.action.ref, actor)
    evidence.refresh_from_db()
    require(actor, case, Party.EXAMINER, Party.RESMON)
    if evidence.verdict != Verdict.PENDING:
        raise NotReady("already_decided")
    if (verdict == Verdict.ACCEPTED) != (status in corrective.VERIFIED):
        raise NotReady("verdict_needs_status")
    day = legal_day(now, case.office.zone)
    evidence.verdict = verdict
    evidence.reason = reason
    evidence.decided_by_id = actor.user_id
    evidence.decided_at = now
    evidence.decided_on = day
    evidence.save(
        update_fields=["verdict", "reason", "decided_by", "decided_at", "decided_on"]
    )
    _apply(action, evidence, status, day, actor=actor, now=now)
    clocks.meet(case, TermKind.VERDICT, subject=str(evidence.ref), on=day)
    if action.status == ActionStatus.DILAKSANAKAN:
        clocks.meet(case, TermKind.CORRECTIVE, subject=str(action.ref), on=day)
    amend(case, now=now)
    tell(
        case,
        events.EVIDENCE_DECIDED,
        actor=actor,
        now=now,
        action=str(action.ref),
        evidence=str(evidence.ref),
        verdict=str(verdict),
        status=str(action.status),
        days_late=action.days_late,
        text=case.text_hash(reason),
    )
    resmon.open_if_due(case, today=day, now=now)
    return action


def _apply(
    action: CorrectiveAction,
    evidence: ActionEvidence,
    status: ActionStatus | None,
    day: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write a verdict into its action. A refusal leaves what was verified before."""
    pending = action.evidence.filter(verdict=Verdict.PENDING).exists()
    if status is None:
        earlier = ActionStatus.SEBAGIAN if action.executed_on else ActionStatus.BELUM
        action.status = ActionStatus.DIAJUKAN if pending else earlier
        action.save(update_fields=["status"])
        return
    action.status = status
    facts = facts_of(action, action.evidence.all())
    verified = evidence.done_on or evidence.submitted_on
    action.executed_on = corrective.execution_day(facts, verified, clocks.calendar())
    action.days_late = clocks.days_late(action.due_on, action.executed_on)
    action.verified_at = now
    action.verified_by_id = actor.user_id
    if status == ActionStatus.DILAKSANAKAN:
        action.settled_on = day
    action.save(
        update_fields=[
            "status",
            "executed_on",
            "days_late",
            "verified_at",
            "verified_by",
            "settled_on",
        ]
    )
