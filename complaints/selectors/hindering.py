"""What is open in a case, for the list that hinders its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from complaints.domain.hindering import CLOSING_ACTS, Open, against, hindrances
from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Command, State
from complaints.domain.terms import TermKind
from complaints.selectors.actions import action_facts
from complaints.selectors.activities import open_of, unanswered, with_activities
from complaints.selectors.gathering import open_children, read_kin
from complaints.selectors.todo import open_tasks, with_tasks
from complaints.selectors.unsent_words import unsent_by_others_too, with_unsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from complaints.domain.corrective import ActionState
    from complaints.domain.hindering import Hindrance
    from complaints.models import Case, Deadline, Kinship

#: Stages in which orders of a report are carried out.
ORDERED = frozenset({State.CORRECTIVE, State.RESMON, State.RECOMMENDATION})


def beside(
    requests: Prefetch[str, Any, str] | None = None,
) -> tuple[Prefetch[str, Any, str], ...]:
    """What a page reads with its case, to list it and to tell what of it is open.

    ``requests``: its requests for explanation, as the page wants them.
    """
    asked = requests or Prefetch("clarifications")
    return asked, with_activities(), with_tasks(), with_unsent()


def read_together(cases: Iterable[Case]) -> None:
    """Read that for several cases at once, where a page tells of each what is open."""
    together = list(cases)
    prefetch_related_objects(together, *beside(), "deadlines")
    read_kin(together)


def hindrances_of(
    case: Case,
    deadlines: Iterable[Deadline] | None = None,
    facts: tuple[ActionState, ...] | None = None,
) -> tuple[Hindrance, ...]:
    """Everything in a case that is still open; nothing in one that is closed.

    ``deadlines``, ``facts``: its terms and its actions, where the page has read them.
    """
    if case.state == State.CLOSED:
        return ()
    terms = case.deadlines.all() if deadlines is None else deadlines
    waits = TermKind.REPORTER_ANSWER
    unsent = unsent_by_others_too(case)
    if case.state not in ORDERED:
        facts = ()
    actions = action_facts(case) if facts is None else facts
    return hindrances(
        Open(
            activities=tuple(str(row.ref) for row in open_of(case)),
            requests=tuple(str(row.ref) for row in unanswered(case)),
            questions=tuple(
                row.subject for row in terms if row.kind == waits and row.is_open
            ),
            talks=case.state == State.CONCILIATION,
            unsent=tuple(str(row.pk) for row in unsent if row.act not in CLOSING_ACTS),
            tasks=tuple(str(row.ref) for row in open_tasks(case)),
            actions=tuple(
                action.ref
                for action in actions
                if action.binds and not action.annulled and not action.is_final
            ),
            parts=tuple(str(row.child.ref) for row in _awaited_parts(case)),
            objection=any(
                row.kind == TermKind.OBJECTION and row.is_owed for row in terms
            ),
        )
    )


def _awaited_parts(case: Case) -> list[Kinship]:
    """What the end of the whole waits for; what is only its material it does not."""
    return open_children(case) if case.has_reporter else []


def open_things_hinder(found: Iterable[Hindrance]) -> dict[Command, WhyNot]:
    """The closings that a page shows as closed because something is open."""
    rows = tuple(found)
    return {command: WhyNot.STILL_OPEN for command in Command if against(command, rows)}
