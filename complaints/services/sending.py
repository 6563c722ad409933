"""A form that is sent twice has one effect, and its files are kept once (R56)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from complaints.models import CaseFile
from complaints.services.errors import NotReady
from documents.models import StoredFile
from documents.services import erase_file
from journal.errors import InFlight, KeyReused
from journal.idempotency import once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.idempotency import Claim


def claim(
    key: UUID | None,
    *,
    form: str,
    words: Sequence[str],
    file_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> Claim | None:
    """The claim of this form, once its case is locked; None where it brought no key.

    On a replay the files that came along are destroyed: the first sending has them.
    Raises :class:`NotReady` when the same form comes back with other contents, or while
    its first sending has not ended: a double click where no case is locked.
    """
    if key is None:
        return None
    files = StoredFile.objects.filter(pk__in=file_ids)
    body = json.dumps([words, sorted(files.values_list("sha256", flat=True))])
    purpose = f"{form}:{actor.user_id or 0}"
    try:
        made = once(str(key), purpose=purpose, body=body.encode(), now=now)
    except (KeyReused, InFlight) as reused:
        raise NotReady("sent_already") from reused
    if made.replay is not None:
        kept = CaseFile.objects.filter(file__in=files).values("file_id")
        for stored in files.exclude(pk__in=kept):
            erase_file(stored=stored, actor=actor, now=now)
    return made


def store(made: Claim | None, **refs: UUID | int) -> None:
    """Keep what this sending made, for the next time that it comes."""
    if made is not None:
        made.store({name: str(ref) for name, ref in refs.items()})
