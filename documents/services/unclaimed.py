"""Files that came in and joined nothing: their use case was refused, or died (R35).

Whatever points at a file holds it, also what a later app adds: the relations are read
from the models. What nobody holds after a day is erased. Bytes without a row are noise
already; they wait longer, so that a database restored by mistake can be put right.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.actor import SYSTEM
from documents import events, store
from documents.domain.kinds import FileRole, FileState
from documents.models import StoredFile
from documents.services.erasure import erase_file
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

CLAIMED_WITHIN = timedelta(days=1)
KEPT_WITHOUT_ROW = timedelta(days=30)
AT_ONCE = 500
log = structlog.stdlib.get_logger("ombudsman.files")


def erase_unclaimed(now: datetime) -> int:
    """Erase what nobody held for a day; returns how many that were."""
    rows = _unclaimed(now).order_by("pk").values_list("pk", flat=True)
    return sum(_erase(pk, now) for pk in list(rows[:AT_ONCE]))


def remove_leftovers(now: datetime) -> int:
    """Delete bytes on the disk that no row opens any more; ``now`` by the real clock."""
    gone = 0
    for keys in _batches(store.older_than(now - CLAIMED_WITHIN)):
        known = StoredFile.objects.filter(key__in=keys)
        states = dict(known.values_list("key", "state"))
        for key, at in keys.items():
            state = states.get(key)
            old = state is None and at < now - KEPT_WITHOUT_ROW
            if state == FileState.ERASED or old:
                store.remove(key)
                gone += 1
    return gone


def _unclaimed(now: datetime) -> QuerySet[StoredFile]:
    rows: QuerySet[StoredFile] = StoredFile.objects.filter(
        role=FileRole.ORIGINAL.value,
        state=FileState.STORED.value,
        created_at__lt=now - CLAIMED_WITHIN,
    )
    for holder in holders():
        held = holder.related_model.objects.filter(
            **{holder.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(held))
    return rows


def holders() -> list[Any]:
    """Every relation that leads to a file, but that of a copy to its original."""
    return [
        relation
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.related_model is not StoredFile
    ]


def _erase(pk: int, now: datetime) -> int:
    """The row is the lock: whoever joins it now waits, or was here first."""
    with transaction.atomic():
        StoredFile.objects.select_for_update().get(pk=pk)
        stored = _unclaimed(now).filter(pk=pk).first()
        if stored is None:
            return 0
        erase_file(stored=stored, actor=SYSTEM, now=now)
        record(events.FILE_UNCLAIMED, actor=SYSTEM, subject=stored, data={}, now=now)
    return 1


def _batches(
    found: Iterator[tuple[str, datetime]],
) -> Iterator[dict[str, datetime]]:
    batch: dict[str, datetime] = {}
    for key, at in found:
        batch[key] = at
        if len(batch) == AT_ONCE:
            yield batch
            batch = {}
    if batch:
        yield batch
