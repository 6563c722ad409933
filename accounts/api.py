"""How the API refuses: closed unless said otherwise, and one shape for every problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers, status
from rest_framework.permissions import BasePermission
from rest_framework.response import Response

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

    from accounts.http import PortalRequest


PROBLEM = "application/problem+json"
#: How a token is shown (RFC 6750).
CHALLENGE = 'Bearer realm="api"'
NO_TOKEN = (exceptions.NotAuthenticated, exceptions.AuthenticationFailed)
#: Of what a client sent by mistake, so much is told back.
MOST_KEYS, MOST_OF_A_KEY = 10, 50


def portal_of(request: Request) -> PortalRequest:
    """The request as the middleware left it, with its actor and its time."""
    return cast("PortalRequest", request._request)  # noqa: SLF001 - DRF's own name for the request the middleware saw


class Nobody(BasePermission):
    """The default: a view that does not name who may is closed to everybody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        del request, view
        return False


class Strict(serializers.Serializer[Any]):
    """A body in which every key is ours: one that is not is refused, with its name.

    What would be passed over in silence is a slip of the client's, or somebody who
    tries to set what we do not offer (R7).
    """

    def to_internal_value(self, data: Any) -> Any:
        known = self.fields.keys()
        strange = (
            [key for key in data if key not in known] if isinstance(data, dict) else []
        )
        if strange:
            raise serializers.ValidationError(
                {str(key)[:MOST_OF_A_KEY]: ["unknown"] for key in strange[:MOST_KEYS]}
            )
        return super().to_internal_value(data)


class Query(Strict):
    """What an address asks for behind its question mark; in which language, too."""

    bahasa = serializers.ChoiceField(
        choices=[code for code, _name in settings.LANGUAGES],
        required=False,
        help_text="The language of a problem's title.",
    )


class ProblemOut(serializers.Serializer[Any]):
    """A refusal (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    fields_at_fault = serializers.DictField(required=False)


def refusals(*codes: int) -> dict[tuple[int, str], Any]:
    """How an operation describes these refusals."""
    return {(code, PROBLEM): ProblemOut for code in codes}


def any_of(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer that differs by role has either shape: an empty list has both."""
    del more
    for shape in result["components"]["schemas"].values():
        if "oneOf" in shape:
            shape["anyOf"] = shape.pop("oneOf")
    return result


class Problem(Exception):
    """A refusal of a use case, as RFC 9457 wants it told.

    ``retry_after``: seconds until trying again makes sense, or 0.
    """

    def __init__(
        self, code: int, title: str, kind: str, *, retry_after: int = 0
    ) -> None:
        super().__init__(kind)
        self.code = code
        self.title = title
        self.kind = kind
        self.retry_after = retry_after


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """The one answer for everything that can go wrong (RFC 9457).

    An error we do not know is None: it stays a 500 with its request id.
    """
    if isinstance(error, Problem):
        answer = _answer(error.code, error.title, error.kind)
        if error.retry_after:
            answer["Retry-After"] = str(error.retry_after)
        return answer
    if isinstance(error, exceptions.ValidationError):
        answer = _answer(
            status.HTTP_422_UNPROCESSABLE_ENTITY,
            _("Ada yang perlu dilengkapi"),
            "invalid",
        )
        answer.data["fields_at_fault"] = error.detail
        return answer
    if isinstance(error, NO_TOKEN):
        return _no_token(error)
    if isinstance(error, Http404):
        return _answer(status.HTTP_404_NOT_FOUND, _("Tidak ditemukan"), "not_found")
    if isinstance(error, PermissionDenied):
        return _answer(status.HTTP_403_FORBIDDEN, _("Tidak boleh"), "forbidden")
    if isinstance(error, exceptions.APIException):
        return _answer(error.status_code, str(error.detail), error.default_code)
    del context
    return None


def _no_token(error: exceptions.APIException) -> Response:
    """Whoever shows no token is told so, whoever shows one that opens nothing no more."""
    shown = isinstance(error, exceptions.AuthenticationFailed)
    title = _("Token tidak berlaku") if shown else _("Token diperlukan")
    answer = _answer(
        status.HTTP_401_UNAUTHORIZED,
        title,
        "token_invalid" if shown else "token_missing",
    )
    answer["WWW-Authenticate"] = CHALLENGE
    return answer


def _answer(code: int, title: str, kind: str) -> Response:
    return Response(
        {"type": "about:blank", "title": title, "status": code, "code": kind},
        status=code,
        content_type=PROBLEM,
    )
