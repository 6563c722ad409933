"""The reporter is asked whether what we verified of an order is what he sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.seeing import Seen, Way
from complaints.domain.states import Party
from complaints.models import Sighting
from complaints.selectors.seeing import open_sighting
from complaints.services.errors import NotReady
from complaints.services.gate import (
    amend,
    enter,
    require,
    require_reporter,
    require_words,
    tell,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import ActionEvidence, Case, CorrectiveAction
    from journal.record import JSON

#: Who holds a case while its orders are carried out, and judges the evidence.
HEARERS = (Party.EXAMINER, Party.RESMON)


@dataclass(frozen=True, slots=True)
class Told:
    """What the reporter says of an order; ``way``: how he said it to an officer."""

    seen: str
    text: str = ""
    way: str = ""


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
    row = _answered(case, sighting, Told(seen, text), now)
    row.save(update_fields=["seen", "text", "answered_at"])
    tell(case, events.REPORTER_SAW, actor=actor, now=now, **_said(case, row))
    return row


@transaction.atomic
def write_down(
    *,
    ref: UUID,
    version: int,
    sighting: UUID,
    told: Told,
    actor: Actor,
    now: datetime,
) -> Sighting:
    """Keep what the reporter said of it to whoever holds the case, who wrote it down.

    It is his answer like any other: the question is answered with it. Raises
    :class:`NotReady` as above, and where nobody says by which way he said it.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *HEARERS)
    require_reporter(case)
    require_words(case)
    if told.way not in set(Way):
        raise NotReady("no_way")
    row = _answered(case, sighting, told, now)
    row.way, row.written_by_id = told.way, actor.signed_in_id
    row.save(update_fields=["seen", "text", "answered_at", "way", "written_by"])
    amend(case, now=now)
    said = _said(case, row)
    tell(case, events.SEEN_WRITTEN, actor=actor, now=now, way=row.way, **said)
    return row


def _answered(case: Case, sighting: UUID, told: Told, now: datetime) -> Sighting:
    row = open_sighting(case, sighting)
    if row is None:
        raise NotReady("not_asked")
    if told.seen not in set(Seen):
        raise NotReady("no_answer")
    row.seen, row.text, row.answered_at = told.seen, told.text, now
    return row


def _said(case: Case, row: Sighting) -> dict[str, JSON]:
    return {
        "action": str(row.action.ref),
        "seen": row.seen,
        "text": case.text_hash(row.text),
    }
