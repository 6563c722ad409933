"""Performance of an office: charts drawn here, each with its table and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as day_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from complaints.forms.queue import KINDS
from complaints.policies import heads_an_office
from complaints.reports.charts import bars, lines
from complaints.selectors.performance import DAYS, Performance, performance_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.domain.performance import Month

#: Each stage with what it runs from and to.
STAGES = {
    "all": (
        gettext_lazy("Seluruhnya"),
        gettext_lazy("dari laporan masuk sampai ditutup"),
    ),
    "verification": (
        gettext_lazy("Verifikasi"),
        gettext_lazy("dari laporan masuk sampai registrasi"),
    ),
    "assignment": (
        gettext_lazy("Penugasan"),
        gettext_lazy("dari registrasi sampai pemeriksa ditunjuk"),
    ),
    "examination": (
        gettext_lazy("Pemeriksaan"),
        gettext_lazy("dari pemeriksa ditunjuk sampai LHP ditandatangani"),
    ),
    "execution": (
        gettext_lazy("Pelaksanaan"),
        gettext_lazy("dari LHP ditandatangani sampai ditutup"),
    ),
}


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Twelve months and ninety days of her office, in seven queries however much it is."""
    if not heads_an_office(request.actor):
        raise Http404
    found = performance_of(request.actor, request.now)
    names = [_month(month) for month in found.months]
    context = {
        "took": _took(found, names),
        "stages": _stages(found, names),
        "flow": _flow(found, names),
        "kinds": _kinds(found, names),
        "backlog": _backlog(found),
        "days": DAYS,
    }
    return render(request, "complaints/heads/performance.html", context)


def _month(month: Month) -> str:
    return day_format(month.first, "M y")


def _took(found: Performance, names: list[str]) -> dict[str, Any]:
    told = found.took["all"]
    rows = [told.get(month) for month in found.months]
    medians = [row.median if row else None for row in rows]
    ninths = [row.p90 if row else None for row in rows]
    said = [
        _("%(month)s: median %(median)g, p90 %(p90)g hari.")
        % {"month": name, "median": row.median, "p90": row.p90}
        for name, row in zip(names, rows, strict=True)
        if row
    ]
    return {
        "chart": lines(names, [medians, ninths]),
        "any": bool(said),
        "desc": " ".join(said),
    }


def _stages(found: Performance, names: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "means": means,
            "cells": [found.took[code].get(month) for month in found.months],
            "months": names,
        }
        for code, (name, means) in STAGES.items()
    ]


def _flow(found: Performance, names: list[str]) -> dict[str, Any]:
    counted = (found.arrived, found.closed, found.reopened)
    series = [[one[month] for month in found.months] for one in counted]
    rows = list(zip(names, *series, strict=True))
    said = [
        _("%(month)s: masuk %(a)s, ditutup %(c)s, dibuka kembali %(r)s.")
        % {"month": name, "a": a, "c": c, "r": r}
        for name, a, c, r in rows
    ]
    return {"chart": bars(names, series), "rows": rows, "desc": " ".join(said)}


def _kinds(found: Performance, names: list[str]) -> dict[str, Any]:
    """What came in of each kind, month by month and together."""
    rows = [
        {
            "name": name,
            "cells": [found.kinds[kind][month] for month in found.months],
            "sum": sum(found.kinds[kind][month] for month in found.months),
        }
        for kind, name in KINDS
    ]
    return {"months": names, "rows": rows}


def _backlog(found: Performance) -> dict[str, Any]:
    days = [day_format(day, "j M") for day, _n in found.backlog]
    counts = [n for _day, n in found.backlog]
    return {
        "chart": lines(days, [counts]),
        "rows": list(reversed(found.backlog)),
        "desc": _("Awal: %(first)s. Paling banyak: %(most)s. Hari ini: %(last)s.")
        % {"first": counts[0], "most": max(counts), "last": counts[-1]},
    }
