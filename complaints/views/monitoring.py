"""All corrective actions that are not finished, by date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.policies import reads_cases
from complaints.selectors.monitoring import open_actions
from complaints.views.words import agency_in_list, clock_for_day, name_of, status_of

if TYPE_CHECKING:
    from datetime import date

    from accounts.http import PortalRequest
    from agencies.domain.calendar import WorkCalendar
    from complaints.models import CorrectiveAction

PAGE = 50


def _row(
    action: CorrectiveAction, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    status, tag = status_of(action, today)
    anchor = "rekomendasi" if action.is_item else "tk"
    return {
        "text": _("Perkara terbatas") if action.case.restricted else action.text,
        "url": reverse("work:case", args=[action.case.ref]) + f"#{anchor}",
        "item": action.is_item,
        "number": name_of(action.case),
        "agency": agency_in_list(action.case),
        "status": status,
        "tag": tag,
        "clock": clock_for_day(action.due_on, today, calendar)
        if action.due_on
        else None,
    }


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """What agencies still owe, nearest date first, fifty a page."""
    if not reads_cases(request.actor):
        raise Http404
    today = legal_day(request.now, settings.TIME_ZONE)
    calendar = work_calendar()
    page = Paginator(open_actions(request.actor), PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": [_row(action, today, calendar) for action in page],
    }
    return render(request, "complaints/office/monitoring.html", context)
