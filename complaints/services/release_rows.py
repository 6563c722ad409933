"""The row of one copy for one side: found under the lock, changed, told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.domain.states import OPEN_STATES
from complaints.models import FileRelease
from complaints.selectors.parts import piece_of
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.gate import enter, require_words, tell
from complaints.services.releasable import (
    NOT_FOR,
    barred,
    current,
    is_for,
    releases_files,
)
from documents.services import erase_file

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CaseFile
    from documents.domain.marks import Mark

#: What is told of a side: that a copy was let go to it, and that it was taken back.
EVENTS = {
    Addressee.AGENCY: (events.FILE_RELEASED, events.FILE_TAKEN_BACK),
    Addressee.REPORTER: (
        events.FILE_RELEASED_TO_REPORTER,
        events.FILE_TAKEN_FROM_REPORTER,
    ),
}


def held(case: Case, file_ref: UUID, actor: Actor) -> CaseFile:
    """A file of a case for whoever lets its files go. Raises NotAllowed, DoesNotExist."""
    if not releases_files(case, actor):
        raise NotAllowed("not_blackened_by")
    return piece_of(case, file_ref)


def _piece(case: Case, file_ref: UUID, to: Addressee, actor: Actor) -> CaseFile:
    piece = held(case, file_ref, actor)
    if not is_for(piece, to):
        raise NotReady(NOT_FOR[to])
    return piece


def opened(
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    *,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """The row to be changed, made at the first change; the case is locked."""
    case = enter(ref, actor=actor)
    piece = _piece(case, file_ref, to, actor)
    require_words(case)
    if case.state not in OPEN_STATES:
        raise NotReady("case_closed")
    if why := barred(piece, to):
        raise NotReady(why)
    found = current(piece, to) or FileRelease(
        piece=piece, addressee=to, begun_by_id=actor.signed_in_id, begun_at=now
    )
    if found.released_at is not None:
        raise NotReady("file_released")
    if found.version != version:
        raise StaleVersion
    found.piece = piece
    return found


def changed(
    release: FileRelease, places: list[Mark], *, actor: Actor, now: datetime
) -> FileRelease:
    """Other marks: what was prepared with the old ones goes."""
    throw_away(release, actor=actor, now=now)
    release.marks = [place.plain() for place in places]
    release.version += 1
    release.save()
    return release


def throw_away(release: FileRelease, *, actor: Actor, now: datetime) -> None:
    """Destroy what was prepared and not let go."""
    if release.copy is not None:
        erase_file(stored=release.copy, actor=actor, now=now)
        release.copy = None


def tell_of(
    release: FileRelease, event: str, *, actor: Actor, now: datetime, **more: bool
) -> None:
    """Write into the history of its case what became of it, never whose words."""
    copy = release.copy
    tell(
        release.piece.case,
        event,
        actor=actor,
        now=now,
        file=str(release.piece.file.ref),
        sha256=copy.sha256 if copy else "",
        marks=len(release.marks),
        nobody=release.names_nobody,
        to=release.addressee,
        **more,
    )
