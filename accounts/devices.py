"""Browsers in which somebody has signed in before, by a signed cookie.

The cookie is no credential: it opens nothing and shortens nothing. It only keeps the
wrong passwords of others from counting here (``accounts.lockout``). One browser may
be known to a few people; each of them can have all of his forgotten.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing

from accounts.models import KnownDevice
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

LIFETIME = timedelta(days=180)
#: How many people one browser is known to; the first is forgotten first.
MOST = 5
_SALT = "accounts.device"


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Make this browser known to be his, after a sign-in that went all the way."""
    carried = _carried(request)
    now = wall_now()
    mine = carried.pop(str(user.pk), "")
    rows = KnownDevice.objects.filter(user=user, key_hash=_hashed(mine))
    if not mine or not rows.update(used_at=now):
        mine = secrets.token_urlsafe(24)
        KnownDevice.objects.create(
            user=user, key_hash=_hashed(mine), made_at=now, used_at=now
        )
    carried[str(user.pk)] = mine
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(dict(list(carried.items())[-MOST:]), salt=_SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def key_of(request: HttpRequest, email: str) -> str | None:
    """The known device that this request comes from, if it is this account's."""
    hashes = [_hashed(mine) for mine in _carried(request).values()]
    if not hashes:
        return None
    row = KnownDevice.objects.filter(
        key_hash__in=hashes,
        user__email=email.strip().lower(),
        used_at__gt=wall_now() - LIFETIME,
    ).first()
    return f"device:{row.pk}" if row else None


def forget_all(user: User) -> int:
    """Forget every browser of this person; returns how many there were."""
    deleted, _ = KnownDevice.objects.filter(user=user).delete()
    return deleted


def _carried(request: HttpRequest) -> dict[str, str]:
    raw = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        carried: dict[str, str] = signing.loads(raw, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return {}
    return carried


def _hashed(mine: str) -> str:
    return hashlib.sha256(mine.encode()).hexdigest()
