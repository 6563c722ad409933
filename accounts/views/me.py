"""Who asks, as the API answers it: the person, the roles of today, the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import Query, portal_of, refusals
from accounts.bearer import TokenView
from accounts.roles import Role
from accounts.scopes import Scope, TokenKind, offered

if TYPE_CHECKING:
    from rest_framework.request import Request


class TokenOut(serializers.Serializer[Any]):
    """The token that was shown, by what is no secret of it.

    ``scopes``: those of it that its owner's roles still allow.
    """

    label = serializers.CharField()  # type: ignore[assignment]  # a key of ours
    kind = serializers.ChoiceField(choices=[kind.value for kind in TokenKind])
    name = serializers.CharField()
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=[scope.value for scope in Scope])
    )
    expires_at = serializers.DateTimeField()


class MeOut(serializers.Serializer[Any]):
    """In whose name the token acts."""

    ref = serializers.UUIDField()
    name = serializers.CharField()
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=[role.value for role in Role])
    )
    token = TokenOut()


EXAMPLE = OpenApiExample(
    "An officer's own program",
    value={
        "ref": "01980000-0000-7000-8000-000000000001",
        "name": "Sari Contoh",
        "roles": ["examiner"],
        "token": {
            "label": "k3v9q2ab",
            "kind": "personal",
            "name": "Rekap mingguan",
            "scopes": ["actions:read", "cases:read"],
            "expires_at": "2026-06-30T02:00:00Z",
        },
    },
    response_only=True,
    status_codes=["200"],
)


class Me(TokenView):
    """Whose token this is. It needs no scope."""

    @extend_schema(
        operation_id="me",
        parameters=[Query],
        responses={200: MeOut, **refusals(401, 422, 429)},
        examples=[EXAMPLE],
    )
    def get(self, request: Request) -> Response:
        """The roles of this moment; without any that a scope needs the token is dead."""
        Query(data=request.query_params).is_valid(raise_exception=True)
        actor = portal_of(request).actor
        owner: Any = request.user
        token: Any = request.auth
        told: dict[str, Any] = {
            "ref": owner.ref,
            "name": owner.name,
            "roles": sorted(role.value for role in actor.roles),
            "token": {
                "label": token.label,
                "kind": token.kind,
                "name": token.name,
                "scopes": sorted(set(token.scopes) & set(offered(actor.roles))),
                "expires_at": token.expires_at,
            },
        }
        return Response(told)
