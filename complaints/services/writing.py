"""Words in a case: notes inside the house, messages with the reporter, more files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import Note, ReporterMessage
from complaints.policies import WRITERS, parties_of, require
from complaints.services.gate import amend, claimed, enter, tell
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def write_note(
    *, ref: UUID, text: str, key: UUID | None = None, actor: Actor, now: datetime
) -> Note:
    """A note for colleagues; it is never in anything a reporter or agency can fetch.

    ``key`` came with the form: the same sending again writes nothing.
    """
    case = enter(ref, actor=actor)
    require(actor, case, *WRITERS)
    claim = claimed(
        key or uuid4(), purpose=f"note:{case.pk}:{actor.user_id}", text=text, now=now
    )
    if claim.replay is not None:
        return Note.objects.get(pk=claim.replay["id"])
    note = Note.objects.create(case=case, by_id=actor.signed_in_id, text=text, at=now)
    tell(case, events.NOTE_WRITTEN, actor=actor, now=now, text=case.text_hash(text))
    claim.store({"id": note.pk})
    return note


@transaction.atomic
def write_message(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int] = (),
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> ReporterMessage:
    """A message between the office and the reporter, whichever of the two writes.

    ``key`` came with the form: the same sending again writes nothing.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER, *WRITERS)
    claim = claimed(
        key or uuid4(), purpose=f"message:{case.pk}:{actor.user_id}", text=text, now=now
    )
    if claim.replay is not None:
        return ReporterMessage.objects.get(pk=claim.replay["id"])
    from_reporter = Party.REPORTER in parties_of(actor, case)
    message = ReporterMessage.objects.create(
        case=case,
        by_id=None if from_reporter else actor.signed_in_id,
        text=text,
        at=now,
    )
    attach(case, file_ids, lane="reporter" if from_reporter else "internal", now=now)
    amend(case, now=now)
    tell(
        case,
        events.MESSAGE_RECEIVED if from_reporter else events.MESSAGE_SENT,
        actor=actor,
        now=now,
        text=case.text_hash(text),
        files=len(file_ids),
    )
    claim.store({"id": message.pk})
    return message
