"""Whether the facts of a case carry the reason for which somebody wants to close it.

The table of the lifecycle says which reasons a state knows; this says which of them
are true: the report's conclusion, the actions and their evidence decide. The page that
offers a closing and the use case that makes it ask the same function.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.corrective import Instrument, can_close
from complaints.domain.own_initiative import OF_A_REPORT
from complaints.domain.states import Reason, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.domain.corrective import ActionState


class Bar(StrEnum):
    """Why a reason does not fit the facts. The pages hold the sentence."""

    NO_REPORTER = "no_reporter"  # only a report ends so, and nobody reported this
    OTHER_CONCLUSION = "other_conclusion"  # the LHP in force concludes otherwise
    TO_CORRECT = "to_correct"  # an action that binds still stands
    NOTHING_TO_CORRECT = "nothing_to_correct"  # none that binds is left
    ACTIONS_OPEN = "actions_open"
    VERDICTS_PENDING = "verdicts_pending"  # evidence awaits our verdict
    AT_THE_TABLE = "at_the_table"  # both sides talk: only what they sign settles it


#: The one reason for which a case is closed on the conclusion of its LHP.
OF_CONCLUSION = {
    "found": Reason.DITEMUKAN_TANPA_TINDAKAN,
    "not_found": Reason.TIDAK_DITEMUKAN,
    "stopped": Reason.DIHENTIKAN,
}
#: Reasons that say that what was asked for was carried out, wholly or in part.
EXECUTED = frozenset(
    {
        Reason.TK_DILAKSANAKAN,
        Reason.TK_SEBAGIAN_DITERIMA,
        Reason.REKOMENDASI_DILAKSANAKAN,
        Reason.SEBAGIAN_DITERIMA,
    }
)
#: Reasons that come with a part of the action plan left undone.
PARTLY = frozenset({Reason.TK_SEBAGIAN_DITERIMA, Reason.SEBAGIAN_DITERIMA})


@dataclass(frozen=True, slots=True)
class Standing:
    """What closing rests on: the state, the conclusion of the LHP in force, its actions,
    and whether somebody reported it."""

    state: State
    conclusion: str = ""
    actions: tuple[ActionState, ...] = ()
    reporter: bool = True

    @property
    def awaits_us(self) -> bool:
        """Whether any evidence, in time or late, still awaits our verdict; that of a
        suggestion holds nothing up."""
        return any(
            piece.decided_on is None
            for action in self.actions
            if action.instrument is not Instrument.SARAN
            for piece in action.submissions
        )

    @property
    def must_correct(self) -> bool:
        """Whether an action that binds was not annulled."""
        return any(action.binds and not action.annulled for action in self.actions)


def bar(standing: Standing, reason: Reason) -> Bar | None:
    """What stands against closing for this reason; None where nothing does.

    The reasons of Article 36 and of intake rest on no LHP: nothing here bars them, but
    that they talked it over while they still do, and that nobody reported it.
    """
    if reason in OF_A_REPORT and not standing.reporter:
        return Bar.NO_REPORTER
    return _bar_of_facts(standing, reason)


def _bar_of_facts(standing: Standing, reason: Reason) -> Bar | None:
    if reason is Reason.DAMAI and standing.state is State.CONCILIATION:
        return Bar.AT_THE_TABLE
    on_result = reason in OF_CONCLUSION.values()
    concludes = OF_CONCLUSION.get(standing.conclusion) is reason
    if on_result and standing.state is State.LHP_ISSUED and not concludes:
        return Bar.OTHER_CONCLUSION
    if standing.awaits_us:
        return Bar.VERDICTS_PENDING
    if on_result:
        return Bar.TO_CORRECT if standing.must_correct else None
    if reason not in EXECUTED:
        return None
    if not standing.must_correct:
        return Bar.NOTHING_TO_CORRECT
    if not can_close(standing.actions, partly=reason in PARTLY):
        return Bar.ACTIONS_OPEN
    return None


def bar_of_all(standing: Standing, reasons: Iterable[Reason]) -> Bar | None:
    """Why none of these reasons fits; None where one does.

    That the conclusion is another says least, so it is told last.
    """
    bars = {bar(standing, reason) for reason in reasons}
    if None in bars:
        return None
    return next(one for one in reversed(Bar) if one in bars)
