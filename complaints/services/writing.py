"""Words in a case: notes inside the house, messages with the reporter, more files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Note, ReporterMessage
from complaints.policies import WRITERS, parties_of
from complaints.services import clocks, mentions, searching, sending
from complaints.services.gate import (
    amend,
    enter,
    require,
    require_reporter,
    require_words,
    tell,
)
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.record import JSON


@transaction.atomic
def write_note(
    *,
    ref: UUID,
    text: str,
    mentioned: Sequence[int] = (),
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Note:
    """A note for colleagues; it is never in anything a reporter or agency can fetch.

    ``mentioned``: colleagues who are asked to look, each of whom may see the case.
    ``key`` came with the form: the same sending again writes nothing.
    """
    case = enter(ref, actor=actor)
    require(actor, case, *WRITERS)
    words = [str(ref), text, *map(str, mentioned)]
    claim = sending.claim(
        key, form="note", words=words, file_ids=[], actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return Note.objects.get(pk=claim.replay["id"])
    require_words(case)
    mentions.check(case, mentioned, actor=actor, now=now)
    note = Note.objects.create(case=case, by_id=actor.signed_in_id, text=text, at=now)
    mentions.mention(note, mentioned)
    searching.index(case)
    about: dict[str, JSON] = {"text": case.text_hash(text)}
    if mentioned:
        about["mentioned"] = tuple(sorted(set(mentioned)))
    tell(case, events.NOTE_WRITTEN, actor=actor, now=now, **about)
    sending.store(claim, id=note.pk)
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

    ``key`` came with the form: the same sending again writes nothing. Raises
    :class:`NotReady` where there is no reporter.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER, *WRITERS)
    require_reporter(case)
    words = [str(ref), text]
    claim = sending.claim(
        key, form="message", words=words, file_ids=file_ids, actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return ReporterMessage.objects.get(pk=claim.replay["id"])
    require_words(case)
    from_reporter = Party.REPORTER in parties_of(actor, case)
    message = ReporterMessage.objects.create(
        case=case,
        by_id=None if from_reporter else actor.signed_in_id,
        text=text,
        at=now,
    )
    searching.index(case)
    attach(case, file_ids, lane="reporter" if from_reporter else "internal", now=now)
    if not from_reporter:
        day = legal_day(now, case.office.zone)
        clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
    amend(case, now=now)
    tell(
        case,
        events.MESSAGE_RECEIVED if from_reporter else events.MESSAGE_SENT,
        actor=actor,
        now=now,
        text=case.text_hash(text),
        files=len(file_ids),
    )
    sending.store(claim, id=message.pk)
    return message


def keep_note(case: Case, text: str, *, actor: Actor, now: datetime) -> str:
    """The words of another act as a note inside the house; returns their salted hash."""
    Note.objects.create(case=case, by_id=actor.signed_in_id, text=text, at=now)
    searching.index(case)
    return case.text_hash(text)
