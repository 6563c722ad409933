"""The calendar of working days: listed by year, written, looked at, put in force."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.stepup import stepped_up
from agencies.selectors import editable_years
from complaints.forms.calendar import days_of as typed_days
from complaints.forms.calendar import rows_of
from complaints.policies import edits_versions
from complaints.selectors import calendars
from complaints.services import calendar_editing, recounting
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for
from complaints.views.words import TERM_NAMES

if TYPE_CHECKING:
    from accounts.http import PortalRequest

EDITOR = Editor(
    space="calendar",
    title=gettext_lazy("Kalender hari kerja"),
    change=gettext_lazy("Ubah hari libur"),
    kept=gettext_lazy("Draf tersimpan. Belum ada batas waktu yang berubah."),
    published=gettext_lazy(
        "Kalender berlaku. Batas waktu yang berjalan dihitung ulang sebentar lagi."
    ),
    by_another=True,
)


def _require_year(year: int) -> None:
    """404 for a year that cannot be written."""
    if year not in editable_years():
        raise Http404


def _name(year: int) -> str:
    return _("Hari libur %(year)s") % {"year": year}


@require_safe
@exists_for(edits_versions)
def listed(request: PortalRequest) -> HttpResponse:
    """Every year with its days off, and whether a draft waits."""
    version, rows = calendars.overview()
    context = {
        "version": version,
        "rows": rows,
        "waiting": recounting.waiting(request.now) if version else 0,
    }
    return EDITOR.listed(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
def edit(request: PortalRequest, year: int) -> HttpResponse:
    """All days off of a year in one form; saving keeps a draft."""
    _require_year(year)
    if request.method != "POST":
        return _page(request, year, rows_of(year, calendars.days_of(year)))
    rows = rows_of(year, (), request.POST)

    def keep(version: int) -> str:
        calendar_editing.write(
            year=year,
            version=version,
            days=typed_days(rows),
            actor=request.actor,
            now=request.now,
        )
        return reverse("calendar:preview", args=[year])

    return EDITOR.save(request, [rows], keep, partial(_page, request, year, rows))


def _page(
    request: PortalRequest, year: int, rows: Any, status: int = 200, why: Any = ""
) -> HttpResponse:
    draft = calendars.draft_of(year)
    context = {
        "name": _name(year),
        "draft": draft,
        "rows": rows,
        "row_name": _("Baris"),
        "preview": reverse("calendar:preview", args=[year]) if draft else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, year: int) -> HttpResponse:
    """What the draft changes, day by day, and how many running terms it moves."""
    _require_year(year)
    return _preview(request, year)


def _preview(
    request: PortalRequest, year: int, status: int = 200, why: Any = ""
) -> HttpResponse:
    draft = calendars.draft_of(year)
    found = calendar_editing.moves(draft, request.now) if draft else None
    kinds = found.kinds if found else {}
    context = {
        "name": _name(year),
        "draft": draft,
        "back": reverse("calendar:edit", args=[year]),
        "publish": reverse("calendar:publish", args=[year]),
        "changes": calendars.differences(draft) if draft else [],
        "moves": found,
        "kinds": [(TERM_NAMES.get(kind, kind), n) for kind, n in kinds.items()],
    }
    return EDITOR.preview(request, context, status=status, why=why)


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, year: int) -> HttpResponse:
    """From now on terms are counted so; those that run are counted again soon."""
    _require_year(year)

    def put_out(version: int) -> None:
        calendar_editing.publish(
            year=year, version=version, actor=request.actor, now=request.now
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, year))
