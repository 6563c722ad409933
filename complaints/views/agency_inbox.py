"""The first page of an agency: what it must do, by date, and its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.selectors.agency_news import last_news
from complaints.selectors.dividing import holders_of
from complaints.selectors.duties import duties, finished, number_of, released
from complaints.views.agency_news import lines as news_lines
from complaints.views.words import clock_of, stage_for_agency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case

PAGE = 25


@require_safe
def inbox(request: PortalRequest) -> HttpResponse:
    """Every open duty by date, and the released cases, those that are closed apart."""
    if not request.actor.is_liaison:
        raise Http404
    today, calendar = legal_day(request.now, settings.TIME_ZONE), work_calendar()
    seen = released(request.actor)
    held = holders_of([case.pk for case in seen], request.actor, request.now)
    rows = [
        {
            "duty": duty,
            "clock": clock_of(duty.term, today, calendar) if duty.term else None,
            "held": held.get(duty.ref),
        }
        for duty in duties(request.actor, seen)
    ]
    page = Paginator(finished(request.actor), PAGE).get_page(request.GET.get("hal"))
    context = {
        "rows": rows,
        "news": news_lines(last_news(request.actor)),
        "cases": _lines(seen),
        "page": page,
        "done": _lines(page),
    }
    return render(request, "complaints/agency/inbox.html", context)


def _lines(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [
        {"case": case, "number": number_of(case), "stage": stage_for_agency(case)}
        for case in cases
    ]
