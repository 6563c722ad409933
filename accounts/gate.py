"""Before the second factor every way leads to the page that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest

SET_UP = "mfa_activate_totp"
#: What somebody may still do with a password alone: set it up, or leave.
OPEN = frozenset({SET_UP, "passkey_add", "account_logout"})


class SecondFactorGate:
    """Stands after the middleware that sets ``request.actor``.

    Somebody who *has* a second factor is not signed in at all before he shows it
    (allauth asks for it inside the sign-in); this gate is for those who must set
    theirs up first.
    """

    def __init__(
        self, get_response: Callable[[PortalRequest], HttpResponseBase]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: PortalRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Turn everybody who awaits his second factor away from every other page."""
        match = request.resolver_match
        if not request.actor.awaits_second_factor:
            return None
        if match is not None and match.view_name in OPEN:
            return None
        return HttpResponseRedirect(reverse(SET_UP))
