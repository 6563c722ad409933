"""Evidence for an agency: black out, look at the result, release it, take it back.

The agency gets the very copy that the officer looked at. A change of the marks throws
the copy away; taking it back destroys it. A recording is listened to instead; who is
heard on it is known by his voice, so none leaves where a name is kept secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.states import OPEN_STATES, Party
from complaints.models import FileRelease
from complaints.models.choices import Purpose
from complaints.policies import parties_of
from complaints.selectors.parts import piece_of
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.gate import enter, require_words, tell
from documents.domain import marks
from documents.domain.marks import Mark
from documents.services import erase_file, redacting

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CaseFile

#: Who hands evidence to an agency.
RELEASERS = frozenset({Party.EXAMINER, Party.RESMON})


def releases_files(case: Case, actor: Actor) -> bool:
    """Whether he is one of those who hand evidence of this case to its agency."""
    return not RELEASERS.isdisjoint(parties_of(actor, case))


def for_agency(piece: CaseFile) -> bool:
    """Whether a file is evidence that its agency does not have from itself."""
    return piece.lane != "agency" and piece.purpose == Purpose.EVIDENCE


def hindered(piece: CaseFile) -> str:
    """Why nothing can be done with a file here; empty where something can.

    What is released can be taken back also when the case is over.
    """
    if not for_agency(piece):
        return "not_for_agency"
    found = current(piece)
    if found and found.released_at:
        return ""
    return _voice_barred(piece) if piece.case.state in OPEN_STATES else "case_closed"


def _voice_barred(piece: CaseFile) -> str:
    """Why a recording never leaves: a voice tells who it is, and cannot be blacked out."""
    if not redacting.is_sound(piece.file):
        return ""
    if piece.case.is_confidential:
        return "voice_confidential"
    sealed = piece.activity is not None and piece.activity.is_sealed
    return "voice_sealed" if sealed else ""


@transaction.atomic
def mark(
    *,
    ref: UUID,
    file_ref: UUID,
    version: int,
    places: Collection[Mark],
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Mark places to be blacked out."""
    release = _opened(ref, file_ref, version, actor=actor, now=now)
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
    version: int,
    words: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Mark every place where the words stand; returns how many. They are not kept."""
    with transaction.atomic():
        piece = _opened(ref, file_ref, version, actor=actor, now=now).piece
    places = [one for one in redacting.find(piece.file, words) if one.is_sound]
    if not places:
        raise NotReady("words_not_found")
    mark(
        ref=ref,
        file_ref=file_ref,
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
    version: int,
    place: Mark,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Leave a place as it is after all."""
    release = _opened(ref, file_ref, version, actor=actor, now=now)
    left = [one for one in marks.read(release.marks) if one != place]
    return _changed(release, left, actor=actor, now=now)


def prepare(
    *, ref: UUID, file_ref: UUID, version: int, actor: Actor, now: datetime
) -> FileRelease:
    """Burn the marks into a copy, for the officer to look at. Nobody else gets it yet."""
    with transaction.atomic():
        begun = _opened(ref, file_ref, version, actor=actor, now=now)
        places = marks.read(begun.marks)
    # Painting takes seconds: the case is not locked meanwhile.
    stored = begun.piece.file
    if redacting.is_sound(stored):
        copy = redacting.copy_sound(stored, now=now)
    else:
        copy = redacting.burn(stored, places, now=now)
    try:
        return _prepared(ref, file_ref, version, copy.pk, actor=actor, now=now)
    except BaseException:
        erase_file(stored=copy, actor=actor, now=now)
        raise


@transaction.atomic
def _prepared(
    ref: UUID, file_ref: UUID, version: int, copy: int, *, actor: Actor, now: datetime
) -> FileRelease:
    release = _opened(ref, file_ref, version, actor=actor, now=now)
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
    version: int,
    looked: bool,
    names_nobody: bool,
    voices: bool = False,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """Let the agency have the copy that was looked at, or listened to.

    ``voices``: the officer says that whoever is heard on a recording may be known.
    """
    found = _opened(ref, file_ref, version, actor=actor, now=now)
    case = found.piece.case
    if found.copy is None or found.copy.is_erased:
        raise NotReady("no_black_copy")
    sound = redacting.is_sound(found.piece.file)
    if not looked:
        raise NotReady("not_listened" if sound else "not_looked")
    if sound and not voices:
        raise NotReady("voice_unconfirmed")
    if case.is_confidential and not found.marks and not names_nobody:
        raise NotReady("somebody_named")
    if case.agency_id is None:
        raise NotReady("no_agency")
    found.agency_id = case.agency_id
    found.names_nobody = names_nobody and not found.marks
    found.released_by_id, found.released_at = actor.signed_in_id, now
    found.version += 1
    found.save()
    told = {"voices": True} if sound else {}
    _tell(found, events.FILE_RELEASED, actor=actor, now=now, **told)
    return found


@transaction.atomic
def take_back(*, ref: UUID, file_ref: UUID, actor: Actor, now: datetime) -> FileRelease:
    """The agency has it no longer: the copy is destroyed, the original stays."""
    case = enter(ref, actor=actor)
    piece = _piece(case, file_ref, actor)
    found = current(piece)
    if found is None or found.released_at is None:
        raise NotReady("not_released")
    found.ended_by_id, found.ended_at = actor.signed_in_id, now
    found.save()
    _tell(found, events.FILE_TAKEN_BACK, actor=actor, now=now)
    if found.copy is not None:
        erase_file(stored=found.copy, actor=actor, now=now)
    return found


def current(piece: CaseFile) -> FileRelease | None:
    """What is prepared or released of a file now."""
    return piece.releases.select_related("copy").filter(ended_at=None).first()


def _piece(case: Case, file_ref: UUID, actor: Actor) -> CaseFile:
    if not releases_files(case, actor):
        raise NotAllowed("not_blackened_by")
    piece = piece_of(case, file_ref)
    if not for_agency(piece):
        raise NotReady("not_for_agency")
    return piece


def _opened(
    ref: UUID, file_ref: UUID, version: int, *, actor: Actor, now: datetime
) -> FileRelease:
    """The row to be changed, made at the first change; the case is locked."""
    case = enter(ref, actor=actor)
    piece = _piece(case, file_ref, actor)
    require_words(case)
    if case.state not in OPEN_STATES:
        raise NotReady("case_closed")
    if why := _voice_barred(piece):
        raise NotReady(why)
    found = current(piece) or FileRelease(
        piece=piece, begun_by_id=actor.signed_in_id, begun_at=now
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
        **more,
    )
