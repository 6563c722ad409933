"""Inviting somebody: a letter with a link, and what follows when it is used.

The link is derived (HMAC of the invitation and the number of the letter), so the
letter can be written after the commit while the database keeps its hash alone.
Whether the address has an account is looked up when the link is used, never before.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.errors import AuthorGone, NotAllowed, Settled, TooManyInvitations
from accounts.limits import allow
from accounts.models import Invitation, RoleChange, User
from accounts.policies import may_invite, require, require_stepped_up
from accounts.roles import Act, Role
from accounts.services.authors import stands
from accounts.services.changes import NOT_YOURS, open_change
from accounts.services.people import change_password, create_person
from accounts.wall_clock import wall_now
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from accounts.models.invitations import InvitationQuerySet
    from agencies.models import Agency, Office, Unit

LIFETIME = timedelta(days=7)
#: Letters of one person in an hour, the first ones and those sent anew.
AN_HOUR = 30
#: How long address and name of an ended invitation stay.
REMEMBERED = timedelta(days=30)
_SALT = "accounts.invitation"
BY_INVITATION = _("Lewat undangan.")


def token_of(invitation: Invitation) -> str:
    """What the link of the latest letter ends with."""
    text = f"{invitation.ref}:{invitation.sent}"
    digest = salted_hmac(_SALT, text, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What the database keeps of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _count(actor: Actor) -> None:
    """One letter more; outside the transaction, or a refused one was never counted."""
    key = f"invite:{actor.signed_in_id}"
    if not allow(key, AN_HOUR, timedelta(hours=1), wall_now()):
        raise TooManyInvitations


def invite(
    *,
    email: str,
    name: str,
    role: Role,
    office: Office | None = None,
    agency: Agency | None = None,
    units: Iterable[Unit] = (),
    actor: Actor,
    now: datetime,
) -> Invitation:
    """Ask an address to take a role. Known and unknown addresses leave the same rows.

    Raises ``NotAllowed``, ``StepUpRequired``, ``TooManyInvitations``.
    """
    require(may_invite(actor, role.value, office.pk if office else None), NOT_YOURS)
    require_stepped_up(actor)
    _count(actor)
    invitation = Invitation(
        email=email.strip().lower(),
        name=name.strip(),
        role=role.value,
        office=office,
        agency=agency,
        invited_by_id=actor.signed_in_id,
        invited_at=now,
        expires_at=now + LIFETIME,
    )
    invitation.token_hash = hash_of(token_of(invitation))
    with transaction.atomic():
        invitation.save(force_insert=True)
        invitation.units.set(units)
        _record(events.INVITED, invitation, actor=actor, now=now)
    return invitation


def resend_invitation(*, ref: UUID, actor: Actor, now: datetime) -> Invitation:
    """Send a new link for seven more days; the one before is dead.

    Raises what :func:`invite` does, ``Settled`` where the address was blanked, and
    ``AuthorGone``: the role would be proposed in the name of who invited.
    """
    Invitation.objects.visible_to(actor).get(ref=ref)
    require_stepped_up(actor)
    _count(actor)
    return _resend(ref, actor, now)


@transaction.atomic
def _resend(ref: UUID, actor: Actor, now: datetime) -> Invitation:
    invitation = _pending(ref, actor)
    if not invitation.email:
        raise Settled
    if not stands(invitation.invited_by, invitation, now):
        raise AuthorGone
    invitation.sent += 1
    invitation.token_hash = hash_of(token_of(invitation))
    invitation.expires_at = now + LIFETIME
    invitation.save(update_fields=["sent", "token_hash", "expires_at"])
    _record(events.INVITED, invitation, actor=actor, now=now)
    return invitation


@transaction.atomic
def revoke_invitation(*, ref: UUID, actor: Actor, now: datetime) -> Invitation:
    """Take it back: the link is dead at once."""
    invitation = _pending(ref, actor)
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    _record(events.INVITATION_REVOKED, invitation, actor=actor, now=now)
    return invitation


def pending(token_hash: str, *, now: datetime) -> Invitation | None:
    """The invitation that a link's hash opens, or None: over, used, revoked, unknown, or
    of somebody who may invite no more."""
    return _standing(Invitation.objects.all(), token_hash, now)


def _standing(
    rows: InvitationQuerySet, token_hash: str, now: datetime
) -> Invitation | None:
    found: Invitation | None = (
        rows.good_at(now).filter(token_hash=token_hash).select_related("invited_by")
    ).first()
    if found is None or not stands(found.invited_by, found, now):
        return None
    return found


def account_of(invitation: Invitation) -> User | None:
    """The account that the invited address has already."""
    return User.objects.filter(email=invitation.email).first()


@transaction.atomic
def accept_invitation(
    *,
    token_hash: str,
    name: str = "",
    password: str = "",
    actor: Actor,
    now: datetime,
) -> User:
    """Use the link up. Without an account it makes one; with one it must be his own.

    The role is proposed in the inviter's name and waits for a second person.
    Raises ``Settled`` when the link is no good (any more), ``NotAllowed`` when
    somebody else than the owner of the address is signed in.
    """
    locked = Invitation.objects.select_for_update(of=("self",))
    invitation = _standing(locked, token_hash, now)
    if invitation is None:
        raise Settled
    known = account_of(invitation)
    if known is not None and actor.user_id != known.pk:
        raise NotAllowed(NOT_YOURS)
    person = known or _new_account(invitation, name, password, actor=actor, now=now)
    invitation.accepted_by, invitation.accepted_at = person, now
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    record(
        events.INVITATION_ACCEPTED,
        actor=actor,
        subject=person,
        data={"invitation": invitation.pk, "by": invitation.invited_by_id},
        now=now,
    )
    _propose(invitation, person, actor=actor, now=now)
    return person


def forget_ended(now: datetime) -> None:
    """Blank address and name of invitations that ended 30 days ago (a sweep)."""
    Invitation.objects.filter(expires_at__lt=now - REMEMBERED).exclude(email="").update(
        email="", name=""
    )


def _new_account(
    invitation: Invitation, name: str, password: str, *, actor: Actor, now: datetime
) -> User:
    person = create_person(
        email=invitation.email, name=name or invitation.name, actor=actor, now=now
    )
    change_password(user=person, password=password, actor=actor, now=now)
    return person


def _propose(
    invitation: Invitation, person: User, *, actor: Actor, now: datetime
) -> None:
    same = RoleChange.objects.open().filter(
        person=person,
        act=Act.GIVE.value,
        role=invitation.role,
        office=invitation.office,
        agency=invitation.agency,
    )
    if same.exists() or invitation.invited_by_id == person.pk:
        return
    change = RoleChange(
        person=person,
        act=Act.GIVE.value,
        role=invitation.role,
        office=invitation.office,
        agency=invitation.agency,
        reason=str(BY_INVITATION),
        proposed_by=invitation.invited_by,
        proposed_at=now,
    )
    open_change(change, units=invitation.units.all(), actor=actor, now=now)


def _pending(ref: UUID, actor: Actor) -> Invitation:
    Invitation.objects.visible_to(actor).get(ref=ref)
    invitation: Invitation = Invitation.objects.locked(ref)
    require(may_invite(actor, invitation.role, invitation.office_id), NOT_YOURS)
    require_stepped_up(actor)
    if invitation.accepted_at or invitation.revoked_at:
        raise Settled
    return invitation


def _record(kind: str, invitation: Invitation, *, actor: Actor, now: datetime) -> None:
    """On the chain of who invites: the invited one may have no account to write on."""
    record(
        kind,
        actor=actor,
        subject=User.objects.get(pk=actor.signed_in_id),
        data={"invitation": invitation.pk, "n": invitation.sent},
        now=now,
    )
