"""One's own calendar: the page of its secret address, and what a program reads there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.network import client_network
from accounts.stepup import stepped_up
from agencies.domain.calendar import legal_day
from complaints.models import CalendarFeed
from complaints.policies import has_duties
from complaints.selectors.calendar_feed import days_of, feed_of
from complaints.services import calendar_feed as service
from complaints.services.errors import TooManyTries
from complaints.views.calendar_entries import written

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponseBase:
    """Whether there is an address; make one, make it anew, take it away."""
    if not has_duties(request.actor):
        raise Http404
    return _home(request)


@stepped_up
def _home(request: PortalRequest) -> HttpResponse:
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    address = ""
    if asked == "revoke":
        service.revoke(actor=request.actor, now=request.now)
        messages.success(request, _("Alamat kalender dicabut."))
        return redirect("calendar_feed:home")
    if asked == "make":
        secret = service.make(
            language=get_language() or "id", actor=request.actor, now=request.now
        )
        path = reverse("calendar_feed:read", kwargs={"secret": secret})
        address = f"{settings.BASE_URL}{path}"
    context = {"feed": feed_of(request.actor), "address": address}
    return render(request, "complaints/calendar_feed/home.html", context)


@login_not_required
@require_safe
def read(request: PortalRequest, secret: str) -> HttpResponseBase:
    """The calendar itself; what opens none is the 404 that everything is."""
    try:
        feed, actor = service.opened(
            secret=secret, network=client_network(request), now=request.now
        )
    except CalendarFeed.DoesNotExist:
        raise Http404 from None
    except TooManyTries:
        return _kept(render(request, "errors/429.html", status=429))
    with translation.override(feed.language):
        content = written(days_of(actor), made_at=feed.made_at)
    day = legal_day(request.now, settings.TIME_ZONE)
    changed = service.read(feed, content, day=day, now=request.now)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    stamp = int(changed.timestamp())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="ombudsman.ics"'
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(stamp)
    found = get_conditional_response(
        request, etag=etag, last_modified=stamp, response=answer
    )
    return _kept(found or answer)


def _kept(answer: HttpResponseBase) -> HttpResponseBase:
    """Its address holds a secret: no page that it leads to may learn of it."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
