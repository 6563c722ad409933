"""How long a session lives: 60 minutes unused, 12 hours at most.

Both limits are measured by the real clock: the start lies inside the session, the
last use is a column of its row. Use is written down at most once a minute: a page
view must not cost a database write, and parallel requests must not fight over the
row. Staff are asked for their second factor after 30 minutes (``accounts.unlock``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY

from accounts.session_store import STARTED
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest, HttpResponseBase

    from accounts.session_store import SessionStore

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
GRAIN = timedelta(minutes=1)


def begin(session: SessionBase) -> None:
    """Start both clocks of a session that now opens something."""
    session.setdefault(STARTED, wall_now().timestamp())


def restart(session: SessionBase) -> None:
    """Start both clocks anew: somebody has just signed in."""
    session[STARTED] = wall_now().timestamp()


def idle(session: SessionStore) -> timedelta:
    """How long it was not used; nothing for one that is not stored yet."""
    session.get(STARTED)  # makes it read its row
    return wall_now() - session.used_at if session.used_at else timedelta(0)


def still_lives(session: SessionStore) -> bool:
    """Whether its time is not over; otherwise it is flushed.

    A session that holds a user and no start was not begun by our door and is
    over at once.
    """
    if STARTED not in session:
        if SESSION_KEY not in session:
            return True
        session.flush()
        return False
    age = wall_now().timestamp() - session[STARTED]
    if age > ABSOLUTE.total_seconds() or idle(session) > IDLE:
        session.flush()
        return False
    return True


def note_use(session: SessionStore) -> None:
    """Write down that it is in use, if the last note is more than a minute old."""
    if session.session_key is not None and idle(session) > GRAIN:
        session.touch()


class SessionLifeMiddleware:
    """Ends sessions whose time is over. Stands right after SessionMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without a session cookie nothing is read: public pages stay session-free.
        if request.session.session_key is not None:
            still_lives(request.session)  # type: ignore[arg-type]  # ours, by the settings
        return self.get_response(request)


def on_signed_in(
    sender: object,
    request: HttpRequest,
    **kwargs: Any,
) -> None:
    """Every sign-in starts a session of its own (signal ``user_logged_in``)."""
    restart(request.session)
