"""What one row of the table of the life of a case says, and the order of its road."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.states import Command, Party, Reason, State

if TYPE_CHECKING:
    from complaints.domain.terms import TermKind


@dataclass(frozen=True, slots=True)
class Transition:
    """One lawful step.

    ``by``: whose act makes it, any one of them; ``recorded_by``: who may enter
    that act when it came on paper or by telephone; ``proposed_by``: who brings
    the step to whoever decides; ``reasons``: the closing reasons it may carry,
    exactly one when there are any; ``four_eyes``: whoever drafted or proposed it
    may not be the person who does it; ``term``: by when it is due, None where no
    term was set; ``reporter``: True where the step presumes that somebody reported,
    False where it is for what the office began itself, None where it is the same.
    """

    source: State
    command: Command
    target: State
    by: frozenset[Party]
    recorded_by: frozenset[Party] = frozenset()
    proposed_by: frozenset[Party] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    term: TermKind | None = None
    four_eyes: bool = False
    reporter: bool | None = None

    def fits(self, *, reporter: bool) -> bool:
        """Whether a case that somebody reported, or that nobody did, knows this step."""
        return self.reporter is None or self.reporter is reporter


#: The open states in the order in which a case passes them; the side rooms
#: stand where a case enters them.
ROAD = (
    State.CONSULT,
    State.SUBMITTED,
    State.RCO,
    State.FORMAL,
    State.INCOMPLETE,
    State.MATERIAL,
    State.PLENO,
    State.REGISTERED,
    State.EXAM,
    State.CONCILIATION,
    State.PRE_LHP,
    State.LHP_DRAFT,
    State.LHP_ISSUED,
    State.CORRECTIVE,
    State.RESMON,
    State.RECOMMENDATION,
    State.PUBLISHED,
)
#: The commands that end with a stage: before which state they must be given.
UNTIL = {
    Command.WITHDRAW: State.LHP_ISSUED,
    Command.MERGE: State.LHP_DRAFT,
    Command.CLOSE: State.LHP_DRAFT,
    Command.TAKE_FAST: State.EXAM,
}


def before(limit: State) -> tuple[State, ...]:
    """The open states a case passes before it reaches ``limit``."""
    return ROAD[: ROAD.index(limit)]


def only(*parties: Party) -> frozenset[Party]:
    """A set of parties, written so that a row reads like the law."""
    return frozenset(parties)


REPORTER, INTAKE = only(Party.REPORTER), only(Party.INTAKE)
EXAMINER, HEAD = only(Party.EXAMINER), only(Party.HEAD)
RESMON, CHAIR = only(Party.RESMON), only(Party.CHAIR)
OFFICER = only(Party.OFFICER)
PLENARY, TIME = only(Party.COMMISSIONER), only(Party.SYSTEM)
