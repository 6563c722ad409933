"""Evidence for a side of the case: black out, look at the result, release, take back.

Agency or reporter get the very copy that the officer looked at. A change of the marks
throws the copy away; taking it back destroys it. A recording is listened to instead.
Which file may go to whom: ``services/releasable.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

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
from documents.domain import marks
from documents.domain.marks import Mark
from documents.services import erase_file, redacting

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CaseFile

#: What is told of a side: that a copy was let go to it, and that it was taken back.
EVENTS = {
    Addressee.AGENCY: (events.FILE_RELEASED, events.FILE_TAKEN_BACK),
    Addressee.REPORTER: (
        events.FILE_RELEASED_TO_REPORTER,
        events.FILE_TAKEN_FROM_REPORTER,
    ),
}


@transaction.atomic
def mark(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    places: Collection[Mark],
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Mark places to be blacked out."""
    release = _opened(ref, file_ref, to, version, actor=actor, now=now)
    if redacting.is_sound(release.piece.file):
        raise NotReady("voice_unmarked")
    if not all(place.is_sound for place in places):
        raise NotReady("mark_unsound")
    new = marks.joined(marks.read(release.marks), places)
    if len(new) > marks.MOST_MARKS:
        raise NotReady("too_many_marks")
    return _changed(release, new, actor=actor, now=now)


def mark_words(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    words: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Mark every place where the words stand; returns how many. They are not kept."""
    with transaction.atomic():
        piece = _opened(ref, file_ref, to, version, actor=actor, now=now).piece
    places = [one for one in redacting.find(piece.file, words) if one.is_sound]
    if not places:
        raise NotReady("words_not_found")
    mark(
        ref=ref,
        file_ref=file_ref,
        to=to,
        version=version,
        places=places,
        actor=actor,
        now=now,
    )
    return len(places)


@transaction.atomic
def unmark(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    place: Mark,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Leave a place as it is after all."""
    release = _opened(ref, file_ref, to, version, actor=actor, now=now)
    left = [one for one in marks.read(release.marks) if one != place]
    return _changed(release, left, actor=actor, now=now)


def prepare(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Burn the marks into a copy, for the officer to look at. Nobody else gets it yet."""
    with transaction.atomic():
        begun = _opened(ref, file_ref, to, version, actor=actor, now=now)
        places = marks.read(begun.marks)
    # Painting takes seconds: the case is not locked meanwhile.
    stored = begun.piece.file
    if redacting.is_sound(stored):
        copy = redacting.copy_sound(stored, now=now)
    else:
        copy = redacting.burn(stored, places, now=now)
    try:
        return _prepared(ref, file_ref, to, version, copy.pk, actor=actor, now=now)
    except BaseException:
        erase_file(stored=copy, actor=actor, now=now)
        raise


@transaction.atomic
def _prepared(
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    copy: int,
    *,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    release = _opened(ref, file_ref, to, version, actor=actor, now=now)
    _throw_away(release, actor=actor, now=now)
    release.copy_id = copy
    release.version += 1
    release.save()
    _tell(release, events.FILE_BLACKED, actor=actor, now=now)
    return release


@transaction.atomic
def release(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    looked: bool,
    names_nobody: bool,
    voices: bool = False,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Let a side have the copy that was looked at, or listened to.

    ``voices``: the officer says that whoever is heard on a recording may be known.
    """
    found = _opened(ref, file_ref, to, version, actor=actor, now=now)
    if found.copy is None or found.copy.is_erased:
        raise NotReady("no_black_copy")
    sound = redacting.is_sound(found.piece.file)
    if not looked:
        raise NotReady("not_listened" if sound else "not_looked")
    if sound and not voices:
        raise NotReady("voice_unconfirmed")
    if to is Addressee.AGENCY:
        _safe_for_agency(found, names_nobody=names_nobody)
    found.names_nobody = names_nobody and not found.marks
    found.released_by_id, found.released_at = actor.signed_in_id, now
    found.version += 1
    found.save()
    told = {"voices": True} if sound else {}
    _tell(found, EVENTS[to][0], actor=actor, now=now, **told)
    return found


def _safe_for_agency(found: FileRelease, *, names_nobody: bool) -> None:
    """It does not show who reported, and there is an agency to have it."""
    case = found.piece.case
    if case.is_confidential and not found.marks and not names_nobody:
        raise NotReady("somebody_named")
    if case.agency_id is None:
        raise NotReady("no_agency")
    found.agency_id = case.agency_id


@transaction.atomic
def take_back(
    *, ref: UUID, file_ref: UUID, to: Addressee, actor: Actor, now: datetime
) -> FileRelease:
    """The side has it no longer: the copy is destroyed, the original stays."""
    case = enter(ref, actor=actor)
    piece = _piece(case, file_ref, to, actor)
    found = current(piece, to)
    if found is None or found.released_at is None:
        raise NotReady("not_released")
    found.ended_by_id, found.ended_at = actor.signed_in_id, now
    found.save()
    _tell(found, EVENTS[to][1], actor=actor, now=now)
    if found.copy is not None:
        erase_file(stored=found.copy, actor=actor, now=now)
    return found


def _piece(case: Case, file_ref: UUID, to: Addressee, actor: Actor) -> CaseFile:
    if not releases_files(case, actor):
        raise NotAllowed("not_blackened_by")
    piece = piece_of(case, file_ref)
    if not is_for(piece, to):
        raise NotReady(NOT_FOR[to])
    return piece


def _opened(
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


def _changed(
    release: FileRelease, places: list[Mark], *, actor: Actor, now: datetime
) -> FileRelease:
    _throw_away(release, actor=actor, now=now)
    release.marks = [place.plain() for place in places]
    release.version += 1
    release.save()
    return release


def _throw_away(release: FileRelease, *, actor: Actor, now: datetime) -> None:
    if release.copy is not None:
        erase_file(stored=release.copy, actor=actor, now=now)
        release.copy = None


def _tell(
    release: FileRelease, event: str, *, actor: Actor, now: datetime, **more: bool
) -> None:
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
