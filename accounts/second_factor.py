"""Whether the second factor was shown in this session, and when.

allauth keeps the list of what a session has shown. A demonstration's one-click
door writes into the same list (``ombudsman.demo``), so that nothing downstream
has a second way of asking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    from accounts.models import User

METHOD = "mfa"
PASSWORD = "password"  # noqa: S105 - the name of a way
#: What counts as one; recovery codes only stand in for it.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this person has set up an authenticator app or a passkey."""
    return user.is_authenticated and bool(is_mfa_enabled(user, list(KINDS)))


def shown_at(request: HttpRequest, user: User, method: str = METHOD) -> float | None:
    """When this person last showed it here, in seconds of the real clock.

    ``method``: another way of showing who one is, for whom no second factor is due.
    """
    if not hasattr(request, "session"):
        return None
    times = [
        float(record["at"])
        for record in get_authentication_records(request, user)
        if record.get("method") == method
    ]
    return max(times, default=None)
