"""The fast response (RCO): taken at once, confirmed by a head, the reporter called upon.

Whoever takes it stops the inner terms of the stage it stood in; the promise to the
citizen runs on. From here the head sends it to the checks, gives it to an examiner, or
closes it when the agency has settled it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, rulesets
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models.labels import CONTACT_WAYS
from complaints.policies import parties_of, require
from complaints.selectors.besides import CALLERS
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, step, tell
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
    if case.state == State.CONSULT and not case.vault.exists():
        raise NotReady("nobody_reports")
    day = legal_day(now, case.office.zone)
    asks = case.state == State.CONSULT
    parties = parties_of(actor, case)
    changes: dict[str, Any] = _as_report(day) if asks else {}
    if Party.INTAKE in parties:
        changes["intake_id"] = actor.user_id
    urgent = case.number is None
    step(case, Command.TAKE_FAST, actor=actor, now=now, urgent=urgent, **changes)
    clocks.drop(case, *SET_ASIDE, now=now)
    if asks:
        clocks.start(case, TermKind.FORMAL_PROMISE, started_on=day)
    if Party.HEAD not in parties:
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
