"""How long a session lives: 60 minutes unused, 12 hours at most.

Both limits are kept inside the session on the server and measured by the real
clock. Use is written down at most once a minute: a page view must not cost a
database write, and parallel requests must not fight over the row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY

from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest, HttpResponseBase

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
GRAIN = timedelta(minutes=1)
STARTED = "started"
SEEN = "seen"


def begin(session: SessionBase) -> None:
    """Start both clocks of a session that now opens something."""
    moment = wall_now().timestamp()
    session.setdefault(STARTED, moment)
    session[SEEN] = moment


def restart(session: SessionBase) -> None:
    """Start both clocks anew: somebody has just signed in."""
    session[STARTED] = session[SEEN] = wall_now().timestamp()


def keep_alive(session: SessionBase) -> bool:
    """Note the use of a session; false when its time was over and it is flushed.

    A session that holds a user and no start was not begun by our door and is
    over at once.
    """
    if STARTED not in session:
        if SESSION_KEY not in session:
            return True
        session.flush()
        return False
    moment = wall_now().timestamp()
    age, idle = moment - session[STARTED], moment - session.get(SEEN, 0.0)
    if age > ABSOLUTE.total_seconds() or idle > IDLE.total_seconds():
        session.flush()
        return False
    if idle > GRAIN.total_seconds():
        session[SEEN] = moment
    return True


class SessionLifeMiddleware:
    """Ends sessions whose time is over. Stands right after SessionMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without a session cookie nothing is read: public pages stay session-free.
        if request.session.session_key is not None:
            keep_alive(request.session)
        return self.get_response(request)


def on_signed_in(
    sender: object,
    request: HttpRequest,
    **kwargs: Any,
) -> None:
    """Every sign-in starts a session of its own (signal ``user_logged_in``)."""
    restart(request.session)
