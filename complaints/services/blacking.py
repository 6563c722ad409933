"""Evidence for a side of the case: black out, look at the result, release, take back.

Agency or reporter get the very copy that the officer looked at. A change of the marks
throws the copy away; taking it back destroys it. A recording is listened to instead.
Which file may go to whom: ``services/releasable.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.models import FileRelease
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.gate import enter
from complaints.services.releasable import current, keeps_a_name
from complaints.services.release_rows import (
    EVENTS,
    changed,
    held,
    opened,
    tell_of,
    throw_away,
)
from documents.domain import marks
from documents.domain.marks import Mark
from documents.services import erase_file, redacting

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


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
    release = opened(ref, file_ref, to, version, actor=actor, now=now)
    if redacting.is_sound(release.piece.file):
        raise NotReady("voice_unmarked")
    if not all(place.is_sound for place in places):
        raise NotReady("mark_unsound")
    new = marks.joined(marks.read(release.marks), places)
    if len(new) > marks.MOST_MARKS:
        raise NotReady("too_many_marks")
    return changed(release, new, actor=actor, now=now)


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
        piece = opened(ref, file_ref, to, version, actor=actor, now=now).piece
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
    release = opened(ref, file_ref, to, version, actor=actor, now=now)
    left = [one for one in marks.read(release.marks) if one != place]
    return changed(release, left, actor=actor, now=now)


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
        begun = opened(ref, file_ref, to, version, actor=actor, now=now)
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
    release = opened(ref, file_ref, to, version, actor=actor, now=now)
    throw_away(release, actor=actor, now=now)
    release.copy_id = copy
    release.version += 1
    release.save()
    tell_of(release, events.FILE_BLACKED, actor=actor, now=now)
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
    found = opened(ref, file_ref, to, version, actor=actor, now=now)
    if found.copy is None or found.copy.is_erased:
        raise NotReady("no_black_copy")
    sound = redacting.is_sound(found.piece.file)
    if not looked:
        raise NotReady("not_listened" if sound else "not_looked")
    if sound and not voices:
        raise NotReady("voice_unconfirmed")
    if not found.marks and not names_nobody and keeps_a_name(found.piece, to):
        raise NotReady("somebody_named")
    if to is Addressee.AGENCY:
        found.agency_id = _its_agency(found)
    found.names_nobody = names_nobody and not found.marks
    found.released_by_id, found.released_at = actor.signed_in_id, now
    found.version += 1
    found.save()
    told = {"voices": True} if sound else {}
    tell_of(found, EVENTS[to][0], actor=actor, now=now, **told)
    return found


def _its_agency(found: FileRelease) -> int:
    if found.piece.case.agency_id is None:
        raise NotReady("no_agency")
    return found.piece.case.agency_id


@transaction.atomic
def take_back(
    *,
    ref: UUID,
    file_ref: UUID,
    to: Addressee,
    version: int,
    actor: Actor,
    now: datetime,
) -> FileRelease:
    """The side has it no longer: the copy is destroyed, the original stays."""
    case = enter(ref, actor=actor)
    found = current(held(case, file_ref, actor), to)
    if found is None or found.released_at is None:
        raise NotReady("not_released")
    if found.version != version:
        raise StaleVersion
    found.ended_by_id, found.ended_at = actor.signed_in_id, now
    found.save()
    tell_of(found, EVENTS[to][1], actor=actor, now=now)
    if found.copy is not None:
        erase_file(stored=found.copy, actor=actor, now=now)
    return found
