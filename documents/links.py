"""Addresses under which one browser may fetch one file for a minute (R41).

The files host has no cookies, so the address itself must say who asks. It carries
the file, the actor, the moment it ends and a digest of the browser's name, signed
with the server's key. Its minute is measured by the real clock: a demonstration
clock that jumps opens nothing and closes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.wall_clock import wall_now
from documents.errors import LinkOver
from documents.services.downloads import check_may_leave, readable
from journal.actor import ActorKind

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.http import PortalRequest
    from documents.models import StoredFile

LIFE = timedelta(seconds=60)
_SALT = "documents.file"


class ForeignLink(Exception):
    """Not signed by us, or shown by another browser: the same 404 as no file."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever the address was made for; enough of an actor for the journal."""

    kind: ActorKind
    journal_id: int | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a valid address says."""

    file_ref: UUID
    bearer: Bearer
    original: bool
    plain_name: bool


def download_url(
    request: PortalRequest, stored: StoredFile, *, plain_name: bool = False
) -> str:
    """The address of this file's copy for this request's actor and browser, for a minute.

    The caller has checked that the actor may read it. ``plain_name``: but not what its
    sender called it (R12). Raises InQuarantine or Gone, whose ``reason`` belongs on the
    caller's page. Answer with a redirect.
    """
    return _address(request, readable(stored), original=False, plain=plain_name)


def original_url(request: PortalRequest, stored: StoredFile) -> str:
    """The same for the bytes as they came, metadata included.

    The caller has checked that, and recorded why.
    """
    check_may_leave(stored)
    return _address(request, stored, original=True)


def _address(
    request: PortalRequest, stored: StoredFile, *, original: bool, plain: bool = False
) -> str:
    token = _sign(
        file_ref=stored.ref,
        original=original,
        plain=plain,
        bearer=Bearer(request.actor.kind, request.actor.journal_id),
        until=wall_now() + LIFE,
        browser=_browser(request),
    )
    return settings.FILES_URL + reverse("files:download", args=[token])


def read_token(token: str, request: HttpRequest) -> Ticket:
    """What an address grants. Raises LinkOver after its minute, else ForeignLink."""
    try:
        ref, original, plain, kind, journal_id, until, browser = signing.loads(
            token, salt=_SALT
        )
    except (signing.BadSignature, ValueError, TypeError):
        raise ForeignLink from None
    if browser != _browser(request):
        raise ForeignLink
    if wall_now() > datetime.fromtimestamp(until, tz=UTC):
        raise LinkOver
    bearer = Bearer(ActorKind(kind), journal_id)
    return Ticket(UUID(ref), bearer, bool(original), bool(plain))


def _sign(
    *,
    file_ref: UUID,
    original: bool,
    plain: bool,
    bearer: Bearer,
    until: datetime,
    browser: str,
) -> str:
    parts = [
        str(file_ref),
        original,
        plain,
        bearer.kind.value,
        bearer.journal_id,
        until.timestamp(),
        browser,
    ]
    return signing.dumps(parts, salt=_SALT)


def _browser(request: HttpRequest) -> str:
    name = request.headers.get("User-Agent", "")
    return hashlib.sha256(name.encode()).hexdigest()[:16]
