"""After 30 unused minutes staff show their second factor again; nothing typed is lost.

The session lives on for 60 minutes, but every address answers with the step-up. What
a form carried when it arrived too late is handed back to the browser sealed, bound to
the person and to the address; after the second factor the form is shown to be sent
again. So the words lie neither in the session nor open on the screen meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.seal import SealBroken, seal, unseal
from accounts.second_factor import has_one
from accounts.sessions import ABSOLUTE, idle, note_use
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest
    from accounts.session_store import SessionStore

LOCKED_AFTER = timedelta(minutes=30)
#: What a locked session still reaches.
OPEN = frozenset({"step_up", "account_logout", "theme"})
PURPOSE = b"accounts.unlock"
#: Sealed and sent back and forth; a longer form is refused, and says so.
MOST = 500_000


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that arrived while the session was locked."""

    path: str
    fields: list[tuple[str, str]]
    files: int


def is_locked(request: PortalRequest) -> bool:
    """Whether the second factor is due again before anything else."""
    if not request.actor.is_staff or request.session.session_key is None:
        return False
    return idle(cast("SessionStore", request.session)) > LOCKED_AFTER


def keep(request: PortalRequest) -> str:
    """What was typed, sealed for this person alone; empty when it is too long."""
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    text = json.dumps(
        {
            "user": request.actor.user_id,
            "at": wall_now().timestamp(),
            "path": request.get_full_path(),
            "fields": fields,
            "files": len(request.FILES),
        }
    )
    return seal(text, PURPOSE) if len(text) <= MOST else ""


def typed(request: PortalRequest, kept: str) -> Typed | None:
    """What ``keep`` sealed, if it was his and not longer ago than a session lives."""
    try:
        found: dict[str, Any] = json.loads(unseal(kept, PURPOSE))
    except (SealBroken, ValueError):
        return None
    age = wall_now().timestamp() - found["at"]
    if found["user"] != request.actor.user_id or age > ABSOLUTE.total_seconds():
        return None
    fields = [(str(name), str(value)) for name, value in found["fields"]]
    return Typed(found["path"], fields, found["files"])


class UnlockGate:
    """Stands after the gate of the second factor; notes every use that it lets pass."""

    def __init__(
        self, get_response: Callable[[PortalRequest], HttpResponseBase]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: PortalRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Hold a locked session at the step-up; let everybody else pass."""
        if not is_locked(request):
            note_use(cast("SessionStore", request.session))
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN:
            return None
        if not has_one(request.user):
            logout(request)
            return HttpResponseRedirect(reverse("account_login"))
        if request.method in ("GET", "HEAD"):
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('step_up')}?{query}")
        return _ask(request)


def _ask(request: PortalRequest) -> HttpResponseBase:
    from accounts.views.doors import ask_to_unlock  # noqa: PLC0415 - it stands above and imports us

    return ask_to_unlock(request, keep(request))
