"""The facts on which closing a case rests, as the pure rule wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain import lifecycle
from complaints.domain.ending import Bar, Standing, bar_of_all
from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Command
from complaints.selectors import outgoing
from complaints.selectors.actions import action_facts

if TYPE_CHECKING:
    from complaints.models import Case


def standing_of(case: Case) -> Standing:
    """State, conclusion and actions of a case. At most three queries."""
    reporter = case.has_reporter
    lhp = outgoing.lhp_read(case)
    if lhp is None or lhp.signed_on is None:
        return Standing(case.stage, reporter=reporter)
    facts = action_facts(case)
    return Standing(case.stage, lhp.conclusion, facts, reporter=reporter)


#: Why a page shows a closing as closed, for each way the facts may bar it.
BARRED = {
    Bar.NO_REPORTER: WhyNot.NO_REPORTER,
    Bar.OTHER_CONCLUSION: WhyNot.MISSING,
    Bar.TO_CORRECT: WhyNot.TO_CORRECT,
    Bar.NOTHING_TO_CORRECT: WhyNot.MISSING,
    Bar.ACTIONS_OPEN: WhyNot.MISSING,
    Bar.VERDICTS_PENDING: WhyNot.VERDICTS_PENDING,
    Bar.AT_THE_TABLE: WhyNot.MISSING,
}


def barred(standing: Standing) -> dict[Command, WhyNot]:
    """The closings of this stage none of whose reasons is true of these facts."""
    rows = [
        row
        for command in (Command.CLOSE_ON_RESULT, Command.CLOSE_ON_EXECUTION)
        for row in lifecycle.transitions_of(
            standing.state, command, reporter=standing.reporter
        )
    ]
    found = {row.command: bar_of_all(standing, row.reasons) for row in rows}
    return {command: BARRED[why] for command, why in found.items() if why}
