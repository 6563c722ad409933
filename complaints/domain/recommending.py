"""What climbs from a report of examination to a recommendation, and how that ends.

When one action climbs, what is open beside it climbs too. An item of a recommendation
supersedes exactly one action. How far the whole was carried out follows from its items.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.corrective import ActionStatus, Instrument, can_close
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from complaints.domain.corrective import ActionState


class Subject(StrEnum):
    """What the plenary of the commissioners decides on what monitoring brings it."""

    RECOMMENDATION = "recommendation"
    EXECUTION = "execution"  # which of the three statuses
    SANCTION = "sanction"
    PUBLICATION = "publication"


class Status(StrEnum):
    """How a recommendation was carried out; the law and practice know these three."""

    DONE = "dilaksanakan"
    PARTLY = "sebagian"
    NOT = "tidak"


#: The lines of the check that comes before anything else in resolution and monitoring.
FILE_KEYS = ("report", "receipt", "orders", "evidence")

#: After this decision of the plenary the chair has to sign.
SIGNED_BY_CHAIR = frozenset({Subject.RECOMMENDATION, Subject.PUBLICATION})

#: What the plenary approves takes effect at once, and nobody signs it after that: two of
#: those who sat say so, each for himself.
CONFIRMED = frozenset({Subject.EXECUTION, Subject.SANCTION})


def needs_another(
    subject: Subject, first: int | None, person: int, taking_part: Collection[int]
) -> bool:
    """Whether an approval by this person still waits for a second one.

    ``first``: who approved before; he counts while he takes part in the decision.
    """
    heard = first is not None and first != person and first in taking_part
    return subject in CONFIRMED and not heard


def climbing(actions: Iterable[ActionState]) -> tuple[ActionState, ...]:
    """What becomes items of a recommendation: every order of the report still open."""
    return tuple(
        action
        for action in actions
        if action.instrument is Instrument.TK and action.binds and not action.is_final
    )


def items_of(actions: Iterable[ActionState]) -> tuple[ActionState, ...]:
    """The items of the recommendation among the actions of a case."""
    return tuple(a for a in actions if a.instrument is Instrument.REKOMENDASI)


def status_of(items: Iterable[ActionState]) -> Status:
    """How far the whole was carried out, by the verdicts on its items.

    What we excused was not carried out, and is no disobedience either.
    """
    rows = tuple(items)
    if all(item.status is ActionStatus.DILAKSANAKAN for item in rows):
        return Status.DONE
    begun = {ActionStatus.SEBAGIAN, ActionStatus.DILAKSANAKAN}
    some = any(item.excused or item.status in begun for item in rows)
    return Status.PARTLY if some else Status.NOT


def may_be_told(items: Iterable[ActionState], due_on: date | None, today: date) -> bool:
    """Whether the status can be said now: when nothing is owed, or the time is over."""
    over = due_on is not None and today > due_on
    return over or all(item.is_final for item in items)


def may_accept(items: Iterable[ActionState]) -> bool:
    """Whether the plenary may accept that a part was not done: of every item something
    was, or it is excused."""
    rows = tuple(items)
    return status_of(rows) is Status.PARTLY and can_close(rows, partly=True)


def ends_with(status: Status, *, accepted: bool) -> Reason | None:
    """The reason for which the case is then closed; None where the ladder goes on.

    ``accepted``: the reasons why only a part was done.
    """
    if status is Status.DONE:
        return Reason.REKOMENDASI_DILAKSANAKAN
    if status is Status.PARTLY and accepted:
        return Reason.SEBAGIAN_DITERIMA
    return None
