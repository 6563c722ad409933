"""The way out of quarantine: scanned, then copied for reading, then released.

Runs by the clock, never in a request. Every step is done when it is written down, so a
run that dies is taken up by the next. What could not be looked at stays in quarantine
and is looked at again, later each time: nothing is ever released by default.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.db import transaction

from accounts.actor import SYSTEM
from documents import events
from documents.copying.child import Impossible, make_copy
from documents.domain.kinds import Copying, FileRole, FileState, Hold, Verdict
from documents.domain.quarantine import pause_before
from documents.errors import Gone
from documents.models import StoredFile
from documents.models.files import without_scanner
from documents.scanning.address import place_of
from documents.scanning.clamd import Scanner, Unknown
from documents.services.keeping import content_of, keep
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from journal.record import JSON

#: The worker has other work too: after so many seconds the rest waits for the next run.
SECONDS = 20.0
_NO_CODE = re.compile(r"[^A-Za-z0-9_.:/+=-]")
log = structlog.stdlib.get_logger("ombudsman.files")


def release_due(now: datetime) -> int:
    """Take each file that is due one step or more; returns how many were looked at."""
    scanner = None
    if settings.CLAMD_ADDRESS:
        _call_back(now)
        scanner = Scanner(place_of(settings.CLAMD_ADDRESS), settings.CLAMD_SECONDS)
    looked = 0
    for pk in _due(now):
        if looked == 0 and not _may_begin(scanner):
            break
        _advance(pk, scanner, now)
        looked += 1
    return looked


def _may_begin(scanner: Scanner | None) -> bool:
    """Whether there is a scanner that sees, or none is wanted."""
    if without_scanner():
        return True
    if scanner is not None and scanner.sees():
        return True
    log.error("scanner down or blind: files stay in quarantine")
    return False


def _call_back(now: datetime) -> None:
    """What a demonstration let through without a scanner is scanned after all."""
    StoredFile.objects.filter(
        verdict=Verdict.NOT_SCANNED.value,
        role=FileRole.ORIGINAL.value,
        state=FileState.STORED.value,
        due_at=None,
    ).update(due_at=now)


def _due(now: datetime) -> Iterator[int]:
    """One id after another, those that wait longest first, while there is time."""
    until = time.monotonic() + SECONDS
    rows = StoredFile.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    for pk in list(rows.values_list("pk", flat=True)[:1000]):
        if time.monotonic() > until:
            return
        yield pk


def _advance(pk: int, scanner: Scanner | None, now: datetime) -> None:
    stored = StoredFile.objects.get(pk=pk)
    try:
        content = content_of(stored)
    except Gone:
        _hold(pk, Hold.ALTERED, now)
        return
    if scanner is not None and not stored.is_scanned:
        try:
            found = scanner.look(content)
        except Unknown as unknown:
            _hold(pk, unknown.hold, now)
            return
        if not _judge(pk, found, now):
            return
    _copy(pk, content, now)


def _hold(pk: int, hold: Hold, now: datetime) -> None:
    with transaction.atomic():
        stored = _waiting(pk)
        if stored is None:
            return
        if stored.hold != hold.value:
            _tell(events.FILE_HELD, stored, now, why=hold.value)
        stored.hold = hold.value
        stored.tries += 1
        stored.due_at = now + pause_before(stored.tries)
        stored.save(update_fields=["hold", "tries", "due_at"])


def _judge(pk: int, found: str, now: datetime) -> bool:
    """Write the verdict down; whether the file goes on."""
    with transaction.atomic():
        stored = _waiting(pk)
        if stored is None or stored.is_scanned:
            return stored is not None
        stored.hold, stored.tries = Hold.NONE.value, 0
        stored.verdict = (Verdict.REJECTED if found else Verdict.CLEAN).value
        if found:
            stored.due_at = None
        stored.save(update_fields=["hold", "tries", "verdict", "due_at"])
        kind = events.FILE_REJECTED if found else events.FILE_CLEAN
        _tell(kind, stored, now, found=_NO_CODE.sub("_", found)[:80])
    return not found


def _copy(pk: int, content: bytes, now: datetime) -> None:
    stored = StoredFile.objects.get(pk=pk)
    made: bytes | None = None
    if stored.copying == Copying.WAITING.value:
        try:
            made = make_copy(stored.media_type, content)
        except Impossible:
            made = None
    with transaction.atomic():
        locked = _waiting(pk)
        if locked is None:
            return
        if locked.copying == Copying.WAITING.value:
            _write_copy(locked, made, now)
        locked.due_at = None
        locked.save(update_fields=["copying", "due_at"])


def _write_copy(stored: StoredFile, made: bytes | None, now: datetime) -> None:
    if made is None:
        stored.copying = Copying.IMPOSSIBLE.value
        _tell(events.FILE_NOT_COPIED, stored, now)
        return
    copy = keep(
        made,
        name=stored.name,
        media_type=stored.media_type,
        verdict=Verdict.OURS,
        now=now,
        copy_of=stored,
    )
    stored.copying = Copying.MADE.value
    _tell(events.FILE_COPIED, stored, now, copy=str(copy.ref), sha256=copy.sha256)


def _waiting(pk: int) -> StoredFile | None:
    """The locked row, unless it was erased or taken care of meanwhile."""
    rows = StoredFile.objects.select_for_update()
    return rows.filter(
        pk=pk, state=FileState.STORED.value, due_at__isnull=False
    ).first()


def _tell(kind: str, stored: StoredFile, now: datetime, **data: JSON) -> None:
    told = {"sha256_of_original": stored.sha256, **data}
    record(kind, actor=SYSTEM, subject=stored, data=told, now=now)
