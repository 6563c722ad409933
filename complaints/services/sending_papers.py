"""The agency sends the papers that it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain.activities import Kind
from complaints.domain.states import Party, State
from complaints.models import Activity
from complaints.services import sending
from complaints.services.answers import Answer, to_papers
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def send_papers(
    *,
    ref: UUID,
    answer: str,
    file_ids: Sequence[int],
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Activity:
    """Hand in what was asked for, or say why it is not there; then we look at it.

    ``key`` is made when the form opens: the same form again is the same sending.
    """
    row = Activity.objects.select_related("case").get(ref=ref, kind=Kind.DOCUMENTS)
    case = enter(row.case.ref, actor=actor)
    row.refresh_from_db()
    require(actor, case, Party.LIAISON)
    claim = sending.claim(
        key,
        form="papers",
        words=[str(ref), answer],
        file_ids=file_ids,
        actor=actor,
        now=now,
    )
    if claim is not None and claim.replay is not None:
        return row
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
    if not row.is_open:
        raise NotReady("activity_over")
    if row.answered_at is not None:
        raise NotReady("already_answered")
    if row.received_on is None:
        raise NotReady("letter_unopened")
    attach(case, file_ids, lane="agency", now=now, activity=row)
    day = legal_day(now, case.office.zone)
    said = Answer(answer, day, by_id=actor.user_id, files=len(file_ids))
    to_papers(case, row, said, actor=actor, now=now)
    sending.store(claim, request=row.ref)
    return row
