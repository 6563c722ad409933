"""The audit of pauses: which inner clocks stood still in a month, why and how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as day_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.performance import Month, month_of
from complaints.policies import heads_an_office
from complaints.selectors.pauses import pauses_of
from complaints.views.words import HOLDERS, TERM_NAMES, agency_in_list, name_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.selectors.pauses import Pause, Place

AFTER = "sesudah"


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """One month, by default this one; the months beside it are a link away."""
    if not heads_an_office(request.actor):
        raise Http404
    today = legal_day(request.now, settings.TIME_ZONE)
    month = _asked(request.GET.get("bulan", ""), today)
    after = month.before(-1)
    last = after.first - timedelta(days=1)
    place = _place(request.GET.get(AFTER, ""))
    span = (month.first, last, today)
    found = pauses_of(request.actor, *span, work_calendar(), place)
    context = {
        "month": _called(month),
        "rows": [_row(one, found.names) for one in found.rows],
        "totals": [(name or _("Kepala kantor"), n) for name, n in found.totals],
        "following": _onward(month, found.following) if found.following else "",
        "first": f"?{_month(month)}",
        "later": place is not None,
        "before": _link(month.before(1)),
        "after": _link(after) if after.first <= today else None,
    }
    return render(request, "complaints/heads/pauses.html", context)


def _month(month: Month) -> str:
    return f"bulan={month.first:%Y-%m}"


def _onward(month: Month, place: Place) -> str:
    day, term, clock = place
    return f"?{_month(month)}&{AFTER}={day.isoformat()},{term},{clock}"


def _place(told: str) -> Place | None:
    """The place that an address names; None where it names none."""
    try:
        day, term, clock = told.split(",")
        return date.fromisoformat(day), int(term), int(clock)
    except ValueError:
        return None


def _asked(told: str, today: date) -> Month:
    """The month that the address names; this one where it names none."""
    try:
        found = month_of(date.fromisoformat(f"{told}-01"))
    except ValueError:
        return month_of(today)
    # The first and the last year have no month beside them.
    return found if date.min.year < found.year < date.max.year else month_of(today)


def _called(month: Month) -> str:
    return day_format(month.first, "F Y")


def _link(month: Month) -> dict[str, str]:
    address = f"{reverse('work:pauses')}?{_month(month)}"
    return {"url": address, "name": _called(month)}


def _row(one: Pause, names: dict[int, str]) -> dict[str, Any]:
    case = one.case
    return {
        "url": reverse("work:case", args=[case.ref]),
        "number": name_of(case),
        "agency": agency_in_list(case),
        "clock": TERM_NAMES.get(one.clock, one.clock),
        "officer": names.get(one.officer_id or 0, _("Kepala kantor")),
        "because": TERM_NAMES.get(one.because, one.because),
        "waits_for": HOLDERS.get(one.waits_for, ""),
        "since": one.since,
        "until": one.until,
        "days": len(one.days),
    }
