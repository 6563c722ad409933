"""Tasks in a case and of a person, and who may be given one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, Window
from django.db.models.aggregates import Count

from accounts.models import OfficeMembership
from accounts.roles import Role
from complaints.domain.states import OPEN_STATES
from complaints.domain.templating import TemplateKind
from complaints.models import Case, Task
from complaints.selectors.conflicts import conflicts_in
from complaints.selectors.people import colleagues
from complaints.selectors.templating import offered

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from accounts.models import User
    from complaints.models import Template

ROWS = 8


def with_tasks() -> Prefetch[str]:
    """All tasks of a case, with their people. One query."""
    return Prefetch("tasks", Task.objects.select_related("whom", "done_by"))


def open_tasks(case: Case) -> list[Task]:
    """Those that are still to be done, in their order."""
    return [row for row in case.tasks.all() if row.is_open]


def lists_for(case: Case) -> list[Template]:
    """The checklists that are offered at the stage at which a case stands."""
    return offered(TemplateKind.CHECKLIST, [case.state])


def eligible(case: Case, now: datetime) -> list[User]:
    """The colleagues of the office who may see this case: never who keeps out of it.

    In a restricted case those whom it is assigned to, and the heads.
    """
    people = list(colleagues(case.office_id, now))
    out = conflicts_in([case], [user.pk for user in people])[case.pk]
    if case.restricted:
        heads = OfficeMembership.objects.filter(
            office_id=case.office_id, role=Role.HEAD
        ).valid_at(now)
        reads = case.assigned_ids | set(heads.values_list("user_id", flat=True))
        people = [user for user in people if user.pk in reads]
    return [user for user in people if user.pk not in out]


def tasks_for(
    actor: Actor, represented: Collection[int] = ()
) -> tuple[Sequence[Task], int]:
    """The first open tasks of this actor by their day, and how many there are.

    His by name, or because he holds the case; in open cases that he may see. For whom
    he acts today, the same. One query.
    """
    people = [pk for pk in (actor.user_id, *sorted(represented)) if pk is not None]
    first = Q(case__intake__in=people, case__examiner=None)
    holds = first | Q(case__examiner__in=people) | Q(case__resmon__in=people)
    seen = Case.objects.visible_to(actor).filter(state__in=OPEN_STATES)
    rows = Task.objects.filter(
        Q(whom__in=people) | Q(whom=None) & holds,
        done_at=None,
        case__in=seen.values("pk"),
    )
    rows = rows.select_related("case__agency", "case__unit", "case__office", "whom")
    rows = rows.annotate(of=Window(Count("pk")))
    found = list(rows.order_by(F("due_on").asc(nulls_last=True), "id")[:ROWS])
    return found, found[0].of if found else 0
