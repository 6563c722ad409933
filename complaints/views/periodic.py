"""The report to DPR and the President: drawn up, read, issued, downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.stepup import stepped_up
from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain.periodic import Period
from complaints.forms.periodic import PERIODS, PeriodForm
from complaints.models import PeriodicReport
from complaints.models.periodic_labels import SMALL
from complaints.policies import signs_for_all, sits_in_plenary, watches_reading
from complaints.selectors.periodic import reports_for
from complaints.services import periodic
from complaints.services.errors import CaseError
from complaints.services.periodic_paper import recommendations_of, tables_of
from complaints.views.evidence import send
from complaints.views.register_words import day_of
from complaints.views.sentences import refusal
from documents.domain.kinds import LetterState, MediaType
from documents.tables import csv_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest
    from documents.models import StoredFile

#: The first year of which something is kept here.
SINCE = 2021
ISSUE = "issue"
NAMES = {int(code): name for code, name in PERIODS}


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponse:
    """The reports that there are; a commissioner draws up the next one."""
    writes = sits_in_plenary(request.actor)
    if not (writes or watches_reading(request.actor)):
        raise Http404
    if request.method == "POST":
        if not writes:
            raise Http404
        return _drawn_up(request)
    return _page(request, _form(request) if writes else None)


def _drawn_up(request: PortalRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        row = periodic.draft(
            period=form.period(),
            why=form.cleaned_data["why"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        form.add_error(None, str(refusal(error)))
        return _page(request, form, status=409)
    return redirect("periodic:report", ref=row.ref)


def _form(request: PortalRequest, data: Any = None) -> PeriodForm:
    today = legal_day(request.now, central_office().zone)
    years = range(today.year, SINCE - 1, -1)
    return PeriodForm(data, years=years, initial=_last_over(today))


def _page(
    request: PortalRequest, form: PeriodForm | None, *, status: int = 200
) -> HttpResponse:
    rows = [_line(row) for row in reports_for(request.actor)]
    context = {"form": form, "rows": rows}
    return render(request, "complaints/periodic/home.html", context, status=status)


def _last_over(today: date) -> dict[str, int]:
    """The last quarter that is over."""
    this = (today.month - 1) // 3 + 1
    found = Period(today.year, this - 1) if this > 1 else Period(today.year - 1, 4)
    return {"year": found.year, "quarter": found.quarter}


def _line(row: PeriodicReport) -> dict[str, Any]:
    return {"row": row, "period": NAMES[row.quarter], "replaced": _is_replaced(row)}


def _is_replaced(row: PeriodicReport) -> bool:
    """Whether a later version was issued in its place."""
    return row.letter is not None and row.letter.state != LetterState.GENUINE


def _found(request: PortalRequest, ref: UUID) -> PeriodicReport:
    try:
        return reports_for(request.actor).get(ref=ref)
    except PeriodicReport.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One report with every figure, what each counts, and whether it still holds."""
    row = _found(request, ref)
    why, status = "", 200
    if request.method == "POST":
        try:
            periodic.issue(ref=row.ref, actor=request.actor, now=request.now)
        except CaseError as error:
            why, status = str(refusal(error)), 409
        except NotAllowed:
            why, status = _("Ketua yang menerbitkan laporan ini."), 403
        else:
            messages.success(request, _("Laporan terbit."))
            return redirect("periodic:report", ref=row.ref)
    context = {
        "row": row,
        "period": NAMES[row.quarter],
        "first": day_of(row.data["inputs"]["first"]),
        "last": day_of(row.data["inputs"]["last"]),
        "tables": tables_of(row.data),
        "recommendations": _with_days(row, "recommendations"),
        "refused": _with_days(row, "refused"),
        "small": SMALL,
        "replaced": _is_replaced(row),
        "stands": periodic.stands(row),
        "may_issue": _may_issue(request, row),
        "why": why,
        "do": ISSUE,
    }
    return render(request, "complaints/periodic/report.html", context, status=status)


def _may_issue(request: PortalRequest, row: PeriodicReport) -> bool:
    drafted = row.drafted_by_id == request.actor.user_id
    return signs_for_all(request.actor) and not drafted and row.issued_at is None


def _with_days(row: PeriodicReport, name: str) -> list[dict[str, Any]]:
    return [
        {
            **one,
            "signed_on": day_of(one["signed_on"]),
            "announced_on": day_of(one["announced_on"]),
        }
        for one in recommendations_of(row.data["figures"][name])
    ]


@require_safe
def paper(request: PortalRequest, ref: UUID) -> HttpResponse:
    """To the PDF of an issued report, for one minute."""
    row = _found(request, ref)

    def file() -> StoredFile:
        if row.letter is None:
            raise PeriodicReport.DoesNotExist
        return row.letter.file

    return send(request, file)


@require_safe
def table(request: PortalRequest, ref: UUID) -> HttpResponseBase:
    """Its figures for a spreadsheet: what the page shows, and no more."""
    return _taken(request, _found(request, ref))


@stepped_up
def _taken(request: PortalRequest, row: PeriodicReport) -> HttpResponse:
    periodic.take_along(row, actor=request.actor, now=request.now)
    response = HttpResponse(
        csv_of(_cells(row)), content_type=f"{MediaType.CSV.value}; charset=utf-8"
    )
    name = f"laporan-{row.year}-{row.quarter or 'tahun'}-v{row.version}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(row: PeriodicReport) -> Iterator[list[str]]:
    yield [_("Tabel"), _("Baris"), _("Jumlah")]
    for found in tables_of(row.data):
        for line in found["rows"]:
            yield [found["title"], line["name"], str(line["n"])]
        yield [found["title"], _("Jumlah"), str(found["total"])]
    for one in recommendations_of(row.data["figures"]["recommendations"]):
        named = ", ".join(filter(None, (one["number"], one["agency"], one["official"])))
        yield [_("Rekomendasi"), named, one["status"]]
