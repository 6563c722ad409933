"""Monitoring begins with the file: is the report whole, and was it received?

What is missing is asked of the examination, as a task with a day, and stays on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.recommending import FILE_KEYS
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Check
from complaints.selectors.recommending import STAGE
from complaints.selectors.todo import open_tasks
from complaints.services import clocks, todo
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: The examination answers within so many working days. Ours.
GAP_WORKDAYS = 3


@transaction.atomic
def check_file(
    *,
    ref: UUID,
    version: int,
    answers: Mapping[str, tuple[bool, str]],
    actor: Actor,
    now: datetime,
) -> Case:
    """Write down what the file has; who does it monitors the case from now on.

    Raises :class:`NotReady` outside resolution and monitoring, where a line has no
    answer, and where it is not said what is missing.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    if case.state != State.RESMON:
        raise NotReady("not_in_resmon")
    if set(answers) != set(FILE_KEYS):
        raise NotReady("file_unanswered")
    missing = [key for key in FILE_KEYS if not answers[key][0]]
    if not all(answers[key][1].strip() for key in missing):
        raise NotReady("file_gap_unsaid")
    for key in FILE_KEYS:
        passed, note = answers[key]
        Check.objects.update_or_create(
            case=case,
            stage=STAGE,
            key=key,
            defaults={
                "passed": passed,
                "note": note,
                "by_id": actor.signed_in_id,
                "at": now,
            },
        )
    takes: dict[str, Any] = {} if case.resmon_id else {"resmon_id": actor.user_id}
    amend(case, now=now, **takes)
    clocks.meet(case, TermKind.NAME_MONITOR, on=legal_day(now, case.office.zone))
    tell(case, events.FILE_CHECKED, actor=actor, now=now, lacking=[*missing])
    for key in missing:
        _ask(case, answers[key][1].strip(), actor=actor, now=now)
    return case


def _ask(case: Case, text: str, *, actor: Actor, now: datetime) -> None:
    """Give the gap to the examiner, unless it waits for him already."""
    if any(row.text == text for row in open_tasks(case)):
        return
    today = legal_day(now, case.office.zone)
    todo.put(
        case,
        text,
        whom_id=case.examiner_id,
        due_on=work_calendar().add_workdays(today, GAP_WORKDAYS).date,
        actor=actor,
        now=now,
    )
