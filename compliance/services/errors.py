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


class PlenaryDay(RoundError):
    """The plenary was held between the lock and today; no other day sets results."""

    code = "plenary_day"


class OwnWork(RoundError):
    """Who filed the minutes, or assessed in the round, does not agree to its results."""

    code = "own_work"


class NotPublished(RoundError):
    """Only what is published is corrected; before that it is filled in anew."""

    code = "unpublished"


class NothingChanged(RoundError):
    """A correction that corrects nothing."""

    code = "unchanged"


class GatesShut(RoundError):
    """Something is still missing; ``gates`` says what, with counts."""

    code = "gates"

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        super().__init__()
        self.gates = gates


class AlreadyDrawn(RoundError):
    """A sample is drawn once; a second draw could be chosen by its outcome."""

    code = "drawn"


class UnusableSample(RoundError):
    """No seed, a size outside the limits, or an agency without a unit to visit."""

    code = "sample"


class SeedNotAnnounced(RoundError):
    """Nobody said beforehand from what the seed is taken, or its day has not come."""

    code = "seed_day"


class SeedTooSoon(RoundError):
    """The seed is known on a later day only; one that is known already could be chosen."""

    code = "seed_soon"


class UnorderedDays(RoundError):
    """A stage is planned to be over before one that comes earlier."""

    code = "days"


class SeedKnown(RoundError):
    """The announced day has come: frame and announcement stay, and the draw is next."""

    code = "seed_known"


class FrameMoved(RoundError):
    """The frame is not the one that was there when the seed was announced."""

    code = "frame"


class UnusableTable(RoundError):
    """A table of which something cannot be used; ``faults`` are line and code."""

    code = "table"

    def __init__(self, faults: tuple[tuple[int, str], ...]) -> None:
        super().__init__()
        self.faults = faults


class LacksProducts(RoundError):
    """The method asks of products, and a unit that was drawn has none."""

    code = "products"


class NotDrawn(RoundError):
    """Only places that were drawn are visited."""

    code = "not_drawn"


class TiedAssessor(RoundError):
    """This assessor has an interest in the agency, or was sent to the place already."""

    code = "tied"


class HandedIn(RoundError):
    """The sheet was handed in, or somebody has begun it, and stays as it is."""

    code = "handed_in"


class Signed(RoundError):
    """A reviewer has signed what was found at this place."""

    code = "signed"


class UnusableObservation(RoundError):
    """An answer that the indicator does not take."""

    code = "observation"


class SheetIncomplete(RoundError):
    """Something is not answered yet; ``codes`` are the indicators."""

    code = "incomplete"

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__()
        self.codes = codes


class NotReady(RoundError):
    """Not handed in by all, or differences between two people are open."""

    code = "not_ready"


class OwnSheet(RoundError):
    """Nobody settles, gives back or signs what he saw himself."""

    code = "own_sheet"


class OddWithoutWords(RoundError):
    """There are odd figures, and the reviewer has said nothing of them."""

    code = "odd"


class TooManyPhotographs(RoundError):
    """An indicator of one place holds a few photographs, not an album."""

    code = "photographs"


class NotAnnounced(RoundError):
    """The agencies have not seen their preliminary results yet."""

    code = "not_announced"


class TermShort(RoundError):
    """Agencies get a week at least to object."""

    code = "term_short"


class TermOver(RoundError):
    """The last day on which an agency may object or reply has passed."""

    code = "term_over"


class AlreadyAnnounced(RoundError):
    """The agencies have read their preliminary results; what they say now comes late."""

    code = "announced"


class NothingOfUnits(RoundError):
    """The method asks nothing of a unit itself that its agency could say."""

    code = "self_nothing"


class SelfTermShort(RoundError):
    """Agencies get a week at least to say how their units are."""

    code = "self_short"


class SelfClosed(RoundError):
    """The day of the self-assessment is over, or the results were announced."""

    code = "self_closed"


class SelfHandedIn(RoundError):
    """The self-assessment was handed in; whoever changes it takes it back first."""

    code = "self_handed_in"


class StaleSelf(RoundError):
    """A colleague changed the answers of this unit since the page was made."""

    code = "self_stale"


class Answered(RoundError):
    """Somebody has answered this objection already."""

    code = "answered"
