"""Tokens of the API: made and shown once, revoked at once, ended with what made them.

A token acts as its owner: with the roles that he holds at each request, and with
nothing that a session shows besides. It dies with a new password, with the sessions
elsewhere, with the account, and with any role of his.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.actor import STRANGER
from accounts.actor_of import bearer, member
from accounts.errors import Settled, TooManyTokens, TooOften, WrongToken
from accounts.limits import allow
from accounts.models import ApiToken, StoredSession, User
from accounts.policies import may_grant, opens, require, require_stepped_up
from accounts.session_store import hashed
from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from accounts.scopes import Scope, TokenKind

NOT_OFFERED = _("Cakupan ini tidak termasuk peran Anda.")
#: In front of every token, so that whoever finds one knows what it is.
MARK = "omb"
#: 8 signs, no secret.
LABEL_BYTES = 5
#: 256 bits, 43 signs.
SECRET_BYTES = 32
#: As many of one person live at once.
MOST = 20
#: Wrong tokens of one network in ten minutes, before it waits.
WRONG, WINDOW = 60, timedelta(minutes=10)
#: Requests by the tokens of one person in a minute, however many he has.
REQUESTS, MINUTE = 300, timedelta(minutes=1)


@transaction.atomic
def make(
    *,
    kind: TokenKind,
    name: str,
    scopes: Collection[Scope],
    days: int,
    actor: Actor,
    now: datetime,
    session: str | None = None,
) -> tuple[ApiToken, str]:
    """A token of this person for so many days, and the words of it, told this once.

    ``session``: of the browser that asks; once it was ended, nothing is made in it. Raises ``NotAllowed``, ``StepUpRequired``, ``TooManyTokens``.
    """
    require(may_grant(actor, scopes), NOT_OFFERED)
    require_stepped_up(actor)
    # Two that he asks for at once wait for each other: none is one too many.
    owner = User.objects.select_for_update(no_key=True).get(pk=actor.signed_in_id)
    _require_still(owner, scopes, session, now)
    moment = wall_now()
    if owner.api_tokens.live_at(moment).count() >= MOST:
        raise TooManyTokens
    label = base64.b32encode(secrets.token_bytes(LABEL_BYTES)).decode().lower()
    secret = f"{MARK}_{label}_{secrets.token_urlsafe(SECRET_BYTES)}"
    token = ApiToken.objects.create(
        owner=owner,
        kind=kind.value,
        name=name.strip(),
        scopes=sorted(scope.value for scope in scopes),
        label=label,
        digest=digest_of(secret),
        created_at=moment,
        expires_at=moment + timedelta(days=days),
    )
    _note(events.TOKEN_MADE, token, actor, now)
    return token, secret


def _require_still(
    owner: User, scopes: Collection[Scope], session: str | None, now: datetime
) -> None:
    """What was true before he waited for his row is true behind whoever held it."""
    require(may_grant(member(owner, now=now), scopes), NOT_OFFERED)
    if session is not None:
        rows = StoredSession.objects.filter(user=owner, pk=hashed(session))
        require(rows.exists(), NOT_OFFERED)


@transaction.atomic
def revoke(*, ref: UUID, actor: Actor, now: datetime) -> ApiToken:
    """Its very next request opens nothing: by its owner, or by an administrator.

    Raises ``ApiToken.DoesNotExist``, ``Settled`` where it was over already.
    """
    token: ApiToken = ApiToken.objects.visible_to(actor).locked(ref)
    moment = wall_now()
    if not token.is_live(moment):
        raise Settled
    token.revoked_at, token.revoked_by_id = moment, actor.signed_in_id
    token.save(update_fields=["revoked_at", "revoked_by"])
    _note(events.TOKEN_REVOKED, token, actor, now)
    return token


def end_all(*, user: User, actor: Actor, now: datetime) -> None:
    """Every token of a person ends, in the transaction of what ended it."""
    # Whoever makes one just now holds this row, and makes none behind us.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    moment = wall_now()
    ended = user.api_tokens.live_at(moment).update(
        revoked_at=moment, revoked_by=actor.user_id
    )
    if ended:
        about = {"n": ended}
        record(events.TOKENS_ENDED, actor=actor, subject=user, data=about, now=now)


def digest_of(secret: str) -> bytes:
    """What the database keeps of a token."""
    return hashlib.sha256(secret.encode()).digest()


def opened(*, secret: str, network: str, now: datetime) -> tuple[ApiToken, Actor]:
    """Whose token this is, with the rights that he has now. In no transaction.

    Raises :class:`WrongToken` for every one that opens nothing, whatever the reason, and
    :class:`TooOften`. A right one opens whatever others of the same network tried.
    """
    moment = wall_now()
    rows = ApiToken.objects.live_at(moment).select_related("owner")
    token: ApiToken | None = rows.filter(digest=digest_of(secret)).first()
    actor = STRANGER if token is None else bearer(token.owner, now=now)
    if token is None or not opens(actor, token.scopes):
        if not allow(f"token-net:{network}", WRONG, WINDOW, moment):
            raise TooOften(int(WINDOW.total_seconds()))
        raise WrongToken
    if not allow(f"token-of:{token.owner_id}", REQUESTS, MINUTE, moment):
        raise TooOften(int(MINUTE.total_seconds()))
    _note_use(token, moment)
    return token, actor


def _note_use(token: ApiToken, moment: datetime) -> None:
    """Once a day; of many requests at once one writes."""
    day = legal_day(moment, settings.TIME_ZONE)
    if token.last_used_on != day:
        earlier = Q(last_used_on=None) | Q(last_used_on__lt=day)
        ApiToken.objects.filter(earlier, pk=token.pk).update(last_used_on=day)


def _note(kind: str, token: ApiToken, actor: Actor, now: datetime) -> None:
    about = {"token": str(token.ref)}
    record(kind, actor=actor, subject=token.owner, data=about, now=now)
