"""What a page read of a case whose report is carried out, read once for all its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.domain.corrective import OPEN_FOR_EVIDENCE
from complaints.domain.ending import Standing
from complaints.domain.releasing import RECOMMENDED
from complaints.domain.states import State
from complaints.selectors import outgoing
from complaints.selectors.actions import facts_of, read_actions
from complaints.selectors.climbed import Climbed, all_climbed, climbed_of
from complaints.selectors.extensions import deadlines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from complaints.domain.corrective import ActionState
    from complaints.models import Case, Check, CorrectiveAction, Deadline, Lhp


#: Where there is something that an agency owes, or may owe.
REPORTED = OPEN_FOR_EVIDENCE | {State.LHP_ISSUED}


@dataclass(frozen=True, slots=True)
class Known:
    """Its report, its orders and items, the checks of its file, its terms, its climb."""

    lhp: Lhp | None = None
    actions: Sequence[CorrectiveAction] = ()
    checks: Sequence[Check] = ()
    deadlines: Sequence[Deadline] = ()
    climbed: Climbed = field(default_factory=Climbed)
    reporter: bool = True

    @property
    def facts(self) -> tuple[ActionState, ...]:
        """The actions as the rules want them."""
        return tuple(facts_of(row, row.evidence.all()) for row in self.actions)

    def standing(self, state: State) -> Standing:
        """What closing rests on (``standing_of`` says the same)."""
        if self.lhp is None or self.lhp.signed_on is None:
            return Standing(state, reporter=self.reporter)
        facts, concluded = self.facts, self.lhp.conclusion
        return Standing(state, concluded, facts, reporter=self.reporter)


def known_of(case: Case) -> Known:
    """All of it, for the page of one act; before a report was issued only the terms, and
    once a recommendation ended the case what became of that."""
    if case.stage not in REPORTED:
        ended = case.closing_reason in RECOMMENDED
        return Known(
            deadlines=deadlines_of(case),
            climbed=all_climbed(case) if ended else Climbed(),
            reporter=case.has_reporter,
        )
    lhp = outgoing.lhp_in_force(case)
    return Known(
        lhp=lhp,
        actions=read_actions(case, lhp) if lhp else (),
        checks=list(case.checks.order_by("id")),
        deadlines=deadlines_of(case),
        climbed=all_climbed(case),
        reporter=case.has_reporter,
    )


def known_on_page(
    case: Case, deadlines: Sequence[Deadline], happened: Collection[str]
) -> Known:
    """The same for the page of a case, which knows what ``happened`` to it."""
    lhp = outgoing.lhp_in_force(case)
    checked = case.has_reporter or events.FILE_CHECKED in happened
    return Known(
        lhp=lhp,
        actions=read_actions(case, lhp) if lhp else (),
        checks=_checks(case) if checked else (),
        deadlines=deadlines,
        climbed=climbed_of(case, happened),
        reporter=case.has_reporter,
    )


def _checks(case: Case) -> list[Check]:
    """What intake answered, and monitoring on the file."""
    return list(case.checks.select_related("by").order_by("id"))
