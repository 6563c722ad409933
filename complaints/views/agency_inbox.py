"""The first page of an agency: what it must do, by date, and its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import agencies_of, work_calendar
from complaints.selectors.agency_days import KEPT, owed
from complaints.selectors.agency_news import last_news
from complaints.selectors.dividing import holders_of
from complaints.selectors.duties import finished, number_of, released
from complaints.views.agency_news import lines as news_lines
from complaints.views.more_words import more_words
from complaints.views.words import (
    clock_for_day,
    clock_of,
    name_in_language,
    stage_for_agency,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.http import HttpResponse

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from agencies.domain.calendar import WorkCalendar
    from complaints.models import Case
    from complaints.selectors.duties import Duty
    from complaints.views.words import Clock

PAGE = 25


@require_safe
def inbox(request: PortalRequest) -> HttpResponse:
    """Every open duty by date, and the released cases, those that are closed apart."""
    if not request.actor.is_liaison:
        raise Http404
    today, calendar = legal_day(request.now, settings.TIME_ZONE), work_calendar()
    seen = released(request.actor)
    names = _names(request.actor)
    held = holders_of([case.pk for case in seen], request.actor, request.now)
    rows = [
        {
            "duty": duty,
            "clock": _clock(duty, today, calendar),
            "held": held.get(duty.ref),
            "agency": names.get(duty.agency_id, ""),
            "more": more_words(duty.more, today),
            "own_day": _own_day(duty, today),
        }
        for duty in owed(request.actor, seen, today=today)
    ]
    page = Paginator(finished(request.actor), PAGE).get_page(request.GET.get("hal"))
    context = {
        "rows": rows,
        "news": news_lines(last_news(request.actor)),
        "cases": _lines(seen, names),
        "page": page,
        "done": _lines(page, names),
    }
    return render(request, "complaints/agency/inbox.html", context)


def _own_day(duty: Duty, today: date) -> date | None:
    """The last day of an order, where another one decides now; else nothing."""
    return duty.due_on if duty.keep_on(today) != duty.due_on else None


def _clock(duty: Duty, today: date, calendar: WorkCalendar) -> Clock | None:
    """By when to act; of an order of which more is wanted, by when that keeps its day."""
    keep_on = duty.keep_on(today)
    if keep_on is not None and keep_on != duty.due_on:
        return clock_for_day(keep_on, today, calendar)
    if duty.term is not None:
        return clock_of(duty.term, today, calendar)
    kept = duty.due_on if duty.kind in KEPT else None
    return clock_for_day(kept, today, calendar) if kept else None


def _names(actor: Actor) -> dict[int | None, str]:
    """The agencies by id, for who speaks for several; nobody else needs to be told."""
    if len(actor.agency_ids) < 2:
        return {}
    return {row.pk: name_in_language(row) for row in agencies_of(actor.agency_ids)}


def _lines(
    cases: Iterable[Case], names: Mapping[int | None, str]
) -> list[dict[str, Any]]:
    return [
        {
            "case": case,
            "number": number_of(case),
            "stage": stage_for_agency(case),
            "agency": names.get(case.agency_id, ""),
        }
        for case in cases
    ]
