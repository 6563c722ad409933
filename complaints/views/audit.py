"""Where the auditor begins: every case with its chain, checked while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from complaints.policies import reads_cases, watches_reading
from complaints.selectors.alarms import alarms_for
from complaints.selectors.chains import chained_cases, verified
from complaints.views.words import name_of
from journal.selectors import chains_by_kind, history_checks

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from accounts.http import PortalRequest

PAGE = 25
#: What the subjects of chains are called, by their kind in the journal.
CHAIN_NAMES: dict[str, str | Promise] = {
    "agency": _("Instansi"),
    "case": _("Perkara"),
    "demo_clock": _("Jam peragaan"),
    "methodology": _("Metode penilaian"),
    "office": _("Kantor"),
    "round": _("Penilaian"),
    "user": _("Orang"),
}


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Histories, the last changed first; each page of them is verified as it is shown.

    For the auditor also how many chains there are of every kind, and the last
    checkpoint: to anybody else such a number would tell of cases that are kept from him.
    """
    if not reads_cases(request.actor):
        raise Http404
    page = Paginator(chained_cases(request.actor), PAGE).get_page(
        request.GET.get("hal")
    )
    reports = verified(page)
    watches = watches_reading(request.actor)
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
        "watches": watches,
        "entries": sum(report.entries for _case, report in reports),
        "broken": sum(bool(report.breaks) for _case, report in reports),
        **(_whole_journal() if watches else {}),
    }
    return render(request, "complaints/office/audit.html", context)


def _whole_journal() -> dict[str, Any]:
    chains = [
        {"name": CHAIN_NAMES.get(kind, kind), "chains": n, "entries": entries}
        for kind, n, entries in chains_by_kind()
    ]
    return {"chains": chains, **history_checks()}


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
