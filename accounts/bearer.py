"""``Authorization: Bearer ...``: how a program says in whose name it asks (RFC 6750).

Only operations of the API know it, so a token opens no page; and they learn nothing from
a cookie (``ombudsman.surfaces``), so a session opens no operation. A token in an address
is not looked at: addresses are kept by browsers and proxies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.views import APIView

from accounts.api import CHALLENGE, Problem, portal_of
from accounts.errors import TooOften, WrongToken
from accounts.network import client_network
from accounts.services.tokens import opened

if TYPE_CHECKING:
    from typing import Any

    from rest_framework.request import Request

    from accounts.models import ApiToken, User
    from accounts.scopes import Scope

SCHEME = "bearer"


class Bearer(BaseAuthentication):
    """Makes the bearer of a token the actor of the request, for this request alone."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Nobody where no token is shown; a wrong one is refused, whatever is wrong."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        portal = portal_of(request)
        try:
            token, portal.actor = opened(
                secret=secret.strip(), network=client_network(portal), now=portal.now
            )
        except WrongToken:
            raise AuthenticationFailed from None
        except TooOften as error:
            raise Problem(
                429, _("Terlalu sering"), "too_often", retry_after=error.seconds
            ) from None
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        del request
        return CHALLENGE


class Bears(BasePermission):
    """A token is shown, and it is for what the operation does."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        token: Any = request.auth  # an ApiToken, which DRF does not know of
        if token is None:
            return False
        scope: Scope | None = getattr(view, "scope", None)
        if scope is not None and scope not in token.scopes:
            raise Problem(
                403,
                _("Token ini tidak memuat cakupan %(scope)s") % {"scope": scope},
                "scope_missing",
            )
        return True


class TokenView(APIView):
    """An operation for whoever bears a token; ``scope``: what the token must be for."""

    authentication_classes = [Bearer]
    permission_classes = [Bears]
    scope: ClassVar[Scope | None] = None


class BearerInSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """How the description of the API calls it."""

    target_class = "accounts.bearer.Bearer"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A token of ``/masuk/akun/token/``."""
        del auto_schema
        return {"type": "http", "scheme": SCHEME}
