"""Where files come in: how much one network may send in a day, then each by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from accounts.limits import allow
from accounts.network import client_network
from accounts.wall_clock import wall_now
from documents.errors import DaySpent
from documents.services.uploads import accept_upload

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.http import PortalRequest
    from documents.models import StoredFile
    from journal.actor import Actor

DAY = timedelta(days=1)
UNIT = 10_000  # bytes; the counters count small numbers


def receive(
    request: PortalRequest, file: File[bytes], *, actor: Actor | None = None
) -> StoredFile:
    """Take in a file that came with this request (R35).

    Counts before it looks, so that refused files count too: what a network may cost
    us in a day is bounded whatever it sends. Raises ``UploadRefused``.
    """
    units = -(-(file.size or 0) // UNIT)
    limit = settings.UPLOAD_DAY_LIMIT // UNIT
    key = f"upload:{client_network(request)}"
    if not allow(key, limit, DAY, wall_now(), weight=max(units, 1)):
        raise DaySpent
    who = request.actor if actor is None else actor
    return accept_upload(file=file, actor=who, now=request.now)
