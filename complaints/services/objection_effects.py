"""What a decision on an objection does to the orders of a report, and to its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit, legal_day
from complaints.domain import events, rulesets
from complaints.domain.corrective import ActionStatus, can_close
from complaints.domain.objecting import Ruling, nothing_left, stands_again
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import DraftReturn, VerifiedFact
from complaints.models.choices import Verdict
from complaints.selectors.actions import action_facts
from complaints.services import clocks, executing, matters
from complaints.services.errors import NotReady
from complaints.services.gate import amend, step, tell
from complaints.services.succession import succeed
from documents.domain.kinds import LetterState
from documents.services import withdraw_letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from agencies.domain.calendar import DueDate
    from complaints.domain.corrective import ActionState
    from complaints.models import Case, CorrectiveAction, Lhp, Objection, OrderRuling

#: What runs in resolution and monitoring, and for what it brought to the plenary.
OF_MONITORING = (
    TermKind.RESMON,
    TermKind.NAME_MONITOR,
    TermKind.RESMON_GUIDANCE,
    TermKind.NEXT_STEP,
)
#: What runs for the orders of a report.
OF_ORDERS = (TermKind.CORRECTIVE, TermKind.VERDICT, TermKind.RELIEF)


def carry_out(
    case: Case, rulings: Sequence[OrderRuling], *, actor: Actor, now: datetime
) -> None:
    """Change and annul orders; when nothing is overdue any more, the case stands in the
    corrective period, and where nothing is left the head ends it.

    Raises :class:`NotReady` where an order is owed no more, evidence of one that is
    annulled awaits our verdict, or its new day is over before it is told.
    """
    day = legal_day(now, case.office.zone)
    for one in rulings:
        if one.ruling != Ruling.KEEP:
            _check(one, day)
            _keep_what_was(one)
            if one.ruling == Ruling.ANNUL:
                _annul(case, one.action, day, now=now)
            else:
                _change(case, one, day, actor=actor, now=now)
            _end_requests(case, one.action, actor=actor, now=now)
    facts = action_facts(case)
    if case.state == State.CORRECTIVE or stands_again(facts, day):
        monitored = case.state == State.RESMON
        step(case, Command.CHANGE_ACTIONS, actor=actor, now=now)
        if monitored:
            _leave_monitoring(case, now=now)
    _next(case, facts, day)


def _next(case: Case, facts: Sequence[ActionState], day: date) -> None:
    """Where nothing is owed any more somebody ends the case: of orders that were all
    annulled the head; of others the examiner proposes it first."""
    if nothing_left(facts):
        clocks.start(case, TermKind.NEXT_STEP, started_on=day, holder=Party.HEAD)
    elif can_close(facts):
        clocks.start(case, TermKind.NEXT_STEP, started_on=day, holder=Party.EXAMINER)


def withdraw_report(case: Case, row: Objection, *, actor: Actor, now: datetime) -> None:
    """The report is withdrawn: the case is examined anew, its limit runs on as it ran.

    Its orders do not count any more. A draft with its words takes its place, and went
    back to who wrote it: nobody signs it as it is.
    """
    lhp = row.lhp
    step(case, Command.WITHDRAW_LHP, actor=actor, now=now)
    _leave_monitoring(case, now=now)
    clocks.drop(case, *OF_ORDERS, now=now)
    for action in lhp.actions.all():
        _end_requests(case, action, actor=actor, now=now)
    if lhp.letter is not None and lhp.letter.state == LetterState.GENUINE:
        withdraw_letter(letter=lhp.letter, actor=actor, now=now)
    succeed(lhp, now=now)
    DraftReturn.objects.create(
        case=case,
        of=DraftReturn.LHP,
        reason=row.reasons,
        by_id=actor.signed_in_id,
        at=now,
    )
    if case.classification:
        clocks.run_again(case, EXAM_TERM[case.case_class])
    tell(
        case,
        events.LHP_WITHDRAWN,
        actor=actor,
        now=now,
        lhp=str(lhp.ref),
        objection=str(row.ref),
    )


def _check(one: OrderRuling, day: date) -> None:
    if not one.action.is_owed:
        raise NotReady("objection_order_over")
    pending = one.action.evidence.filter(verdict=Verdict.PENDING)
    if one.ruling == Ruling.ANNUL and pending.exists():
        raise NotReady("verdicts_pending")
    if one.ruling == Ruling.CHANGE and one.due_on is None:
        raise NotReady("objection_change_unsaid")
    if one.due_on is not None and one.due_on <= day:
        raise NotReady("objection_day_over")


def _keep_what_was(one: OrderRuling) -> None:
    one.text_before, one.due_before = one.action.text, one.action.due_on
    one.save(update_fields=["text_before", "due_before"])


def _annul(case: Case, action: CorrectiveAction, day: date, *, now: datetime) -> None:
    action.annulled_on = day
    action.save(update_fields=["annulled_on"])
    clocks.drop_of(case, str(action.ref), now=now)
    executing.leave_unjudged(case, action, on=day)


def _change(
    case: Case, one: OrderRuling, day: date, *, actor: Actor, now: datetime
) -> None:
    action = one.action
    if one.text.strip():
        action.text = one.text.strip()
        action.save(update_fields=["text"])
        action.milestones.update(remind_on=None)  # they led to what was asked before
    assert one.due_on is not None  # noqa: S101 -- a change without one was refused
    action.due_on = one.due_on
    action.save(update_fields=["due_on"])
    lhp: Lhp = action.lhp
    clocks.drop_of(case, str(action.ref), now=now)
    clocks.start(
        case,
        TermKind.CORRECTIVE,
        started_on=day,
        subject=str(action.ref),
        due=_until(day, one.due_on),
        rule_set=lhp.rule_set,
        law=rulesets.BY_CODE[lhp.rule_set].corrective_law,
    )
    _measure_anew(action, actor=actor, now=now)


def _until(day: date, due_on: date) -> DueDate:
    """From the decision to its new last day, in working days."""
    calendar = clocks.calendar()
    count = calendar.workdays_between(day, due_on)
    return calendar.add(day, count, Unit.WORKDAYS)


def _measure_anew(action: CorrectiveAction, *, actor: Actor, now: datetime) -> None:
    """What was verified of it already is late by the new day, if at all: a fact more."""
    if action.executed_on is None:
        return
    action.days_late = clocks.days_late(action.due_on, action.executed_on)
    action.save(update_fields=["days_late"])
    VerifiedFact.objects.create(
        action=action,
        status=ActionStatus.SEBAGIAN,  # done wholly it were owed no more
        executed_on=action.executed_on,
        days_late=action.days_late or 0,
        verified_by_id=actor.signed_in_id,
        verified_at=now,
    )


def _end_requests(
    case: Case, action: CorrectiveAction, *, actor: Actor, now: datetime
) -> None:
    """What monitoring proposed of this order, and more time that was asked for it, is
    answered by the decision."""
    me = actor.signed_in_id
    relief = case.reliefs.filter(action=action, decided_at=None)
    relief.exclude(proposed_by=me).update(decided_by=me, decided_at=now, granted=False)
    more = case.extensions.filter(deadline__subject=str(action.ref), decided_at=None)
    more.exclude(asked_by=me).update(decided_by=me, decided_at=now, granted=False)


def _leave_monitoring(case: Case, *, now: datetime) -> None:
    """What was brought to the plenary is taken back, with the draft that it was about."""
    matters.take_back(case, now=now)
    case.recommendations.filter(ended_at=None).update(ended_at=now)
    clocks.drop(case, *OF_MONITORING, now=now)
    amend(case, now=now)
