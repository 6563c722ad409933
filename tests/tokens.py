"""Tokens of the API as tests need them, also for whoever could make none."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from accounts.models import ApiToken
from accounts.scopes import Scope, TokenKind
from accounts.services.tokens import digest_of
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from accounts.models import User


def made(
    user: User, *scopes: Scope, equipped: bool = True, secret: str = "", **changes: Any
) -> str:
    """A token of this person for these scopes, or for all of them; returns its words.

    ``equipped``: with the second factor without which an officer's token is dead.
    """
    if equipped and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    told = secret or f"omb_uji_{secrets.token_urlsafe(32)}"
    moment = wall_now()
    row = {
        "kind": TokenKind.PERSONAL.value,
        "name": "Program contoh",
        "scopes": [scope.value for scope in scopes or Scope],
        "label": "uji",
        "created_at": moment,
        "expires_at": moment + timedelta(days=30),
    }
    ApiToken.objects.create(owner=user, digest=digest_of(told), **(row | changes))
    return told


def bearing(secret: str) -> dict[str, str]:
    """The header that shows it."""
    return {"Authorization": f"Bearer {secret}"}


def asked(address: str, secret: str, **query: Any) -> Any:
    """What a program gets at this address of the API."""
    return Client().get(f"/api/v1/{address}", query, headers=bearing(secret))


def asked_for() -> dict[str, Any]:
    """The form of a new token, filled in."""
    return {
        "name": "Rekap mingguan",
        "kind": "personal",
        "scopes": ["cases:read"],
        "days": "90",
    }
