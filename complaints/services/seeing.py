"""The reporter is asked whether what we verified of an order is what he sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.seeing import Seen
from complaints.domain.states import Party
from complaints.models import Sighting
from complaints.selectors.seeing import open_sighting
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import ActionEvidence, Case, CorrectiveAction


def ask(
    case: Case, action: CorrectiveAction, piece: ActionEvidence, *, now: datetime
) -> None:
    """Open the question about an order whose evidence was accepted just now.

    The news of the verdict itself tells of it. Where nobody reported there is nobody
    to ask.
    """
    if case.has_reporter:
        Sighting.objects.update_or_create(
            action=action,
            answered_at=None,
            defaults={"evidence": piece, "asked_at": now},
        )


@transaction.atomic
def answer(
    *, ref: UUID, sighting: UUID, seen: str, text: str, actor: Actor, now: datetime
) -> Sighting:
    """Keep what the reporter sees; each question is answered once.

    Raises :class:`NotReady` where it is not asked (any more), and without an answer.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER)
    row = open_sighting(case, sighting)
    if row is None:
        raise NotReady("not_asked")
    if seen not in set(Seen):
        raise NotReady("no_answer")
    row.seen, row.text, row.answered_at = seen, text, now
    row.save(update_fields=["seen", "text", "answered_at"])
    tell(
        case,
        events.REPORTER_SAW,
        actor=actor,
        now=now,
        action=str(row.action.ref),
        seen=row.seen,
        text=case.text_hash(text),
    )
    return row
