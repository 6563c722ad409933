"""Which link to letters this browser showed, and for which its digits were right.

The ids live in the server-side session and nowhere else. Whoever reads asks each time
whether the link still is good: it may have been revoked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.sessions import begin

if TYPE_CHECKING:
    from django.http import HttpRequest

ASKED, OPENED = "letter_link_asked", "letter_link"


def ask_for(request: HttpRequest, link_id: int) -> None:
    """Remember whose digits are awaited here."""
    request.session[ASKED] = link_id


def asked_for(request: HttpRequest) -> int | None:
    """The link whose digits are awaited here."""
    found: int | None = request.session.get(ASKED)
    return found


def open_link(request: HttpRequest, link_id: int) -> None:
    """Remember that its digits were right here. Call it only after that was verified.

    The session gets a new id, so that one planted in the browser beforehand opens
    nothing.
    """
    request.session.pop(ASKED, None)
    request.session[OPENED] = link_id
    request.session.cycle_key()
    begin(request.session)


def opened_link(request: HttpRequest) -> int | None:
    """The link whose digits were right here."""
    found: int | None = request.session.get(OPENED)
    return found


def forget_link(request: HttpRequest) -> None:
    """Erase it here: whoever opens the letters next shows new digits."""
    for key in (ASKED, OPENED):
        request.session.pop(key, None)
    request.session.cycle_key()
