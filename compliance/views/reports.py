"""The yearly report: figures of all agencies, for who runs, assesses or audits rounds.

It reads what everybody may read one by one: published facts and published scores. So
its files are no secret and want no purpose.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policies import require
from compliance import policies
from compliance.reports import yearly as tables
from compliance.reports import yearly_charts as charts
from compliance.reports.yearly_paper import report_paper
from compliance.reports.yearly_words import badges, caution, group_name, highlights
from compliance.selectors.yearly import yearly
from compliance.services.papers import PressBusy, report_sheets
from compliance.services.rounds import NOT_YOURS
from compliance.views.papers import busy
from compliance.views.rapor import year_of
from documents.domain.kinds import MediaType
from documents.tables import About, csv_of, xlsx_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from compliance.selectors.yearly import Group, Yearly


def _found(request: PortalRequest) -> tuple[Yearly, Group | None]:
    """The year and the group that the address asks for, else what is known best."""
    require(policies.can_see_round(request.actor), NOT_YOURS)
    found = yearly(year_of(request))
    return found, found.group(request.GET.get("kelompok", ""))


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """A year of all agencies, and one group of them that may be compared."""
    found, group = _found(request)
    asked = {"tahun": str(found.year)} | ({"kelompok": group.key} if group else {})
    drawn = charts.of_year(found) | (charts.of_group(group) if group else {})
    context = {
        "found": found,
        "group": group,
        "name": group_name(group, found) if group else "",
        "groups": [(one.key, group_name(one, found)) for one in found.groups],
        "overview": [(one, drawn.get(one.key)) for one in tables.overview(found)],
        "details": [(one, drawn.get(one.key)) for one in tables.of_group(group)]
        if group
        else [],
        "highlights": highlights(group) if group else [],
        "badges": badges(group) if group else [],
        "caution": caution(group) if group else "",
        **_trend(group),
        "known": _is_known(found),
        "query": urlencode(asked),
    }
    return render(request, "assess/reports.html", context)


@require_safe
def table(request: PortalRequest) -> HttpResponse:
    """What the page shows of a year and a group, for a spreadsheet."""
    found, group = _found(request)
    if not _is_known(found):
        raise Http404
    shown = tables.overview(found) + (tables.of_group(group) if group else ())
    name = group_name(group, found) if group else ""
    rows = tables.cells(shown, year=found.year, group=name)
    if request.GET.get("bentuk") == "xlsx":
        about = About(_title(found), _reader(request), request.now)
        return _file(xlsx_of(rows, about), MediaType.XLSX.value, found, "xlsx")
    kind = f"{MediaType.CSV.value}; charset=utf-8"
    return _file(csv_of(rows), kind, found, "csv")


@require_safe
def paper(request: PortalRequest) -> HttpResponse:
    """The report of a year as a PDF, with every group."""
    found, _group = _found(request)
    if not _is_known(found):
        raise Http404
    board = f"{reverse('rapor:board')}?tahun={found.year}"
    told = report_paper(found, _title(found), f"{settings.BASE_URL}{board}")
    # Of what others printed only the year is known.
    dated = found.published_at or datetime(found.year, 12, 31, tzinfo=UTC)
    try:
        content = report_sheets(told, dated=dated)
    except PressBusy:
        return busy()
    return _file(content, MediaType.PDF.value, found, "pdf")


def _trend(group: Group | None) -> dict[str, Any]:
    drawn = charts.means(group) if group else None
    if drawn is None:
        return {"trend": None}
    return {
        "trend": drawn,
        "says": charts.says(drawn),
        "caption": charts.caption(drawn),
    }


def _is_known(found: Yearly) -> bool:
    return bool(found.groups or found.zones)


def _reader(request: PortalRequest) -> str:
    """Whose file it is, for its foot."""
    user = request.user
    return user.name if user.is_authenticated else ""


def _title(found: Yearly) -> str:
    return _("Laporan kepatuhan %(year)s") % {"year": found.year}


def _file(content: bytes, kind: str, found: Yearly, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"laporan-kepatuhan-{found.year}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
