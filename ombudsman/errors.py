"""Error pages: one sentence, what to do next, the request id. Never the address."""

import sys
from typing import cast

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from accounts.http import PortalRequest
from ombudsman import languages, unavailable

#: Seconds; the shortest window of the doors' limits that a person may run into.
TRIES_AGAIN = 300
TOO_MUCH = (RequestDataTooBig, TooManyFilesSent)


def page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one status; it asks neither the database nor the session.

    In the reader's language, also where a request is refused before one was chosen.
    """
    context = {"request_id": getattr(request, "id", "")}
    code = languages.spoken(request)
    with translation.override(code):
        text = loader.render_to_string(f"errors/{status}.html", context)
    return HttpResponse(text, status=status, headers={"Content-Language": code})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the request was refused for its size."""
    return page(request, 413 if isinstance(exception, TOO_MUCH) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: somebody we know asks for what he may not do."""
    del exception
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what is not there and what is not his to see."""
    del exception
    return page(request, 404)


def wrong_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 with a page: somebody opened the address that only a button sends to."""
    found = page(request, 405)
    found["Allow"] = response["Allow"]
    return found


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it is the database that failed."""
    if unavailable.is_loss(sys.exception()):
        return unavailable.answer(request)
    return page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or was not ours."""
    del reason
    context = {"request_id": cast("PortalRequest", request).id}
    return HttpResponse(
        loader.render_to_string("errors/csrf.html", context), status=403
    )


def too_many(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """429 with the seconds until it is worth trying again."""
    response = page(request, 429)
    response["Retry-After"] = str(retry_after)
    return response


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """429 of the doors (allauth asks the URL configuration for ``handler429``)."""
    return too_many(request, retry_after=TRIES_AGAIN)
