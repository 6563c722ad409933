"""Small pieces of work in a case: given, done, dropped, taken up again, put in order.

They are no steps of the case: nobody's form becomes stale by them. The record knows
which, for whom and until when, and none of their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.states import State
from complaints.models import Task, Template
from complaints.policies import WRITERS, parties_of
from complaints.selectors.todo import eligible, lists_for, open_tasks
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, require_words, tell

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: More than anybody reads.
MOST = 100


@transaction.atomic
def add(
    *,
    ref: UUID,
    text: str,
    actor: Actor,
    now: datetime,
    whom_id: int | None = None,
    due_on: date | None = None,
) -> Task:
    """Give a task: to a colleague who may see the case, or to whoever holds it.

    The same words twice are one task, so that a form sent again adds nothing.
    """
    case = _open(ref, actor)
    require(actor, case, *WRITERS)
    if whom_id and whom_id not in {user.pk for user in eligible(case, now)}:
        raise NotReady("task_person")
    if any(row.text == text for row in open_tasks(case)):
        raise NotReady("task_there")
    return put(case, text, whom_id=whom_id, due_on=due_on, actor=actor, now=now)


def put(
    case: Case,
    text: str,
    *,
    actor: Actor,
    now: datetime,
    whom_id: int | None = None,
    due_on: date | None = None,
) -> Task:
    """Add a task behind the others of a locked case."""
    last = case.tasks.aggregate(last=Max("n"))["last"] or 0
    if case.tasks.count() >= MOST:
        raise NotReady("tasks_full")
    row = Task.objects.create(
        case=case,
        n=last + 1,
        text=text,
        whom_id=whom_id,
        due_on=due_on,
        made_by_id=actor.signed_in_id,
        made_at=now,
    )
    tell(
        case,
        events.TASK_ADDED,
        actor=actor,
        now=now,
        task=str(row.ref),
        user=whom_id,
        due_on=due_on.isoformat() if due_on else None,
    )
    return row


@transaction.atomic
def take_list(*, ref: UUID, slug: str, actor: Actor, now: datetime) -> list[Task]:
    """Put a checklist that is offered at this stage on a case, each line a task.

    What stands there already, done or not, is not put there again. Raises
    ``Template.DoesNotExist`` where no such list is offered now.
    """
    case = _open(ref, actor)
    require(actor, case, *WRITERS)
    found = [one for one in lists_for(case) if one.slug == slug]
    if not found:
        raise Template.DoesNotExist
    known = set(case.tasks.values_list("text", flat=True))
    lines = [line for line in found[0].lines if line["id"] not in known]
    if not lines:
        raise NotReady("list_taken")
    calendar, today = work_calendar(), legal_day(now, case.office.zone)
    return [
        put(
            case,
            line["id"],
            due_on=calendar.add_workdays(today, line["days"]).date
            if line.get("days")
            else None,
            actor=actor,
            now=now,
        )
        for line in lines
    ]


@transaction.atomic
def finish(
    *, ref: UUID, task: UUID, actor: Actor, now: datetime, dropped: bool = False
) -> Task:
    """It is done, or (``dropped``) nobody needs it; by who works on the case, or by
    whom it was given to. What is over already stays as it was."""
    case, row = _taken(ref, task, actor)
    if not row.is_open:
        return row
    row.done_by_id, row.done_at, row.dropped = actor.signed_in_id, now, dropped
    row.save(update_fields=["done_by", "done_at", "dropped"])
    event = events.TASK_DROPPED if dropped else events.TASK_DONE
    tell(case, event, actor=actor, now=now, task=str(row.ref))
    return row


@transaction.atomic
def take_up(*, ref: UUID, task: UUID, actor: Actor, now: datetime) -> Task:
    """It was not done after all."""
    case, row = _taken(ref, task, actor)
    if row.is_open:
        return row
    row.done_by_id, row.done_at, row.dropped = None, None, False
    row.save(update_fields=["done_by", "done_at", "dropped"])
    tell(case, events.TASK_REOPENED, actor=actor, now=now, task=str(row.ref))
    return row


@transaction.atomic
def move_up(*, ref: UUID, task: UUID, actor: Actor, now: datetime) -> Task:
    """Put an open task before the open one above it."""
    case, row = _taken(ref, task, actor)
    require(actor, case, *WRITERS)
    above = [other for other in open_tasks(case) if other.n < row.n]
    if above and row.is_open:
        other = above[-1]
        Task.objects.filter(pk=other.pk).update(n=row.n)
        Task.objects.filter(pk=row.pk).update(n=other.n)
        tell(case, events.TASK_MOVED, actor=actor, now=now, task=str(row.ref))
    return row


def release(case: Case, user_id: int) -> None:
    """Who keeps out of a case leaves his tasks to whoever holds it."""
    case.tasks.filter(whom_id=user_id, done_at=None).update(whom=None)


def _open(ref: UUID, actor: Actor) -> Case:
    case = enter(ref, actor=actor)
    require_words(case)
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
    return case


def _taken(ref: UUID, task: UUID, actor: Actor) -> tuple[Case, Task]:
    """A task of a case that is open. Raises ``Task.DoesNotExist`` where there is none."""
    case = _open(ref, actor)
    row = case.tasks.get(ref=task)
    if row.whom_id != actor.signed_in_id and parties_of(actor, case).isdisjoint(
        WRITERS
    ):
        raise NotAllowed("party")
    return case, row
