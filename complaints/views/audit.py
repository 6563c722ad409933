"""Where the auditor begins: every case with its chain, checked while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.policies import reads_cases, watches_reading
from complaints.selectors.alarms import alarms_for
from complaints.selectors.chains import chained_cases, verified
from complaints.views.words import name_of
from journal.selectors import history_checks

if TYPE_CHECKING:
    from accounts.http import PortalRequest

PAGE = 25


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Histories, the last changed first; each page of them is verified as it is shown."""
    if not reads_cases(request.actor):
        raise Http404
    page = Paginator(chained_cases(request.actor), PAGE).get_page(
        request.GET.get("hal")
    )
    reports = verified(page)
    context = {
        "page": page,
        "rows": [
            {
                "ref": case.ref,
                "name": name_of(case),
                "office": case.office,
                "stage": case.get_state_display(),
                "updated": case.updated_at,
                "entries": report.entries,
                "whole": not report.breaks,
            }
            for case, report in reports
        ],
        "watches": watches_reading(request.actor),
        "entries": sum(report.entries for _case, report in reports),
        "broken": sum(bool(report.breaks) for _case, report in reports),
        **history_checks(),
    }
    return render(request, "complaints/office/audit.html", context)


@require_safe
def alarms(request: PortalRequest) -> HttpResponse:
    """Who read more in one hour than work explains, for the auditor."""
    if not watches_reading(request.actor):
        raise Http404
    page = Paginator(alarms_for(request.actor), PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "cases": settings.BULK_READ_CASES,
        "searches": settings.BULK_READ_SEARCHES,
    }
    return render(request, "complaints/office/alarms.html", context)
