"""Step-up: what opens identities asks for the second factor once more.

At most five minutes may lie between showing it and the act, by the real clock.
"""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest

P = ParamSpec("P")
MAX_AGE = timedelta(minutes=5)


def is_recent(shown: datetime | None, now: datetime) -> bool:
    """Whether a second factor shown then counts as a step-up now, by the real clock.

    A moment in the future (a clock that was set back) never counts.
    """
    return shown is not None and timedelta(0) <= now - shown <= MAX_AGE


def door(request: PortalRequest) -> HttpResponseRedirect:
    """Send him to show the second factor and back again.

    What was posted is not kept anywhere: it may hold words that must not lie in
    a session. After a POST he comes back to the page he posted from.
    """
    back = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = came_from.path if came_from.netloc == request.get_host() else "/"
    return HttpResponseRedirect(f"{reverse('step_up')}?{urlencode({'next': back})}")


def stepped_up(
    view: Callable[Concatenate[PortalRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PortalRequest, P], HttpResponseBase]:
    """Decorate a view that only somebody who has stepped up may use."""

    @wraps(view)
    def guarded(
        request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not request.actor.stepped_up:
            return door(request)
        return view(request, *args, **kwargs)

    return guarded
