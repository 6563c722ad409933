"""Every day a sample of the sealed files is opened and compared with its hash (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import F

from accounts.actor import SYSTEM
from documents import events
from documents.domain.kinds import FileState
from documents.errors import Gone
from documents.models import StoredFile
from documents.services.keeping import content_of
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

SAMPLE = 200
log = structlog.stdlib.get_logger("ombudsman.files")


def verify_sample(now: datetime, *, size: int = SAMPLE) -> list[StoredFile]:
    """Open those that were not looked at for longest; returns the ones that differ.

    Originals, copies and letters alike. What differs stands on the file's own chain
    and in the log; the file itself no longer opens for anybody.
    """
    rows = StoredFile.objects.filter(state=FileState.STORED.value)
    oldest = rows.order_by(F("verified_at").asc(nulls_first=True), "id")[:size]
    return [stored for stored in list(oldest) if not _holds(stored, now)]


def _holds(stored: StoredFile, now: datetime) -> bool:
    try:
        content_of(stored)
    except Gone:
        whole = False
    else:
        whole = True
    with transaction.atomic():
        stored.verified_at = now
        stored.save(update_fields=["verified_at"])
        if not whole:
            log.error("a stored file is not what it was", file=str(stored.ref))
            data = {"sha256": stored.sha256}
            record(
                events.FILE_ALTERED, actor=SYSTEM, subject=stored, data=data, now=now
            )
    return whole
