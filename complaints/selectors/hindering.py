"""What is open in a case, for the list that hinders its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import OfficeMembership
from complaints.domain.hindering import CLOSING_ACTS, Open, against, hindrances
from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Command, State
from complaints.domain.terms import TermKind
from complaints.policies import NATIONAL_ROLES
from complaints.selectors.actions import action_facts
from complaints.selectors.activities import open_of, unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from complaints.domain.hindering import Hindrance
    from complaints.models import Case, Deadline

#: Stages in which orders of a report are carried out.
ORDERED = frozenset({State.CORRECTIVE, State.RESMON, State.RECOMMENDATION})


def hindrances_of(
    case: Case, deadlines: Iterable[Deadline] | None = None
) -> tuple[Hindrance, ...]:
    """Everything in a case that is still open; nothing in one that is closed.

    ``deadlines``: its terms, where the page has read them already.
    """
    if case.state == State.CLOSED:
        return ()
    terms = case.deadlines.all() if deadlines is None else deadlines
    waits = TermKind.REPORTER_ANSWER
    # Who is kept out of the case, or works there no more, can send nothing any more.
    out = case.recusals.values("user_id")
    unsent = case.unsent.exclude(act__in=CLOSING_ACTS).exclude(by__in=out)
    unsent = unsent.filter(by__in=_there(case))
    actions = action_facts(case) if case.state in ORDERED else ()
    return hindrances(
        Open(
            activities=tuple(str(row.ref) for row in open_of(case)),
            requests=tuple(str(row.ref) for row in unanswered(case)),
            questions=tuple(
                row.subject for row in terms if row.kind == waits and row.is_open
            ),
            talks=case.state == State.CONCILIATION,
            unsent=tuple(map(str, unsent.order_by("id").values_list("pk", flat=True))),
            actions=tuple(
                action.ref
                for action in actions
                if action.binds and not action.annulled and not action.is_final
            ),
        )
    )


def _there(case: Case) -> QuerySet[Any]:
    """Whoever works in the office of a case or reads those of every office."""
    place = Q(office=case.office_id) | Q(office__central=True)
    place |= Q(role__in=sorted(NATIONAL_ROLES))
    rows = OfficeMembership.objects.filter(
        place, Q(valid_to=None) | Q(valid_to__gt=Now()), user__is_active=True
    )
    return rows.values("user_id")


def open_things_hinder(found: Iterable[Hindrance]) -> dict[Command, WhyNot]:
    """The closings that a page shows as closed because something is open."""
    rows = tuple(found)
    return {command: WhyNot.STILL_OPEN for command in Command if against(command, rows)}
