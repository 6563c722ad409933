"""What can go wrong in a use case, besides rights and the lifecycle table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.domain.sentences import megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.leaks import Place
    from complaints.domain.room import Room


class CaseError(Exception):
    """Base of what a page turns into a sentence. ``code`` chooses the sentence."""

    code = "refused"


class LeftUndone(Exception):
    """Some of what a sweep found failed; the rest was done. The alarm must hear of it."""


class StaleVersion(CaseError):
    """Somebody changed the case since this page was made; what was typed is kept."""

    code = "stale"


class Overtaken(CaseError):
    """A colleague saved another draft since this form was opened; nothing was saved."""

    code = "draft_overtaken"


class SamePerson(CaseError):
    """Four eyes: the drafter cannot sign."""

    code = "same_person"


class Conflicted(CaseError):
    """A conflict of interest: that person may not hold this case (art. 40)."""

    code = "conflict"


class NotReady(CaseError):
    """A condition of this step does not hold yet; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoRoom(NotReady):
    """More files than one report may bring; ``figures`` say how much still fits."""

    def __init__(self, code: str, *, room: Room, size: int) -> None:
        super().__init__(code)
        self.figures = {
            "size": megabytes(size),
            "left": megabytes(room.left, up=False),
            "limit": megabytes(room.most_size),
            "files": room.most_files,
        }


class WouldName(CaseError):
    """What an agency would read tells of somebody: ``places`` says where.

    ``walled``: it is a confidential reporter's own, or the sealed name of a witness, and
    goes out under no circumstances. ``whose``: the sentence, where it is another's.
    """

    def __init__(
        self, places: Sequence[Place], *, walled: bool, whose: str = ""
    ) -> None:
        sealed = any(place.own and place.kind == "witness" for place in places)
        own = "names_witness" if sealed else whose or "names_reporter"
        self.code = own if walled else "may_name"
        super().__init__(self.code)
        self.places, self.walled = places, walled


class WrongCode(CaseError):
    """Number and code do not match; the same for every way they may not match."""

    code = "wrong_code"


class TooManyTries(CaseError):
    """The budget of tries for this number or this network is used up (R25)."""

    code = "too_many"


class TooManyReports(CaseError):
    """This network sent more reports than go in unasked; ``seconds`` until one may."""

    code = "too_many_reports"

    def __init__(self, seconds: int) -> None:
        super().__init__(self.code)
        self.seconds = seconds


class TooManyAsked(CaseError):
    """This network asked for more lost codes than go unasked; ``seconds`` to wait.

    ``payable``: work gets it in before; not above the most that one network may ask.
    """

    code = "too_many_asked"

    def __init__(self, seconds: int, *, payable: bool = True) -> None:
        super().__init__(self.code)
        self.seconds, self.payable = seconds, payable
