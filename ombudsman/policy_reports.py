"""Where browsers say that a page broke our content policy (R43).

Anybody may write here, so nothing of it is believed or kept: one line of the log with
the directive, the name of the route and what kind of thing was stopped, each from a
short list of ours. No address, no query, no words, no network, no session.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.limits import allow
from accounts.network import client_network
from accounts.wall_clock import wall_now

log = structlog.stdlib.get_logger("ombudsman.policy")

BROKEN = "policy_broken"
#: Bytes; a browser's report is smaller. More is not read.
MOST = 8_192
#: Reports in an hour that are looked at: of one network, and of all of them.
PER_NETWORK, ALL, WINDOW = 20, 500, timedelta(hours=1)
DIRECTIVES = frozenset(
    {
        "base-uri",
        "connect-src",
        "default-src",
        "font-src",
        "form-action",
        "frame-ancestors",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src",
        "style-src-attr",
        "style-src-elem",
        "worker-src",
    }
)
#: What a browser calls a thing that was stopped, where it names no address.
KINDS = frozenset({"inline", "eval", "wasm-eval", "self", "data", "blob"})
OTHER, NOWHERE = "other", "-"


@csrf_exempt  # a browser sends it by itself; it does nothing for anybody
@login_not_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """One report. The answer is the same whatever came, and whether it was read."""
    text = request.read(MOST + 1)
    if len(text) <= MOST and _has_room(request):
        found = _told(text)
        if found:
            log.warning(BROKEN, **found)
    return HttpResponse(status=204)


def _has_room(request: HttpRequest) -> bool:
    now, network = wall_now(), client_network(request)
    return allow(f"policy:{network}", PER_NETWORK, WINDOW, now) and allow(
        "policy", ALL, WINDOW, now
    )


def _told(text: bytes) -> dict[str, str]:
    """What the line says; nothing for what is no report, or not of a page of ours."""
    try:
        told = json.loads(text)["csp-report"]
        page = urlsplit(_text(told, "document-uri"))
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    if page.hostname not in settings.ALLOWED_HOSTS:
        return {}
    words = _text(told, "effective-directive") or _text(told, "violated-directive")
    directive = words.split(" ")[0]
    return {
        "directive": directive if directive in DIRECTIVES else OTHER,
        "route": _route(page.path),
        "blocked": _kind(_text(told, "blocked-uri"), page.hostname or ""),
    }


def _text(told: Any, name: str) -> str:
    value = told.get(name, "") if isinstance(told, dict) else ""
    return value if isinstance(value, str) else ""


def _route(path: str) -> str:
    """Its name, never its address: addresses may hold locators."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return NOWHERE


def _kind(blocked: str, host: str) -> str:
    if blocked in KINDS:
        return blocked
    try:
        there = urlsplit(blocked).hostname
    except ValueError:
        return OTHER
    return "self" if there == host else OTHER
