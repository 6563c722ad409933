"""What happens to every request before and after its view."""

import time
from collections.abc import Callable
from typing import cast

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import urlencode

from accounts.actor_of import actor_for
from accounts.errors import NotAllowed, StepUpRequired
from accounts.http import PortalRequest
from accounts.network import coarse_network
from accounts.wall_clock import wall_now
from complaints.models import Case
from complaints.services import reading
from journal import origin
from ombudsman import clock, errors, health, languages, surfaces
from ombudsman.logs import ANSWERED
from ombudsman.request_id import new_request_id

Answer = Callable[[HttpRequest], HttpResponse]
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Rooms of which a refusal is written down: all of the office's, all of an agency's, and
#: the cases for programs.
SENSITIVE = ("/kerja/", "/instansi/", "/api/v1/cases/")
REFUSED = frozenset({403, 404})
#: Answers that caches may keep: it, and that it is still the same.
KEEPABLE = frozenset({200, 304})
WRONG_WAY = 405
log = structlog.stdlib.get_logger("ombudsman.request")


def _route(request: HttpRequest) -> str:
    """The name of the route, never its address: addresses may hold locators."""
    match = request.resolver_match
    return match.view_name if match else "-"


class RequestLog:
    """Outermost: gives the request its id and writes one line when it is answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = new_request_id()
        cast("PortalRequest", request).id = request_id
        started = time.monotonic()
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            log.info(
                ANSWERED,
                route=_route(request),
                method=request.method if request.method in METHODS else "OTHER",
                status=response.status_code,
                ms=round((time.monotonic() - started) * 1000),
            )
        response["X-Request-ID"] = request_id
        return response


class SurfaceHeaders:
    """Headers of ``surfaces``; whatever is not on the public list is not stored."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        public = _is_public(request)
        if _named(request) in surfaces.COOKIELESS:
            request.META.pop("HTTP_COOKIE", None)  # no session, no user, no choice
        response = self.get_response(request)
        for name, value in surfaces.EVERYWHERE.items():
            if response.headers.get(name) != surfaces.STRICTER.get(name, value):
                response[name] = value
        _let_others_embed(request, response)
        if public and response.status_code in KEEPABLE:
            if response.get("Cache-Control") != surfaces.KEPT:
                response["Cache-Control"] = surfaces.PUBLIC
            del response["Vary"]
        elif not _is_static(request):
            response["Cache-Control"] = surfaces.PRIVATE
        return response


def _is_public(request: HttpRequest) -> bool:
    return _named(request) in surfaces.PUBLIC_CACHED


def _let_others_embed(request: HttpRequest, response: HttpResponse) -> None:
    """A picture for pages of others, not the page that says there is none."""
    embedded = _named(request) in surfaces.EMBEDDED
    if embedded and response.status_code in KEEPABLE:
        for name, value in surfaces.BY_OTHERS.items():
            response[name] = value


def _named(request: HttpRequest) -> str:
    """The name of the route before anything ran; empty where there is none."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _is_static(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


class Health:
    """Answers the probes before anything that could fail, host check included."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = health.PROBES.get(request.path_info)
        return probe() if probe else self.get_response(request)


class Language:
    """Speaks the chosen language; a choice in the address becomes the cookie."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = languages.spoken(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        if languages.asked_for(request) and not _is_public(request):
            languages.remember(response, code)
        return response


def _note_refusal(request: PortalRequest, status: int) -> None:
    """On the asker's own record (R52), where he is known and the page sensitive."""
    match = request.resolver_match
    if request.actor.user_id is None or match is None:
        return  # nobody, or an address that leads nowhere
    if not request.path_info.startswith(SENSITIVE):
        return
    ref = match.kwargs.get("ref", "")
    reading.refused(
        route=match.view_name,
        status=status,
        ref=str(ref),
        actor=request.actor,
        real_now=wall_now(),
        now=request.now,
    )


class Edge:
    """The one place where a request learns who asks and what time it is."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        portal = cast("PortalRequest", request)
        portal.now = clock.now()
        portal.actor = actor_for(request)
        with origin.asked_from(network=coarse_network(request), request=portal.id):
            response = self.get_response(request)
            if response.status_code == WRONG_WAY and not response.content:
                response = errors.wrong_way(request, response)
            if response.status_code in REFUSED:
                _note_refusal(portal, response.status_code)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A refusal that no view took up itself becomes its page."""
        if isinstance(exception, StepUpRequired):
            back = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('step_up')}?{back}")
        if isinstance(exception, NotAllowed):
            return errors.page(request, 403)
        if isinstance(exception, Case.DoesNotExist):
            # It was hers to see when the page began, and no longer when it acted.
            return errors.page(request, 404)
        return None
