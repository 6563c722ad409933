"""The plenary's decision: number, class, rule set; then an examiner without conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, numbering, rulesets
from complaints.domain.own_initiative import intake_of
from complaints.domain.states import Command, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import RegisterCounter
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.people import examiner_of
from complaints.services import clocks, searching
from complaints.services.errors import Conflicted, NotReady
from complaints.services.fast import leave_fast
from complaints.services.gate import enter, step, tell

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.states import CaseClass
    from complaints.models import Case


def _next_number(year: int) -> int:
    """The next number of the year; its row is locked until this transaction ends."""
    RegisterCounter.objects.get_or_create(year=year)
    counter = RegisterCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def register(
    *,
    ref: UUID,
    version: int,
    case_class: CaseClass,
    actor: Actor,
    now: datetime,
) -> Case:
    """Enter the case in the register: number, class and the rules that hold for it.

    The rule set in force on this day rules the procedure from here on.
    """
    case = enter(ref, actor=actor, version=version)
    day = legal_day(now, case.office.zone)
    written = entered(case, case_class, day)
    step(case, Command.REGISTER, actor=actor, now=now, **written)
    clocks.meet(case, TermKind.PLENO, on=day)
    clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
    clocks.start(case, TermKind.ASSIGN, started_on=day)
    _tell_registered(case, actor=actor, now=now)
    return case


def entered(case: Case, case_class: CaseClass, day: date) -> dict[str, Any]:
    """What the register writes on a case: the next number of the year is its own."""
    n = _next_number(day.year)
    kind = intake_of(reported=case.has_reporter, fast=case.state == State.RCO)
    return {
        "number": numbering.register_number(n, day.year),
        "display_number": numbering.display_number(n, day, case.office.code, kind),
        "classification": case_class,
        "registered_on": day,
        "rule_set": rulesets.procedure(case.submitted_on, day).code,
        "urgent": False,
    }


def _tell_registered(case: Case, *, actor: Actor, now: datetime) -> None:
    searching.index(case)
    tell(
        case,
        events.CASE_REGISTERED,
        actor=actor,
        now=now,
        number=case.number,
        case_class=case.classification,
        rule_set=case.rule_set,
    )


@transaction.atomic
def assign(
    *,
    ref: UUID,
    version: int,
    examiner_id: int,
    case_class: CaseClass | None = None,
    actor: Actor,
    now: datetime,
) -> Case:
    """Give the case to an examiner, after the conflict check (UU 37/2008 art. 40).

    Raises :class:`Conflicted` for somebody who is recused, or who is or was a liaison
    of the agency complained about. The class limit runs from this day, and of what the
    office began itself since it began. Out of a fast response the same act enters the
    case in the register, in ``case_class``.
    """
    case = enter(ref, actor=actor, version=version)
    examiner = examiner_of(case.office_id, examiner_id, now)
    if conflict_of(case, examiner.pk):
        raise Conflicted
    day = legal_day(now, case.office.zone)
    enters = enters_register(case)
    changes: dict[str, Any] = {"examiner_id": examiner.pk, "exam_started_on": day}
    if enters:
        if case_class is None:
            raise NotReady("class_missing")
        changes |= entered(case, case_class, day)
    step(case, Command.ASSIGN, actor=actor, now=now, **changes)
    with clocks.together(case):
        clocks.meet(case, TermKind.ASSIGN, on=day)
        leave_fast(case, on=day)
        if enters:
            clocks.meet(case, TermKind.FORMAL_PROMISE, on=day)
            clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
        if case.has_reporter:
            clocks.start(case, EXAM_TERM[case.case_class], started_on=day)
    if enters:
        _tell_registered(case, actor=actor, now=now)
    tell(case, events.CASE_ASSIGNED, actor=actor, now=now, examiner=examiner.pk)
    return case


def enters_register(case: Case) -> bool:
    """Whether giving this case to an examiner registers it too: a fast response."""
    return case.state == State.RCO and case.number is None
