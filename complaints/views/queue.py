"""The queue: what is late, what is soon, what is mine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.states import State
from complaints.models.choices import STATES
from complaints.policies import reads_cases
from complaints.selectors.headless import headless, tends_headless
from complaints.selectors.queue import VIEWS, Filters, queue, term_of
from complaints.services.reading import searched
from complaints.views.words import (
    TERM_NAMES,
    agency_of,
    clock_of,
    name_of,
    title_of,
    turn_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.http import PortalRequest
    from agencies.domain.calendar import WorkCalendar
    from complaints.models import Case, Deadline
    from complaints.selectors.queue import Key

VIEW_LABELS = {
    "all": _("Semua terbuka"),
    "mine": _("Tugas saya"),
    "late": _("Lewat batas"),
    "soon": _("Segera"),
    "unassigned": _("Belum ada petugas"),
    "consult": _("Konsultasi"),
    "back": _("Minta dibuka kembali"),
    "closed": _("Ditutup"),
}
#: How the address of a page says that it ended among the urgent.
URGENT = "mendesak"


def _after(text: str) -> Key | None:
    """The key of a page, "2026-11-24,17", an urgent one with ",mendesak" behind it;
    anything else is the first page."""
    day, _sep, rest = text.partition(",")
    pk, _sep, mark = rest.partition(",")
    try:
        return mark == URGENT, date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _filters(query: QueryDict) -> Filters:
    view = query.get("view", "all")
    state = query.get("tahap", "")
    return Filters(
        view=view if view in VIEWS else "all",
        q=query.get("q", "").replace("\x00", "").strip()[:200],
        state=state if state in set(State) else "",
        after=_after(query.get("sesudah", "")),
    )


def _rows(cases: Sequence[Case], today: date) -> list[dict[str, Any]]:
    """The rows in words; the calendar is read once for all of them."""
    calendar = work_calendar()
    return [_row(case, term_of(case), today, calendar) for case in cases]


def _row(
    case: Case, term: Deadline | None, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    officer = case.examiner or case.intake
    return {
        "url": reverse("work:case", args=[case.ref]),
        "title": title_of(case),
        "restricted": case.restricted,
        # Why it hurries are the reporter's circumstances: a restricted case keeps it.
        "urgent": case.urgent,
        "urgency": "" if case.restricted else case.get_urgency_display(),
        "number": name_of(case),
        "agency": agency_of(case),
        "confidential": case.is_confidential,
        "stage": case.get_state_display(),
        "officer": officer.name if officer else _("Belum ada"),
        "turn": turn_of(term),
        "updated": case.updated_at,
        "due": clock_of(term, today, calendar) if term else None,
        "due_note": TERM_NAMES.get(term.kind, "") if term else "",
    }


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """One page of the queue; the whole state stands in the address."""
    if not reads_cases(request.actor):
        raise Http404
    filters = _filters(request.GET)
    today = legal_day(request.now, settings.TIME_ZONE)
    page = queue(request.actor, filters, today)
    if filters.q or filters.state or filters.after:
        searched(
            page.rows,
            view=filters.view,
            words=bool(filters.q),
            actor=request.actor,
            now=request.now,
        )
    onward = request.GET.copy()
    if page.following:
        urgent, day, pk = page.following
        mark = f",{URGENT}" if urgent else ""
        onward["sesudah"] = f"{day.isoformat()},{pk}{mark}"
    context = {
        "rows": _rows(page.rows, today),
        "filters": filters,
        "today": today,
        "views": [(name, VIEW_LABELS[name], page.counts[name]) for name in VIEWS],
        "states": STATES,
        "onward": onward.urlencode() if page.following else "",
        "headless": headless(request.now) if tends_headless(request.actor) else [],
    }
    return render(request, "complaints/office/queue.html", context)
