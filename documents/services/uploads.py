"""Taking in what somebody sends."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from documents.domain.kinds import Verdict
from documents.domain.names import clean_name
from documents.errors import EmptyFile, TooBusy, TooLarge
from documents.inspection.decide import decide, family_of, promised_types
from documents.services.keeping import keep

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from documents.domain.kinds import Family
    from documents.models import StoredFile
    from journal.actor import Actor


#: A file is read, examined and sealed whole: one at a time in each process (R35).
AT_ONCE = 1
WAIT = 30.0  # seconds for one's turn
_turns = BoundedSemaphore(AT_ONCE)


def accept_upload(*, file: File[bytes], actor: Actor, now: datetime) -> StoredFile:
    """Take in one file: type by content and ending, limits, sealed, NOT_SCANNED.

    Whoever may upload here is the caller's decision, and the file belongs to nobody
    until the caller's use case attaches it and records that on its own subject: a
    stranger's draft has no history of its own. Raises an ``UploadRefused`` whose
    ``reason`` is the sentence for the person; then nothing is kept.
    """
    del actor
    if not _turns.acquire(timeout=WAIT):
        raise TooBusy
    try:
        return _accepted(file, now)
    finally:
        _turns.release()


@transaction.atomic
def _accepted(file: File[bytes], now: datetime) -> StoredFile:
    name = clean_name(file.name or "")
    promised = promised_types(name)
    content = _read(file, family_of(promised))
    return keep(
        content,
        name=name,
        media_type=decide(content, promised),
        verdict=Verdict.NOT_SCANNED,
        now=now,
    )


def _read(file: File[bytes], family: Family) -> bytes:
    """All bytes, one more than the limit at most: a declared size may lie."""
    limit: int = settings.UPLOAD_LIMIT
    file.seek(0)
    content: bytes = file.read(limit + 1)
    if len(content) > limit:
        size = max(len(content), file.size or 0)
        raise TooLarge(family=family, size=size, limit=limit)
    if not content:
        raise EmptyFile
    return content
