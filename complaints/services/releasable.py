"""Which evidence one side may have of another's, and by whose hand.

The agency may have what the reporter brought and what we gathered; the reporter what the
agency brought and what we gathered. A recording is known by its voice, so none leaves for
the agency where a name is kept secret, and none of a sealed witness leaves at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.correspondence import Addressee
from complaints.domain.states import OPEN_STATES, Party
from complaints.models.choices import Purpose
from complaints.policies import parties_of
from documents.services import redacting

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Case, CaseFile, FileRelease

#: Who hands evidence to a side.
RELEASERS = frozenset({Party.EXAMINER, Party.RESMON})
#: What is said of a file that is no evidence for a side.
NOT_FOR = {
    Addressee.AGENCY: "not_for_agency",
    Addressee.REPORTER: "not_for_reporter",
}


def releases_files(case: Case, actor: Actor) -> bool:
    """Whether he is one of those who hand evidence of this case to its sides."""
    return not RELEASERS.isdisjoint(parties_of(actor, case))


def is_for(piece: CaseFile, to: Addressee) -> bool:
    """Whether a file is evidence that a side does not have from itself."""
    return piece.lane != to and piece.purpose == Purpose.EVIDENCE


def hindered(piece: CaseFile, to: Addressee) -> str:
    """Why nothing can be done with a file here; empty where something can.

    What is released can be taken back also when the case is over.
    """
    if not is_for(piece, to):
        return NOT_FOR[to]
    found = current(piece, to)
    if found and found.released_at:
        return ""
    return barred(piece, to) if piece.case.state in OPEN_STATES else "case_closed"


def barred(piece: CaseFile, to: Addressee) -> str:
    """Why a file does not leave for a side in this case; empty where it may.

    A voice tells who it is, and cannot be blacked out.
    """
    if to is Addressee.REPORTER and not piece.case.has_reporter:
        return "no_reporter"
    if not redacting.is_sound(piece.file):
        return ""
    if to is Addressee.AGENCY and piece.case.is_confidential:
        return "voice_confidential"
    sealed = piece.activity is not None and piece.activity.is_sealed
    return "voice_sealed" if sealed else ""


def current(piece: CaseFile, to: Addressee) -> FileRelease | None:
    """What is prepared or released of a file for a side now."""
    rows = piece.releases.select_related("copy")
    return rows.filter(addressee=to, ended_at=None).first()
