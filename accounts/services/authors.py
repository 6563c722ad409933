"""Whoever asked for something has to be there while a second person answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts import events
from accounts.actor_of import member
from accounts.models import Invitation, RoleChange, User
from accounts.policies import may_invite
from accounts.roles import Decision
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from accounts.actor import Actor
    from accounts.policies import Place


def stands(author: User, place: Place, now: datetime) -> bool:
    """Whether he could still ask for this: not suspended, and with the right to."""
    return may_invite(member(author, now=now), place.role, place.office_id)


def told_of(change: RoleChange) -> dict[str, Any]:
    """A proposal as history has it."""
    return {
        "change": change.pk,
        "act": change.act,
        "role": change.role,
        "chair": change.is_chair,
        "office": change.office_id,
        "agency": change.agency_id,
    }


def take_back_all(*, author: User, actor: Actor, now: datetime) -> None:
    """What a closed account asked for is asked no more: its proposals and invitations.

    A proposal about the one who closes it stays; another refuses it.
    """
    open_still = RoleChange.objects.open().filter(proposed_by=author)
    rows = open_still.exclude(person=actor.signed_in_id).order_by("pk")
    for change in rows.select_for_update(of=("self",)):
        change.decision = Decision.WITHDRAWN.value
        change.decided_by_id, change.decided_at = actor.signed_in_id, now
        change.save(update_fields=["decision", "decided_by", "decided_at"])
        data = {**told_of(change), "decision": change.decision}
        record(
            events.CHANGE_DECIDED,
            actor=actor,
            subject=change.person,
            data=data,
            now=now,
        )
    sent = Invitation.objects.good_at(now).filter(invited_by=author).order_by("pk")
    for invitation in sent.select_for_update(of=("self",)):
        invitation.revoked_at = now
        invitation.save(update_fields=["revoked_at"])
        record(
            events.INVITATION_REVOKED,
            actor=actor,
            subject=User.objects.get(pk=actor.signed_in_id),
            data={"invitation": invitation.pk, "n": invitation.sent},
            now=now,
        )
