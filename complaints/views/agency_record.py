"""An agency's own record: every order of all years, and the way to its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import agencies_of
from complaints.domain.record import InRecord, standing_in, year_in
from complaints.selectors.agency_record import record_of, years_of
from complaints.selectors.duties import number_of
from complaints.views.words import name_in_language, status_of

if TYPE_CHECKING:
    from typing import Any

    from django.utils.functional import Promise

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction

PAGE = 25
STANDINGS: dict[InRecord, str | Promise] = {
    InRecord.OPEN: _("Masih berjalan"),
    InRecord.LATE: _("Lewat batas waktu"),
    InRecord.PARTLY: _("Dilaksanakan sebagian"),
    InRecord.DONE: _("Dilaksanakan"),
    InRecord.FREED: _("Dibatalkan, dikecualikan, atau menjadi Rekomendasi"),
}


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Each order with its evidence, our verdict and our reason."""
    if not request.actor.is_liaison:
        raise Http404
    year = year_in(request.GET.get("tahun", ""))
    standing = standing_in(request.GET.get("status", ""))
    today = legal_day(request.now, settings.TIME_ZONE)
    rows = record_of(request.actor, year=year, standing=standing, today=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "lines": [
            _line(row, legal_day(request.now, row.case.office.zone)) for row in page
        ],
        "year": year,
        "standing": standing,
        "years": years_of(request.actor),
        "standings": STANDINGS.items(),
        "scores": [
            (name_in_language(agency), agency.ref)
            for agency in agencies_of(request.actor.agency_ids)
        ],
    }
    return render(request, "complaints/agency/record.html", context)


def _line(row: CorrectiveAction, today: Any) -> dict[str, Any]:
    status, tag = status_of(row, today)
    return {"row": row, "number": number_of(row.case), "status": status, "tag": tag}
