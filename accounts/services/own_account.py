"""What somebody does to his own account: sessions, passkeys, known browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import devices, events
from accounts.errors import Refused
from accounts.models import StoredSession, User
from accounts.reporters import account_of
from accounts.second_factor import KINDS
from accounts.services.tokens import end_all
from accounts.session_store import hashed
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor

#: Every session but the one in use.
OTHERS = "lain"


class LastFactor(Refused):
    """Without it nobody could come in any more, or without a second factor."""

    sentence = _("Ini faktor kedua Anda yang terakhir. Pasang yang lain dulu.")


def factors_of(user: User) -> dict[str, Authenticator]:
    """A person's authenticator app and recovery codes, by kind."""
    rows = Authenticator.objects.filter(user=user)
    return {row.type: row for row in rows if row.type != Authenticator.Type.WEBAUTHN}


@transaction.atomic
def end_sessions(
    *, user: User, which: str, current: str, actor: Actor, now: datetime
) -> int:
    """End the session with this number, or all ``OTHERS``; never the one in use.

    With them end the tokens: whoever made one in what is closed is out as well (R30).
    """
    rows = StoredSession.objects.filter(user=user).exclude(pk=hashed(current))
    if which != OTHERS:
        rows = rows.filter(pk__startswith=which) if len(which) == 16 else rows.none()
    ended, _rows = rows.delete()
    if ended or which == OTHERS:
        end_all(user=user, actor=actor, now=now)
    if ended:
        record(
            events.SESSIONS_ENDED,
            actor=actor,
            subject=user,
            data={"n": ended},
            now=now,
        )
    return ended


@transaction.atomic
def forget_devices(*, user: User, actor: Actor, now: datetime) -> None:
    """Forget the browsers in which wrong passwords of others do not count."""
    number = devices.forget_all(user)
    record(
        events.DEVICES_FORGOTTEN, actor=actor, subject=user, data={"n": number}, now=now
    )


@transaction.atomic
def add_passkey(*, user: User, row: Authenticator, actor: Actor, now: datetime) -> bool:
    """Keep a passkey that proved itself; true when recovery codes were made too."""
    row.save(force_insert=True)
    record(events.PASSKEY_ADDED, actor=actor, subject=user, data={}, now=now)
    codes = Authenticator.Type.RECOVERY_CODES
    if Authenticator.objects.filter(user=user, type=codes).exists():
        return False
    RecoveryCodes.activate(user)
    return True


@transaction.atomic
def rename_passkey(*, user: User, pk: int, name: str) -> None:
    """Call one of his passkeys differently."""
    row = _passkey(user, pk)
    row.data["name"] = name
    row.save(update_fields=["data"])


@transaction.atomic
def remove_passkey(*, user: User, pk: int, actor: Actor, now: datetime) -> None:
    """Remove one of his passkeys, but not his last second factor.

    Raises ``Authenticator.DoesNotExist``, ``LastFactor``.
    """
    # His row is the lock: two removals at once must not take the last two.
    User.objects.select_for_update().get(pk=user.pk)
    row = _passkey(user, pk)
    others = Authenticator.objects.filter(user=user, type__in=KINDS)
    if not others.exclude(pk=row.pk).exists() and not _enters_without(user):
        raise LastFactor
    row.delete()
    end_all(user=user, actor=actor, now=now)
    record(events.PASSKEY_REMOVED, actor=actor, subject=user, data={}, now=now)


def _enters_without(user: User) -> bool:
    """A reporter needs no second factor where a password opens the account."""
    return user.has_usable_password() and account_of(user) is not None


def _passkey(user: User, pk: int) -> Authenticator:
    kind = Authenticator.Type.WEBAUTHN
    row: Authenticator = Authenticator.objects.select_for_update().get(
        user=user, type=kind, pk=pk
    )
    return row
