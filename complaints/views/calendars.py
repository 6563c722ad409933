"""The calendar of working days: listed by year, written, looked at, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from agencies.selectors import editable_years
from complaints.forms.calendar import days_of as typed_days
from complaints.forms.calendar import rows_of
from complaints.forms.questioning import VersionForm
from complaints.policies import administers
from complaints.selectors import calendars
from complaints.services import calendar_editing, recounting
from complaints.services.errors import CaseError
from complaints.views.for_whom import exists_for
from complaints.views.sentences import refusal
from complaints.views.words import TERM_NAMES

if TYPE_CHECKING:
    from accounts.http import PortalRequest


def _require_year(year: int) -> None:
    """404 for a year that cannot be written."""
    if year not in editable_years():
        raise Http404


@require_safe
@exists_for(administers)
def listed(request: PortalRequest) -> HttpResponse:
    """Every year with its days off, and whether a draft waits."""
    version, rows = calendars.overview()
    context = {
        "version": version,
        "rows": rows,
        "waiting": recounting.waiting(request.now) if version else 0,
    }
    return render(request, "complaints/calendar/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(administers)
def edit(request: PortalRequest, year: int) -> HttpResponse:
    """All days off of a year in one form; saving keeps a draft."""
    _require_year(year)
    if request.method != "POST":
        return _page(request, year, rows_of(year, calendars.days_of(year)))
    version, rows = VersionForm(request.POST), rows_of(year, (), request.POST)
    if not version.is_valid() or not rows.is_valid():
        return _page(request, year, rows, status=422)
    try:
        calendar_editing.write(
            year=year,
            version=version.cleaned_data["version"],
            days=typed_days(rows),
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _page(request, year, rows, status=409, why=refusal(error))
    messages.success(request, _("Draf tersimpan. Belum ada batas waktu yang berubah."))
    return redirect("calendar:preview", year=year)


def _page(
    request: PortalRequest, year: int, rows: Any, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    draft = calendars.draft_of(year)
    context = {
        "year": year,
        "draft": draft,
        "rows": rows,
        "version": draft.version if draft else 0,
        "refusal": why,
    }
    return render(request, "complaints/calendar/edit.html", context, status=status)


@require_safe
@exists_for(administers)
def preview(request: PortalRequest, year: int) -> HttpResponse:
    """What the draft changes, day by day, and how many running terms it moves."""
    _require_year(year)
    return _preview(request, year)


def _preview(
    request: PortalRequest, year: int, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    draft = calendars.draft_of(year)
    found = calendar_editing.moves(draft, request.now) if draft else None
    context = {
        "year": year,
        "draft": draft,
        "changes": calendars.differences(draft) if draft else [],
        "moves": found,
        "kinds": [(TERM_NAMES.get(kind, kind), n) for kind, n in found.kinds.items()]
        if found
        else [],
        "refusal": why,
    }
    return render(request, "complaints/calendar/preview.html", context, status=status)


@require_POST
@exists_for(administers)
def publish(request: PortalRequest, year: int) -> HttpResponse:
    """From now on terms are counted so; those that run are counted again soon."""
    _require_year(year)
    form = VersionForm(request.POST)
    if not form.is_valid():
        why = _("Halaman ini tidak lengkap.")
        return _preview(request, year, status=422, why=why)
    try:
        calendar_editing.publish(
            year=year,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _preview(request, year, status=409, why=refusal(error))
    messages.success(
        request,
        _("Kalender berlaku. Batas waktu yang berjalan dihitung ulang sebentar lagi."),
    )
    return redirect("calendar:list")
