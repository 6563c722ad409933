"""Handing out a file, on the record."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import NotAllowed
from documents import events
from documents.domain.kinds import Copying, FileRole, FileState, Verdict
from documents.domain.quarantine import may_leave
from documents.errors import Gone, InQuarantine, NoCopy, NoCopyYet, Rejected
from documents.models import StoredFile
from documents.models.files import without_scanner
from documents.services.keeping import content_of
from journal.actor import ActorKind
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from documents.domain.kinds import MediaType
    from journal.actor import Actor
    from journal.record import Subject


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The bytes of a file and what to say about them."""

    stream: BytesIO
    name: str
    media_type: MediaType
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _ReadingUser:
    pk: int
    journal_kind: ClassVar[str] = "user"


@dataclass(frozen=True, slots=True)
class _ReadingCase:
    pk: int
    journal_kind: ClassVar[str] = "case"


#: Asked before a file leaves: whether this person was barred from it meanwhile.
_bars: list[Callable[[StoredFile, int], bool]] = []


def keep_from(bar: Callable[[StoredFile, int], bool]) -> None:
    """Let a floor above bar a person from a file whose address is already signed."""
    _bars.append(bar)


def open_file(
    stored: StoredFile,
    *,
    actor: Actor,
    now: datetime,
    original: bool = False,
    plain_name: bool = False,
) -> OpenedFile:
    """Open a file for somebody whom the caller has found entitled to it.

    ``original``: he is entitled to the bytes as they came, not only to the copy.
    ``plain_name``: he is not entitled to know what its sender called it. The
    reading, or its refusal, stands on the reader's own chain (R52): the user's, or the
    report's for the holder of its code or of a link to its letters. Raises InQuarantine, Gone, and NotAllowed for
    an actor without a chain or one who was barred meanwhile.
    """
    reader = _reader(actor)
    if actor.kind is ActorKind.USER and any(bar(stored, reader.pk) for bar in _bars):
        raise NotAllowed("barred")
    try:
        _check_opens(stored, original=original)
    except (InQuarantine, Gone):
        with transaction.atomic():
            _note(events.FILE_REFUSED, stored, reader, actor, now)
        raise
    with transaction.atomic():
        _note(events.FILE_READ, stored, reader, actor, now)
        content = content_of(stored)
    return OpenedFile(
        stream=BytesIO(content),
        name=stored.plain_name if plain_name else stored.name,
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
    )


def readable(stored: StoredFile) -> StoredFile:
    """The row whose bytes people get for this file: its copy, or itself where it is ours.

    Raises Gone or InQuarantine, whose ``reason`` says why there is none.
    """
    check_may_leave(stored)
    if stored.copying == Copying.NOT_NEEDED.value:
        return stored
    copy = StoredFile.objects.filter(
        parent=stored,
        role=FileRole.DERIVATIVE.value,
        state=FileState.STORED.value,
    ).first()
    if copy is not None:
        return copy
    if not stored.is_scanned:  # a demonstration without a scanner
        return stored
    impossible = stored.copying == Copying.IMPOSSIBLE.value
    raise NoCopy if impossible else NoCopyYet


def check_may_leave(stored: StoredFile) -> None:
    """Raise InQuarantine or Gone where a file cannot be downloaded by anybody.

    A copy leaves as long as what it was made of may.
    """
    source = stored if stored.parent is None else stored.parent
    if stored.is_erased or source.is_erased:
        raise Gone
    verdict = Verdict(source.verdict)
    if not may_leave(verdict, trial=without_scanner()):
        raise Rejected if verdict is Verdict.REJECTED else InQuarantine


def _check_opens(stored: StoredFile, *, original: bool) -> None:
    if original or stored.parent is not None:
        check_may_leave(stored)
    elif readable(stored) != stored:
        raise NoCopyYet  # an address from before the copy was made


def _reader(actor: Actor) -> Subject:
    if actor.journal_id is not None:
        if actor.kind is ActorKind.USER:
            return _ReadingUser(actor.journal_id)
        if actor.kind in {ActorKind.REPORTER, ActorKind.ADDRESSEE}:
            return _ReadingCase(actor.journal_id)
    raise NotAllowed(_("Masuk dulu untuk mengunduh berkas."))


def _note(
    kind: str, stored: StoredFile, reader: Subject, actor: Actor, now: datetime
) -> None:
    data = {"file": str(stored.ref), "verdict": stored.verdict}
    record(kind, actor=actor, subject=reader, data=data, now=now)
