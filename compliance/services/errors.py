"""What can go wrong in a use case, besides rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.services.gates import Gate


class RoundError(Exception):
    """Base of what a page turns into a sentence; ``code`` chooses the sentence."""

    code = "refused"


class UnusableMethod(RoundError):
    """This method has no published weights, so nothing can be computed by it."""

    code = "method"


class CutoffNotOver(RoundError):
    """The last day whose facts count is not over yet."""

    code = "cutoff"


class UnusableAgencies(RoundError):
    """No agency, one that is not in the register, or real and invented ones mixed."""

    code = "agencies"


class UnusableAnswers(RoundError):
    """A figure outside 0 to 100, or for a node that the method does not ask."""

    code = "answers"


class StaleRound(RoundError):
    """Somebody changed it since this page was made; what was typed is kept."""

    code = "stale"


class RoundClosed(RoundError):
    """The round takes no answers any more."""

    code = "closed"


class NotLocked(RoundError):
    """Only what the lock has fixed is published."""

    code = "open"


class GatesShut(RoundError):
    """Something is still missing; ``gates`` says what, with counts."""

    code = "gates"

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        super().__init__()
        self.gates = gates
