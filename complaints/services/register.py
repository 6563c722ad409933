"""The plenary's decision: number, class, rule set; then an examiner without conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, numbering, rulesets
from complaints.domain.states import Command
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import RegisterCounter
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.people import examiner_of
from complaints.services import clocks, searching
from complaints.services.errors import Conflicted
from complaints.services.gate import enter, step, tell

if TYPE_CHECKING:
    from datetime import datetime
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
    n = _next_number(day.year)
    step(
        case,
        Command.REGISTER,
        actor=actor,
        now=now,
        number=numbering.register_number(n, day.year),
        display_number=numbering.display_number(n, day, case.office.code),
        classification=case_class,
        registered_on=day,
        rule_set=rulesets.procedure(case.submitted_on, day).code,
        urgent=False,
    )
    clocks.meet(case, TermKind.PLENO, on=day)
    clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
    clocks.start(case, TermKind.ASSIGN, started_on=day)
    searching.index(case)
    tell(
        case,
        events.CASE_REGISTERED,
        actor=actor,
        now=now,
        number=case.number,
        case_class=str(case_class),
        rule_set=case.rule_set,
    )
    return case


@transaction.atomic
def assign(
    *, ref: UUID, version: int, examiner_id: int, actor: Actor, now: datetime
) -> Case:
    """Give the case to an examiner, after the conflict check (UU 37/2008 art. 40).

    Raises :class:`Conflicted` for somebody who is recused, or who is or was a liaison
    of the agency complained about. The class limit runs from this day.
    """
    case = enter(ref, actor=actor, version=version)
    examiner = examiner_of(case.office_id, examiner_id, now)
    if conflict_of(case, examiner.pk):
        raise Conflicted
    step(
        case,
        Command.ASSIGN,
        actor=actor,
        now=now,
        examiner_id=examiner.pk,
        exam_started_on=legal_day(now, case.office.zone),
    )
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.ASSIGN, on=day)
    clocks.start(case, EXAM_TERM[case.case_class], started_on=day)
    tell(case, events.CASE_ASSIGNED, actor=actor, now=now, examiner=examiner.pk)
    return case
