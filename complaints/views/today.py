"""The day: what is late, what is near, what came in, what waits for a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.absent import for_whom
from accounts.policies import has_deputies
from accounts.roles import Role
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.queueing import SOON_DAYS
from complaints.models import Case
from complaints.policies import reads_cases, takes_part
from complaints.selectors.today import today_of
from complaints.services.arriving import see_arrival
from complaints.services.errors import NotReady
from complaints.views import recurring
from complaints.views.sentences import refusal
from complaints.views.words import (
    TERM_NAMES,
    agency_in_list,
    clock_of,
    name_of,
    title_of,
)
from journal.registry import label_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Deadline, Task


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """The first page of everybody who works on cases; the same queries every day."""
    if not takes_part(request.actor):
        raise Http404
    today = legal_day(request.now, settings.TIME_ZONE)
    calendar = work_calendar()
    soon = calendar.add_workdays(today, SOON_DAYS).date
    absent = for_whom(request.actor, request.now)
    day = today_of(request.actor, today, soon, set(absent))

    def due(row: Deadline) -> dict[str, Any]:
        clock = clock_of(row, today, calendar)
        note = TERM_NAMES.get(row.kind, "")
        return line(row.case) | {"due": clock, "due_note": note}

    def line(case: Case) -> dict[str, Any]:
        return _line(case) | {"for": _absent_holder(case, absent)}

    context = {
        "today": today,
        "absences": has_deputies(request.actor),
        "counts": day.counts,
        "late": [due(row) for row in day.late],
        "soon": [due(row) for row in day.soon],
        "deputises": list(absent.values()),
        "arrived": [line(case) | _arrival(case) for case in day.arrived],
        "tasks": [_task(row, today, absent) for row in day.tasks],
        "came_back": [recurring.line(row) for row in day.came_back],
        "mentioned": [_line(case) for case in day.mentioned],
        "heads": request.actor.has(Role.HEAD, Role.COMMISSIONER),
        "to_sign": [_dated(case, today) for case in day.to_sign],
        "unassigned": [_line(case) for case in day.unassigned],
    }
    return render(request, "complaints/office/today.html", context)


@require_POST
def seen(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What came in was read: it leaves the list, and the record says by whom."""
    if not reads_cases(request.actor):
        raise Http404
    try:
        seen_at = parse_datetime(request.POST.get("at", ""))
    except ValueError:  # looks like a moment, and is none
        seen_at = None
    try:
        see_arrival(ref=ref, seen_at=seen_at, actor=request.actor, now=request.now)
    except Case.DoesNotExist:
        raise Http404 from None
    except NotReady as error:
        messages.warning(request, refusal(error))
    else:
        messages.success(request, _("Tersimpan."))
    return redirect("work:today")


def _absent_holder(case: Case, absent: dict[int, str]) -> str:
    """Whose case it is, where the reader acts for him today."""
    names = (absent.get(pk, "") for pk in sorted(case.assigned_ids))
    return next((name for name in names if name), "")


def _line(case: Case) -> dict[str, Any]:
    """A case in one line."""
    return {
        "url": reverse("work:case", args=[case.ref]),
        "title": title_of(case),
        "number": name_of(case),
        "agency": agency_in_list(case),
        "stage": case.get_state_display(),
        "urgent": case.urgent,
    }


def _dated(case: Case, today: date) -> dict[str, Any]:
    """The same with the day of its nearest term."""
    late = case.due_on is not None and case.due_on < today
    return _line(case) | {"due_on": case.due_on, "late": late}


def _task(row: Task, today: date, absent: dict[int, str]) -> dict[str, Any]:
    """A task of one's own, in its case."""
    return _line(row.case) | {
        "url": reverse("work:tasks", args=[row.case.ref]),
        "text": _("Tugas dalam perkara terbatas") if row.case.restricted else row.text,
        "due_on": row.due_on,
        "late": row.due_on is not None and row.due_on < today,
        "for": absent.get(row.whom_id, "")
        if row.whom_id
        else _absent_holder(row.case, absent),
    }


def _arrival(case: Case) -> dict[str, Any]:
    return {
        "what": label_of(case.arrived_as),
        "at": case.arrived_at,
        "exactly": case.arrived_at.isoformat() if case.arrived_at else "",
        "seen": reverse("work:seen", args=[case.ref]),
    }
