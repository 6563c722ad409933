"""What a page read of a case whose report is carried out, read once for all its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import F

from complaints.domain.corrective import OPEN_FOR_EVIDENCE
from complaints.domain.ending import Standing
from complaints.domain.states import State
from complaints.models import CorrectiveAction
from complaints.selectors import outgoing
from complaints.selectors.actions import facts_of
from complaints.selectors.climbed import Climbed, all_climbed, climbed_of
from complaints.selectors.extensions import deadlines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from complaints.domain.corrective import ActionState
    from complaints.models import Case, Check, Deadline, Lhp


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

    @property
    def facts(self) -> tuple[ActionState, ...]:
        """The actions as the rules want them."""
        return tuple(facts_of(row, row.evidence.all()) for row in self.actions)

    def standing(self, state: State) -> Standing:
        """What closing rests on (``standing_of`` says the same)."""
        if self.lhp is None or self.lhp.signed_on is None:
            return Standing(state)
        return Standing(state, self.lhp.conclusion, self.facts)


def known_of(case: Case) -> Known:
    """All of it, for the page of one act; before a report was issued only the terms."""
    if case.stage not in REPORTED:
        return Known(deadlines=deadlines_of(case))
    lhp = outgoing.lhp_in_force(case)
    return Known(
        lhp=lhp,
        actions=actions_of(case) if lhp else (),
        checks=list(case.checks.order_by("id")),
        deadlines=deadlines_of(case),
        climbed=all_climbed(case),
    )


def known_on_page(
    case: Case, deadlines: Sequence[Deadline], happened: Collection[str]
) -> Known:
    """The same for the page of a case, which knows what ``happened`` to it."""
    lhp = outgoing.lhp_in_force(case)
    return Known(
        lhp=lhp,
        actions=actions_of(case) if lhp else (),
        checks=list(case.checks.select_related("by").order_by("id")),
        deadlines=deadlines,
        climbed=climbed_of(case, happened),
    )


def actions_of(case: Case) -> list[CorrectiveAction]:
    """What the report in force asks for, then the items of a recommendation, with what
    was handed in."""
    rows = CorrectiveAction.objects.filter(case=case, lhp__replaced_by=None)
    papers = rows.prefetch_related("evidence", "evidence__files__file")
    named = papers.select_related("unit", "superseded_by")
    return list(named.order_by(F("recommendation_id").asc(nulls_first=True), "n"))
