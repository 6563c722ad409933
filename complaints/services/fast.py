"""The fast response (RCO): taken at once, confirmed by a head, the reporter called upon.

Any officer of intake or examination in the office may propose it; the head has one
working day to say yes or no, with a reason. Whoever takes it stops the inner terms of the stage it stood in; the promise to the
citizen runs on. From here the head sends it to the checks, gives it to an examiner, or
closes it when the agency has settled it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle, rulesets
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models import Proposal
from complaints.models.labels import CONTACT_WAYS
from complaints.policies import own_parties, parties_of
from complaints.selectors.authors import proposal_of
from complaints.selectors.besides import CALLERS
from complaints.services import clocks
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, require, step, tell
from complaints.services.writing import keep_note

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: The terms of the stages that a fast response sets aside.
SET_ASIDE = (
    TermKind.CONSULT_ANSWER,
    TermKind.INTAKE,
    TermKind.FORMAL,
    TermKind.COMPLETION,
    TermKind.MATERIAL,
    TermKind.PLENO,
    TermKind.ASSIGN,
)


@transaction.atomic
def take_fast(
    *, ref: UUID, version: int, reason: str, actor: Actor, now: datetime
) -> Case:
    """Act at once: the reporter is called upon in one working day, the aim is seven.

    Taken by intake it waits for the head's word; a head's own act needs none. A question
    becomes a report by it. Raises :class:`NotReady` for an imported question.
    """
    case = enter(ref, actor=actor, version=version)
    _require_reporter(case)
    return _take(case, reason, actor=actor, now=now)


def _require_reporter(case: Case) -> None:
    if case.state == State.CONSULT and not case.vault.exists():
        raise NotReady("nobody_reports")


def _take(case: Case, reason: str, *, actor: Actor, now: datetime) -> Case:
    day = legal_day(now, case.office.zone)
    asks = case.state == State.CONSULT
    parties = parties_of(actor, case)
    changes: dict[str, Any] = _as_report(day) if asks else {}
    if Party.INTAKE in parties and case.intake_id is None:
        changes["intake_id"] = actor.user_id
    urgent = case.number is None
    step(case, Command.TAKE_FAST, actor=actor, now=now, urgent=urgent, **changes)
    clocks.drop(case, *SET_ASIDE, now=now)
    if asks:
        clocks.start(case, TermKind.FORMAL_PROMISE, started_on=day)
    if Party.HEAD in parties:
        clocks.meet(case, TermKind.RCO_CONFIRMATION, on=day)
    elif not _owed(case, TermKind.RCO_CONFIRMATION):  # a colleague proposed it before
        clocks.start(case, TermKind.RCO_CONFIRMATION, started_on=day)
    if not case.deadlines.filter(kind=TermKind.RCO_CONTACT, dropped_at=None).exists():
        clocks.start(case, TermKind.RCO_CONTACT, started_on=day)
    clocks.start(case, TermKind.RCO_TARGET, started_on=day)
    told = keep_note(case, reason, actor=actor, now=now)
    tell(case, events.TAKEN_FAST, actor=actor, now=now, text=told)
    return case


def _as_report(day: date) -> dict[str, Any]:
    return {"submitted_on": day, "rule_set": rulesets.procedure(day).code}


@transaction.atomic
def propose_fast(
    *, ref: UUID, version: int, reason: str, actor: Actor, now: datetime
) -> Proposal:
    """Say that a report cannot wait: the head decides within one working day.

    Nothing of the case moves until then, and no step but the end of it, or a decision,
    ends the proposal. Raises :class:`NotReady` where one waits already, and for an
    imported question.
    """
    case = enter(ref, actor=actor, version=version)
    has = case.has_reporter
    lifecycle.next_state(case.stage, Command.TAKE_FAST, reporter=has)
    (row,) = lifecycle.transitions_of(case.stage, Command.TAKE_FAST)
    require(actor, case, *row.proposed_by)
    if not own_parties(actor, case).isdisjoint(row.by):
        raise NotReady("fast_yourself")  # whoever may take it need not ask
    _require_reporter(case)
    if proposal_of(case, Command.TAKE_FAST) is not None:
        raise NotReady("fast_proposed")
    proposal = Proposal.objects.create(
        case=case,
        command=Command.TAKE_FAST,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    day = legal_day(now, case.office.zone)
    clocks.start(case, TermKind.RCO_CONFIRMATION, started_on=day)
    told = keep_note(case, reason, actor=actor, now=now)
    amend(case, now=now)
    tell(case, events.FAST_PROPOSED, actor=actor, now=now, text=told)
    return proposal


@transaction.atomic
def decide_fast(
    *,
    ref: UUID,
    version: int,
    granted: bool,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """The head follows what was proposed, and the case is taken fast; or does not.

    Another person than who proposed it; he hears of it. Raises :class:`NotReady` where
    nothing is proposed.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    proposal = proposal_of(case, Command.TAKE_FAST)
    if proposal is None:
        raise NotReady("no_fast_proposed")
    if proposal.proposed_by_id == actor.user_id:
        raise SamePerson
    asker = proposal.proposed_by_id
    if granted:
        tell(case, events.FAST_CONFIRMED, actor=actor, now=now, user=asker)
        return _take(case, reason, actor=actor, now=now)
    proposal.ended_at = now
    proposal.save(update_fields=["ended_at"])
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.RCO_CONFIRMATION, on=day)
    told = keep_note(case, reason, actor=actor, now=now)
    amend(case, now=now)
    tell(case, events.FAST_REFUSED, actor=actor, now=now, user=asker, text=told)
    return case


@transaction.atomic
def confirm_fast(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """The head agrees that it is urgent; one who does not starts the formal check."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if case.state != State.RCO or not _owed(case, TermKind.RCO_CONFIRMATION):
        raise NotReady("nothing_to_confirm")
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.RCO_CONFIRMATION, on=day)
    amend(case, now=now)
    tell(case, events.FAST_CONFIRMED, actor=actor, now=now)
    return case


@transaction.atomic
def record_contact(
    *,
    ref: UUID,
    version: int,
    how: str,
    on: date,
    text: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """The first word with the reporter of an urgent report: who, on which day, how.

    Raises :class:`NotReady` where nobody has to call, or the day cannot be the day.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *CALLERS)
    if not _owed(case, TermKind.RCO_CONTACT):
        raise NotReady("called_already")
    today = legal_day(now, case.office.zone)
    first = legal_day(case.filed_at, case.office.zone)
    if how not in CONTACT_WAYS or not first <= on <= today:
        raise NotReady("contact_day")
    clocks.meet_every(case, TermKind.RCO_CONTACT, on=on)
    told = keep_note(case, text, actor=actor, now=now)
    amend(case, now=now)
    tell(
        case,
        events.FIRST_CONTACT,
        actor=actor,
        now=now,
        way=how,
        on=on.isoformat(),
        text=told,
    )
    return case


def leave_fast(case: Case, *, on: date) -> None:
    """The head decided where it goes: her word and the aim are met by it."""
    for kind in (TermKind.RCO_CONFIRMATION, TermKind.RCO_TARGET):
        clocks.meet(case, kind, on=on)


def _owed(case: Case, kind: TermKind) -> bool:
    return bool(case.deadlines.filter(kind=kind, met_on=None, dropped_at=None).exists())
