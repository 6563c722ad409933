"""The head sends a draft back to who wrote it: nothing is lost, the reason is read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.states import Party, State
from complaints.models import DraftReturn, Remark
from complaints.selectors import outgoing
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.review import Section
    from complaints.models import Case, Lhp, ResultNotice


#: A draft goes back with a reason alone.
NO_REMARKS: Mapping[Section, str] = MappingProxyType({})


@transaction.atomic
def send_back_draft(
    *,
    ref: UUID,
    version: int,
    reason: str,
    remarks: Mapping[Section, str] = NO_REMARKS,
    actor: Actor,
    now: datetime,
) -> DraftReturn:
    """Ask the drafter of a result or an LHP for another version, with the reason.

    ``remarks``: what is to be changed in single sections of an LHP.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    of, draft = _draft(case)
    if outgoing.sent_back(case, draft):
        raise NotReady("sent_back")
    row = DraftReturn.objects.create(
        case=case, of=of, reason=reason, by_id=actor.signed_in_id, at=now
    )
    said = {section: text for section, text in remarks.items() if text.strip()}
    if said and of != DraftReturn.LHP:
        raise NotReady("no_draft")
    Remark.objects.bulk_create(
        Remark(of=row, section=section, text=text) for section, text in said.items()
    )
    amend(case, now=now)
    tell(
        case,
        events.DRAFT_RETURNED,
        actor=actor,
        now=now,
        of=of,
        to=draft.drafted_by_id,
        sections=[str(section) for section in said],
        text=case.text_hash("\n".join([reason, *said.values()])),
    )
    return row


def answer_return(case: Case, of: str, *, now: datetime) -> None:
    """The draft was written anew: what sent it back is answered."""
    case.returns.filter(of=of, answered_at=None).update(answered_at=now)


def _draft(case: Case) -> tuple[str, ResultNotice | Lhp]:
    """The draft that waits for the head."""
    if case.state == State.EXAM and (notice := outgoing.open_notice(case)):
        return DraftReturn.NOTICE, notice
    if case.state == State.LHP_DRAFT and (lhp := outgoing.lhp_in_force(case)):
        return DraftReturn.LHP, lhp
    raise NotReady("no_draft")
