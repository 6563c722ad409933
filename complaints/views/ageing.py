"""Ageing: open cases by age and stage, and those in which nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.ageing import BANDS
from complaints.domain.queueing import View
from complaints.models.choices import STATES
from complaints.policies import heads_an_office
from complaints.selectors.ageing import ages, stuck
from complaints.selectors.load import office_id_of
from complaints.views.words import HOLDERS, agency_in_list, name_of, title_of
from journal.registry import label_of

if TYPE_CHECKING:
    from datetime import date

    from accounts.http import PortalRequest
    from complaints.domain.ageing import Band
    from complaints.models import Case


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Each number with the cases behind it; of what lies still, what happened last."""
    if not heads_an_office(request.actor):
        raise Http404
    zone = settings.TIME_ZONE
    today, calendar = legal_day(request.now, zone), work_calendar()
    counted = ages(request.actor, today)
    office = str(office_id_of(request.actor))
    days = settings.STUCK_WORKDAYS
    found = stuck(request.actor, calendar.workdays_before(today, days), zone)
    there = [(code, name) for code, name in STATES if _any(counted, code)]
    context = {
        "bands": [_band(band) for band in BANDS],
        "stages": [
            {
                "name": name,
                "cells": [
                    _cell(counted[band, code], band, today, office, code)
                    for band in BANDS
                ],
            }
            for code, name in there
        ],
        "days": days,
        "stuck": [_row(case, today, calendar) for case in found.rows],
        "more": found.more,
    }
    return render(request, "complaints/heads/ageing.html", context)


def _any(counted: Any, code: str) -> bool:
    return any(counted[band, code] for band in BANDS)


def _band(band: Band) -> str:
    if band.last is None:
        return _("%(first)s hari atau lebih") % {"first": band.first}
    return _("%(first)s–%(last)s hari") % {"first": band.first, "last": band.last}


def _cell(n: int, band: Band, today: date, office: str, code: str) -> dict[str, Any]:
    since, until = band.span(today)
    told = {"view": View.ALL, "kantor": office, "tahap": code}
    told |= {"sampai": until.isoformat()}
    if since:
        told["dari"] = since.isoformat()
    return {"n": n, "url": f"{reverse('work:queue')}?{urlencode(told)}" if n else ""}


def _row(case: Case, today: date, calendar: Any) -> dict[str, Any]:
    last_at = getattr(case, "last_at")  # noqa: B009 - annotated
    day = legal_day(last_at, settings.TIME_ZONE)
    holder = case.examiner or case.intake
    return {
        "url": reverse("work:case", args=[case.ref]),
        "title": title_of(case),
        "number": name_of(case),
        "agency": agency_in_list(case),
        "stage": case.get_state_display(),
        "what": label_of(getattr(case, "last_kind")),  # noqa: B009 - annotated
        "at": day,
        "quiet": calendar.workdays_between(day, today),
        "turn": HOLDERS.get(case.turn, _("Tanpa batas waktu")),
        "holder": holder.name if holder else _("Belum ada"),
    }
