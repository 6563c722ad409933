"""What the middleware puts on every request before a view sees it."""

from datetime import datetime

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import User


class PortalRequest(HttpRequest):
    """A request with its actor, the one ``now`` of its use case, and its id."""

    actor: Actor
    now: datetime
    id: str


def person(request: HttpRequest) -> User:
    """Who is signed in, where the door has let nobody else through."""
    if not isinstance(request.user, User):
        raise TypeError("a page for people who are signed in")
    return request.user
