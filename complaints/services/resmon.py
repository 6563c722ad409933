"""Resolution and monitoring opens by itself, the day after a due date that was missed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accounts.actor import SYSTEM
from complaints.domain import corrective, events
from complaints.domain.states import Command, State
from complaints.domain.terms import TermKind
from complaints.selectors.actions import action_facts
from complaints.selectors.former import here_since, was_over_before
from complaints.selectors.liaisons import liaisons_of
from complaints.services import clocks
from complaints.services.gate import step, tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from complaints.models import Case
    from journal.models import Entry


def open_if_due(case: Case, *, today: date, now: datetime) -> bool:
    """Move a locked case to RESMON when the table says so; True when it moved.

    Nobody decides this: it is the day after the due date of an action that is not
    done, while no evidence sent in time awaits our verdict.
    """
    if case.state != State.CORRECTIVE:
        return False
    facts = action_facts(case)
    late = corrective.overdue(facts, today)
    if not late:
        return False
    step(case, Command.FALL_OVERDUE, actor=SYSTEM, now=now)
    # What was late when it came from another register is ours since it came.
    started_on = max(today, here_since(case) or today)
    clocks.start(case, TermKind.RESMON, started_on=started_on)
    want_monitor(case, started_on)
    tell(
        case,
        events.RESMON_OPENED,
        actor=SYSTEM,
        now=now,
        actions=[fact.ref for fact in late],
        due_on=min(fact.due_on for fact in late if fact.due_on).isoformat(),
    )
    return True


def want_monitor(case: Case, today: date) -> None:
    """Where nobody monitors a case yet, its head names somebody; until then his is the
    duty, by name."""
    if case.resmon_id is None:
        clocks.start(case, TermKind.NAME_MONITOR, started_on=today)


def liaisons_told(entry: Entry) -> Iterable[str]:
    """The liaisons of the agency; nobody of what was late before it came to us."""
    late = was_over_before(entry, date.fromisoformat(str(entry.data["due_on"])))
    return [] if late else liaisons_of(entry)
