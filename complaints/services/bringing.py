"""A file that comes by itself, before the form that it belongs to (R35, R56).

It is stored first, without a lock, and then joins under one: of two at once the second
finds what the first left, the same bytes are kept once, and what does not join is erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from complaints.domain.states import Party
from complaints.models import CaseFile
from complaints.models.choices import Purpose
from complaints.services import drafting, papers
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, require_words
from documents.domain.kinds import FileState
from documents.models import StoredFile
from documents.services import erase_file
from journal.idempotency import once

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.models import DraftFile


def into_draft(
    *, ref: UUID, stored: StoredFile, purpose: Purpose, actor: Actor, now: datetime
) -> DraftFile:
    """Let the draft bring this file. Raises NotReady; then the file is erased."""
    try:
        return drafting.add_file(
            ref=ref, stored=stored, purpose=purpose, actor=actor, now=now
        )
    except NotReady:
        erase_file(stored=stored, actor=actor, now=now)
        raise


def park(
    *,
    ref: UUID,
    stored: StoredFile,
    form: UUID,
    beside: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> StoredFile:
    """Keep a file for a form about this report that is still being written.

    It joins the report when the form is sent (``papers.attach``); nobody holds it
    until then, and what nobody holds for a day is erased. ``form`` is the key of that
    form, ``beside`` what is parked for it already. Raises NotReady; then the file is
    erased.
    """
    try:
        return _park(ref, stored, form, beside, actor, now)
    except NotReady:
        erase_file(stored=stored, actor=actor, now=now)
        raise


@transaction.atomic
def _park(
    ref: UUID,
    stored: StoredFile,
    form: UUID,
    beside: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> StoredFile:
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER)
    claim = once(
        f"{form}:{stored.sha256}", purpose=f"park:{case.pk}", body=b"", now=now
    )
    require_words(case)
    if claim.replay is not None:
        first = parked([UUID(claim.replay["file"])])
        if first and first[0].pk != stored.pk:
            erase_file(stored=stored, actor=actor, now=now)
        return first[0] if first else stored
    waiting = [file.size for file in parked(beside)]
    papers.check(
        case, "reporter", files=len(waiting) + 1, size=sum(waiting) + stored.size
    )
    claim.store({"file": str(stored.ref)})
    return stored


def parked(refs: Collection[UUID]) -> Sequence[StoredFile]:
    """The files of these refs that are still there and joined nothing yet."""
    joined = CaseFile.objects.values("file_id")
    return list(_there(refs).exclude(pk__in=joined).order_by("pk"))


def sent_with(refs: Collection[UUID]) -> Sequence[StoredFile]:
    """The files that a form names, those included that its first sending brought.

    Raises NotReady when one is gone: a form that lay open for longer than a day.
    """
    found = list(_there(refs).order_by("pk"))
    if len(found) < len(set(refs)):
        raise NotReady("file_over")
    return found


def _there(refs: Collection[UUID]) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(ref__in=refs, state=FileState.STORED.value)
