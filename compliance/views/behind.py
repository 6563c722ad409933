"""From an order to the scores that it made, and from a score back to its orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from compliance import policies
from compliance.selectors.words import chosen
from compliance.services import behind as reading

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@require_safe
def counted(request: PortalRequest, ref: UUID) -> HttpResponse:
    """How one order counts: today, and in every score that was published."""
    _readers_only(request)
    today = legal_day(request.now, settings.TIME_ZONE)
    try:
        found = reading.counted(ref, request.actor, today)
    except reading.NotSeen:
        raise Http404 from None
    name = chosen(found.agency.name_id, found.agency.name_en)
    context = {"found": found, "agency": name, "today": today}
    return render(request, "assess/counted.html", context)


@require_safe
def orders(request: PortalRequest, agency: UUID, year: int) -> HttpResponse:
    """The orders behind a published score, with the way to each that he may see."""
    _readers_only(request)
    try:
        found = reading.behind(agency, year, request.actor)
    except reading.NotSeen:
        raise Http404 from None
    actions = found.record.actions if found.record else ()
    rows = [(one, found.seen.get(one.ref)) for one in actions]
    context = {"found": found, "rows": rows, "ref": agency}
    return render(request, "assess/behind.html", context)


def _readers_only(request: PortalRequest) -> None:
    if not policies.can_look_behind(request.actor):
        raise Http404
