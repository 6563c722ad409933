"""The objection (keberatan) of an agency against a report of examination.

It is an activity beside the state. The agency objects within the corrective period,
judged order by order: to an order until its own last day, to a finding until the last
day of the last order. The clocks of the orders go on meanwhile, and time moves the case
as always. Colleagues whom the head names review it and propose, order by order; a
commissioner decides. None of them examined the case, or drafted or signed its report.

While it is open nobody decides past it: a recommendation may be drafted and brought
before the plenary, and is neither approved nor signed. From there no objection could
act any more, and it is decided long before monitoring is over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.corrective import Instrument, overdue
from complaints.domain.shared_draft import mark_of
from complaints.domain.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from agencies.domain.calendar import WorkCalendar
    from complaints.domain.corrective import ActionState

#: Where a case stands while an agency may object, and while that is decided.
OBJECTABLE = frozenset({State.CORRECTIVE, State.RESMON})
#: So often an agency files one to the same report, those that it took back among them:
#: each is news to the reporter, and work for a head. Ours.
MOST_FILINGS = 2
#: So many reviewers the head may name.
MOST_REVIEWERS = 5


class Ruling(StrEnum):
    """What becomes of one order."""

    KEEP = "keep"  # the objection to it is refused
    CHANGE = "change"  # another last day, and perhaps another text
    ANNUL = "annul"


class Outcome(StrEnum):
    """How an objection ended."""

    REFUSED = "refused"
    CHANGED = "changed"  # some orders were changed or annulled
    WITHDRAWN = "lhp_withdrawn"  # the report is, and the case is examined anew
    TAKEN_BACK = "taken_back"  # by the agency: nothing was decided


@dataclass(frozen=True, slots=True)
class Ruled:
    """What is proposed for one order; empty where it stays what it is."""

    ruling: Ruling
    text: str = ""
    due_on: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether a change says its new last day, and nothing else changes anything."""
        if self.ruling is Ruling.CHANGE:
            return self.due_on is not None
        return self.due_on is None and not self.text.strip()


@dataclass(frozen=True, slots=True)
class ObjectionText:
    """What the agency asks for, and why: by the ref of an order, the number of a finding."""

    wish: str
    orders: Mapping[UUID, str] = field(default_factory=dict)
    findings: Mapping[int, str] = field(default_factory=dict)

    def words(self) -> list[str]:
        """All of it, for a hash."""
        return [self.wish, *self.orders.values(), *self.findings.values()]

    @property
    def mark(self) -> str:
        """What tells one draft from another."""
        orders = [(f"order {ref}", why) for ref, why in self.orders.items()]
        findings = [(f"finding {n}", why) for n, why in self.findings.items()]
        return mark_of([("", self.wish), *orders, *findings])


def standing_orders(actions: Iterable[ActionState]) -> tuple[ActionState, ...]:
    """What the report orders and is still owed: on these it is ruled."""
    return tuple(
        action
        for action in actions
        if action.binds
        and action.instrument is Instrument.TK
        and not action.is_final
        and action.due_on is not None
    )


def objectionable(
    state: State, actions: Iterable[ActionState], today: date
) -> tuple[ActionState, ...]:
    """The orders to which the agency may object today; none, and it may not at all."""
    if state not in OBJECTABLE:
        return ()
    return tuple(
        action
        for action in standing_orders(actions)
        if action.due_on is not None and today <= action.due_on
    )


def outcome_of(*, withdrawn: bool, rulings: Iterable[Ruling]) -> Outcome:
    """What a proposal comes to as a whole."""
    if withdrawn:
        return Outcome.WITHDRAWN
    kept = all(ruling is Ruling.KEEP for ruling in rulings)
    return Outcome.REFUSED if kept else Outcome.CHANGED


def may_be_due(calendar: WorkCalendar, day: date, *, after: date, last: date) -> bool:
    """Whether an order may have this new last day: a working day between two.

    ``after``: the day that the agency was told, or on which the letter about the new
    one counts as received, whichever is later; ``last``: a whole corrective period on.
    """
    return calendar.is_workday(day) and after < day <= last


def stands_again(actions: Iterable[ActionState], today: date) -> bool:
    """Whether nothing is overdue any more, so that a case in resolution and monitoring
    stands in the corrective period again."""
    return not overdue(actions, today)


def nothing_left(actions: Iterable[ActionState]) -> bool:
    """Whether every order of the report was annulled: then the head ends the case."""
    return all(action.annulled for action in actions if action.binds)
