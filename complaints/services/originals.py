"""Opening a file as it came, with all that it tells beside its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.policies import stands_in
from complaints.selectors.parts import file_of
from complaints.services.gate import enter, tell
from documents.services import check_may_leave

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from documents.models import StoredFile

#: Why an original may be opened; a free word is not a purpose.
PURPOSES = frozenset({"examine", "unreadable", "court"})


def originals_open_to(case: Case, actor: Actor) -> bool:
    """The officers to whom the case is assigned, and nobody else, in nobody's place."""
    return actor.user_id is not None and actor.user_id in case.assigned_ids


def originals_closed(case: Case, actor: Actor) -> str:
    """The code of why they are closed to somebody else; to a deputy too."""
    return "as_deputy" if stands_in(actor, case) else "not_assigned_file"


@transaction.atomic
def open_original(
    *, ref: UUID, file_ref: UUID, purpose: str, actor: Actor, now: datetime
) -> StoredFile:
    """Write down who opens which original and why; the file to be handed out.

    Raises NotAllowed, and what ``check_may_leave`` raises: what was not scanned or was
    rejected does not leave as an original either.
    """
    case = enter(ref, actor=actor)
    if not originals_open_to(case, actor):
        raise NotAllowed(originals_closed(case, actor))
    if purpose not in PURPOSES:
        raise NotAllowed("purpose")
    stored = file_of(case, file_ref)
    check_may_leave(stored)
    tell(
        case,
        events.ORIGINAL_OPENED,
        actor=actor,
        now=now,
        file=str(stored.ref),
        sha256=stored.sha256,
        purpose=purpose,
    )
    return stored
