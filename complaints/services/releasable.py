"""Which evidence one side may have of another's, and by whose hand.

The agency may have what the reporter brought and what we gathered; the reporter what the
agency brought and what we gathered. Where a name is kept secret a file leaves black, or
by a statement that it names nobody; a recording, known by its voice, does not leave then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.correspondence import Addressee
from complaints.domain.states import OPEN_STATES, Party, State
from complaints.policies import parties_of
from complaints.selectors.initiatives import read_with
from complaints.selectors.whose_turn import EXECUTING
from documents.services import redacting

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Case, CaseFile, FileRelease

#: From here on a monitor of the office works on a case that names none yet.
MONITORED = EXECUTING | {State.PUBLISHED, State.CLOSED}
#: What is said of a file that is no evidence for a side.
NOT_FOR = {
    Addressee.AGENCY: "not_for_agency",
    Addressee.REPORTER: "not_for_reporter",
}


def releases_files(case: Case, actor: Actor) -> bool:
    """Whether he is one of those who hand evidence of this case to its sides."""
    parties = parties_of(actor, case)
    monitored = case.resmon_id is not None or case.state in MONITORED
    return Party.EXAMINER in parties or (Party.RESMON in parties and monitored)


def is_for(piece: CaseFile, to: Addressee) -> bool:
    """Whether a file is evidence that a side does not have from itself."""
    return piece.is_for_agency if to is Addressee.AGENCY else piece.is_for_reporter


def keeps_a_name(piece: CaseFile, to: Addressee) -> bool:
    """Whether this side may not learn a name of which the file might tell.

    A sealed witness's, that of a confidential reporter whose report was read with this
    case, and for the agency that of the case's own.
    """
    own = to is Addressee.AGENCY and piece.case.is_confidential
    others = (row.is_confidential for row in read_with(piece.case))
    return _is_of_a_sealed_witness(piece) or own or any(others)


def _is_of_a_sealed_witness(piece: CaseFile) -> bool:
    return piece.activity is not None and piece.activity.is_sealed


def hindered(piece: CaseFile, to: Addressee) -> str:
    """Why nothing can be done with a file here; empty where something can.

    What is released can be taken back also when the case is over.
    """
    found = current(piece, to)
    if found and found.released_at:
        return ""
    if not is_for(piece, to):
        return NOT_FOR[to]
    return barred(piece, to) if piece.case.state in OPEN_STATES else "case_closed"


def barred(piece: CaseFile, to: Addressee) -> str:
    """Why a file does not leave for a side in this case; empty where it may.

    A voice tells who it is, and cannot be blacked out.
    """
    if to is Addressee.REPORTER and not piece.case.has_reporter:
        return "no_reporter"
    if not redacting.is_sound(piece.file) or not keeps_a_name(piece, to):
        return ""
    if _is_of_a_sealed_witness(piece):
        return "voice_sealed"
    return "voice_confidential"


def current(piece: CaseFile, to: Addressee) -> FileRelease | None:
    """What is prepared or released of a file for a side now."""
    rows = piece.releases.select_related("copy")
    return rows.filter(addressee=to, ended_at=None).first()
