"""What the middleware puts on every request before a view sees it."""

from datetime import datetime

from django.http import HttpRequest

from accounts.actor import Actor


class PortalRequest(HttpRequest):
    """A request with its actor, the one ``now`` of its use case, and its id."""

    actor: Actor
    now: datetime
    id: str
