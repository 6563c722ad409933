"""503 while the database restarts, is too slow or out of reach, or all is busy (R68).

Nothing is stored then, so the page itself keeps what was typed and sends it again.
Pages that take a credential do not: a password is typed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from django.http import HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from documents.errors import StorageOut

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER = "5"  # seconds
#: Errors after which the same request may well succeed.
LOST = (OperationalError, InterfaceError)
#: Two more that psycopg calls internal: a transaction that stood idle for too long, and
#: a server that only reads because another one took over.
PASSING = frozenset({"25P03", "25006"})
#: Whose forms hold words worth keeping.
ROOMS = frozenset({"citizen", "tracking", "work", "agency", "assess"})
#: Forms in these rooms that take a code.
CODES = frozenset(
    {"agency:link", "tracking:enter", "tracking:case", "citizen:file_resume"}
)


def is_loss(error: BaseException | None) -> bool:
    """Whether the database or the storage of files, not we, is what failed.

    A server that dies in the middle of an answer has no name among psycopg's errors:
    what comes is the plain base class.
    """
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "pgcode", None) in PASSING
    return isinstance(error, (*LOST, StorageOut)) or type(error) is DatabaseError


def answer(request: HttpRequest) -> HttpResponse:
    """503 with the way to try again; asks neither database nor session."""
    response = _problem() if request.path_info.startswith("/api/") else _page(request)
    response["Retry-After"] = RETRY_AFTER
    return response


def keeps_typed(name: str) -> bool:
    """Whether the form of this route may be shown again with what was typed."""
    return name.partition(":")[0] in ROOMS and name not in CODES


def _problem() -> HttpResponse:
    told = {
        "type": "about:blank",
        "title": _("Sistem belum bisa menjawab"),
        "status": 503,
        "code": "unavailable",
    }
    return JsonResponse(told, status=503, content_type="application/problem+json")


def _page(request: HttpRequest) -> HttpResponse:
    typed, files = _typed(request)
    context = {
        "request_id": getattr(request, "id", ""),
        "typed": typed,
        "files": files,
        "again": bool(typed or files),
    }
    page = loader.render_to_string("errors/503.html", context)
    return HttpResponse(page, status=503)


def _typed(request: HttpRequest) -> tuple[list[tuple[str, str]], list[str]]:
    """Names and values of the form, its own CSRF token among them; names of files.

    The token is the one that came: a form of another site stays without one.
    """
    try:
        if request.method != "POST" or not keeps_typed(
            resolve(request.path_info).view_name
        ):
            return [], []
        values = [(n, value) for n, many in request.POST.lists() for value in many]
        return values, sorted(request.FILES)
    except (OSError, SuspiciousOperation, MultiPartParserError, Resolver404):
        return [], []  # the request itself did not come through whole
