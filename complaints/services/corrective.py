"""Corrective actions: the agency shows, the Ombudsman judges, time opens duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.agency_policies import speaks_for_agency
from complaints.domain import corrective, events
from complaints.domain.corrective import ActionStatus
from complaints.domain.evidence_text import EvidenceText
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import ActionEvidence, VerifiedFact
from complaints.models.choices import Verdict
from complaints.selectors.actions import facts_of
from complaints.services import (
    clocks,
    evidence_drafts,
    executing,
    resmon,
    seeing,
    sending,
)
from complaints.services.answers import Answer, to_action
from complaints.services.errors import NotReady
from complaints.services.gate import amend, require, tell
from complaints.services.leaks import require_nameless
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CorrectiveAction


@transaction.atomic
def submit_evidence(
    *,
    action_ref: UUID,
    text: str,
    done_on: date | None,
    file_ids: Sequence[int],
    basis: str | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> ActionEvidence:
    """The agency shows what it did. It never sets a status; our verdict is due in 5 hk.

    ``key`` is made when the form opens: the same form again is the same piece. What a
    liaison sends takes the place of the draft; raises :class:`Overtaken` where a
    colleague's would be lost unseen.
    """
    case, action = executing.locked_action(action_ref, actor)
    require(actor, case, Party.LIAISON, Party.SUPERIOR)
    words = [str(action.ref), text, str(done_on)]
    claim = sending.claim(
        key, form="evidence", words=words, file_ids=file_ids, actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return action.evidence.get(ref=claim.replay["evidence"])
    executing.require_shown(case, action)
    written = EvidenceText(text, done_on)
    evidence_drafts.require_day(case, action, written, now)
    if speaks_for_agency(actor, case):  # the superior sees no draft, and ends none
        evidence_drafts.require_seen(action, basis, written)
        evidence_drafts.forget(action)
    day = legal_day(now, case.office.zone)
    said = Answer(text, day, by_id=actor.user_id, files=len(file_ids))
    evidence = to_action(case, action, said, done_on=done_on, actor=actor, now=now)
    attach(case, file_ids, lane="agency", now=now, evidence=evidence)
    sending.store(claim, evidence=evidence.ref)
    return evidence


@transaction.atomic
def decide_evidence(
    *,
    evidence_ref: UUID,
    verdict: Verdict,
    status: ActionStatus | None,
    reason: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
    executed_on: date | None = None,
) -> CorrectiveAction:
    """Judge one piece. ``status`` goes with ACCEPTED; done, it judges the others too.

    ``executed_on``: the day of execution as we verified it, between receipt and
    submission; without it the day of submission stands. Raises :class:`NotReady` when
    the evidence was decided already, when an acceptance comes without a status (or a
    refusal with one), or when the day is outside.
    """
    found = ActionEvidence.objects.select_related("action").get(ref=evidence_ref)
    case, action = executing.locked_action(found.action.ref, actor)
    piece = action.evidence.get(pk=found.pk)
    require(actor, case, Party.EXAMINER, Party.RESMON)
    if piece.verdict != Verdict.PENDING:
        raise NotReady("already_decided")
    require_nameless(case, reason, checked=checked)
    if (verdict == Verdict.ACCEPTED) != (status in corrective.VERIFIED):
        raise NotReady("verdict_needs_status")
    day = executed_on or piece.submitted_on
    if not corrective.may_be_done_on(day, action.received_on, piece.submitted_on):
        raise NotReady("day_outside")
    _judge(case, action, piece, verdict, reason, actor=actor, now=now)
    if action.settled_on is None:
        _apply(action, piece, status, day, actor=actor, now=now)
    _tell(case, action, piece, actor=actor, now=now)
    if action.settled_on is not None:
        _judge_the_rest(case, action, reason, actor=actor, now=now)
    amend(case, now=now)
    resmon.open_if_due(case, today=legal_day(now, case.office.zone), now=now)
    return action


def _judge_the_rest(
    case: Case, action: CorrectiveAction, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Of an action that is done nothing waits: what was sent beside it is accepted."""
    day = legal_day(now, case.office.zone)
    executing.settled(case, action, on=day)
    for piece in action.evidence.filter(verdict=Verdict.PENDING).order_by("id"):
        _judge(case, action, piece, Verdict.ACCEPTED, reason, actor=actor, now=now)
        _tell(case, action, piece, actor=actor, now=now)


def _judge(
    case: Case,
    action: CorrectiveAction,
    piece: ActionEvidence,
    verdict: Verdict,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the verdict on one piece; its clock has what it waited for."""
    piece.verdict = verdict
    piece.reason = reason
    piece.decided_by_id = actor.user_id
    piece.decided_at = now
    piece.decided_on = legal_day(now, case.office.zone)
    piece.save(
        update_fields=["verdict", "reason", "decided_by", "decided_at", "decided_on"]
    )
    on = piece.decided_on
    clocks.meet(case, TermKind.VERDICT, subject=str(piece.ref), on=on)


def _tell(
    case: Case,
    action: CorrectiveAction,
    piece: ActionEvidence,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        case,
        events.EVIDENCE_DECIDED,
        actor=actor,
        now=now,
        action=str(action.ref),
        evidence=str(piece.ref),
        verdict=str(piece.verdict),
        status=str(action.status),
        executed_on=action.executed_on.isoformat() if action.executed_on else None,
        days_late=action.days_late,
        text=case.text_hash(piece.reason),
    )


def _apply(
    action: CorrectiveAction,
    piece: ActionEvidence,
    status: ActionStatus | None,
    verified_on: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write a verdict into its action. A refusal leaves what was verified before."""
    pieces = list(action.evidence.all())
    if status is None:
        pending = any(one.verdict == Verdict.PENDING for one in pieces)
        earlier = ActionStatus.SEBAGIAN if action.executed_on else ActionStatus.BELUM
        action.status = ActionStatus.DIAJUKAN if pending else earlier
        action.save(update_fields=["status"])
        return
    action.status = status
    day = corrective.execution_day(
        facts_of(action, pieces), verified_on, clocks.calendar()
    )
    action.executed_on = day
    action.days_late = clocks.days_late(action.due_on, day)
    action.verified_at = now
    action.verified_by_id = actor.user_id
    fields = ["status", "executed_on", "days_late", "verified_at", "verified_by"]
    if status == ActionStatus.DILAKSANAKAN:
        action.settled_on = piece.decided_on
        fields.append("settled_on")
    action.save(update_fields=fields)
    seeing.ask(action.case, action, piece, now=now)
    VerifiedFact.objects.create(
        action=action,
        evidence=piece,
        status=status,
        executed_on=day,
        days_late=action.days_late or 0,
        verified_by_id=actor.signed_in_id,
        verified_at=now,
    )
