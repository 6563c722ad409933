"""Who is late at a glance: what is owed by agency, unit, region, officer or theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from complaints.domain.corrective import Instrument
from complaints.domain.queueing import Holder
from complaints.domain.tracker import Group, View, bands, view_of
from complaints.forms.tracker import GROUPS, STATUSES, TrackerForm
from complaints.policies import reads_cases
from complaints.selectors.tracker_overview import COUNTED, ages, bodies_among, overview
from complaints.views.queue_words import chips_of
from complaints.views.tracker import desk_for, marks_at
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.functional import Promise

    from accounts.http import PortalRequest
    from complaints.domain.tracker import Band
    from complaints.selectors.tracker_overview import Ages, Line

#: No more pages of groups than anybody turns.
LAST_PAGE = 400
#: By which field of the list a group is asked for there.
FIELDS = {
    Group.AGENCY: "badan",
    Group.UNIT: "unit",
    Group.OFFICER: "pemegang",
    Group.INSTRUMENT: "instrumen",
    Group.SUBSTANCE: "substansi",
    Group.FORM: "bentuk",
}
PROVINCE = 2
COLUMNS: dict[View, str | Promise] = {
    View.OPEN: _("Belum selesai"),
    View.UNRECEIVED: _("Belum diterima"),
    View.OURS: _("Menunggu putusan kami"),
    View.SOON: _("Lima hari kerja lagi"),
    View.LATE: _("Lewat batas"),
    View.VERY_LATE: _("Lewat lebih dari 30 hari kerja"),
}
#: How a group is called of which nobody said what it is.
NAMELESS: dict[Group, str | Promise] = {
    Group.AGENCY: _("Tanpa instansi"),
    Group.UNIT: _("Tanpa unit"),
    Group.REGION: _("Tanpa wilayah (instansi pusat)"),
    Group.OFFICER: _("Belum ada petugas"),
    Group.INSTRUMENT: _("Tanpa instrumen"),
    Group.SUBSTANCE: _("Tanpa bidang"),
    Group.FORM: _("Tanpa bentuk"),
}


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Each number with the actions behind it, the latest first."""
    if not reads_cases(request.actor):
        raise Http404
    language = get_language() or "id"
    desk = desk_for(request.GET, request.actor, request.now, language)
    form = TrackerForm(request.GET, desk=desk)
    filters, group = form.filters(), form.group()
    marks, page = marks_at(desk, request.now), _page(request.GET.get("hal", ""))
    found = overview(request.actor, filters, marks, group, page)
    spans = bands(marks)
    named = _Named(form, group, bodies_among(found.lines, group), request.actor.user_id)
    most = max((line.counts[View.OPEN] for line in found.lines), default=0)
    context = {
        "form": form,
        "refused": form.refused(),
        "chips": chips_of(form),
        "here": form.address(),
        "group": group.value,
        "groups": [(one.value, name, form.address(per=one)) for one, name in GROUPS],
        "group_name": dict(GROUPS)[group],
        "columns": [COLUMNS[view] for view in COUNTED],
        "lines": [named.line(line, most) for line in found.lines],
        "totals": [
            (COLUMNS[view], cell)
            for view, cell in zip(COUNTED, named.cells(found.whole, {}), strict=True)
        ],
        "bands": [_band(band) for band in spans],
        "ages": _ages(ages(request.actor, filters, marks, spans), spans, form),
        "today": marks.today,
        "back_page": form.address(hal=str(page)) if page else "",
        "onward": form.address(hal=str(page + 2)) if found.more else "",
        "more": any(form.asked().get(field.name) for field in form.others),
    }
    return render(request, "complaints/office/tracker_overview.html", context)


def _page(text: str) -> int:
    """Which page of the groups, from 0; what is none is the first."""
    number = int(text) if text.isascii() and text.isdigit() else 1
    return min(max(number, 1), LAST_PAGE) - 1


@dataclass(frozen=True, slots=True)
class _Named:
    """The lines of one grouping in words, each number with its way into the list."""

    form: TrackerForm
    group: Group
    bodies: Mapping[Any, Any]
    me: int | None

    def line(self, line: Line, most: int) -> dict[str, Any]:
        asked = self._asked(line)
        return {
            "name": self._name(line),
            "beside": self._beside(line),
            "cells": self.cells(line, asked),
            "oldest": line.oldest,
            "bar": _bar(line, most),
        }

    def cells(self, line: Line, asked: dict[str, str] | None) -> list[dict[str, Any]]:
        """The numbers; without a way where the list has no filter for the group."""
        return [
            {
                "n": line.counts[view],
                "view": view.value,
                "url": _list(self.form, view=view, **asked)
                if line.counts[view] and asked is not None
                else "",
            }
            for view in COUNTED
        ]

    def _asked(self, line: Line) -> dict[str, str] | None:
        if line.hidden or line.key in (None, ""):
            return None
        if self.group is Group.REGION:
            return _of_region(line.key)
        field = FIELDS[self.group]
        if self.group is Group.OFFICER:
            return self._of_officer(line.key)
        if self.group in (Group.AGENCY, Group.UNIT):
            return {field: str(self.bodies[line.key].ref)}
        return {field: str(line.key)}

    def _of_officer(self, key: int) -> dict[str, str] | None:
        """The list knows oneself and colleagues: of who left there is the number."""
        if key == self.me:
            return {"pemegang": Holder.ME.value}
        known = {str(code) for code, _name in self.form.choices("pemegang")}
        return {"pemegang": str(key)} if str(key) in known else None

    def _name(self, line: Line) -> Any:
        if line.hidden:
            return gettext("Perkara terbatas")
        if line.key in (None, ""):
            return NAMELESS[self.group]
        if self.group in (Group.AGENCY, Group.UNIT):
            return name_in_language(self.bodies[line.key])
        if self.group in (Group.REGION, Group.OFFICER):
            found = self.bodies.get(line.key)
            return found.name if found else line.key
        return self.form.said(FIELDS[self.group], str(line.key))

    def _beside(self, line: Line) -> str:
        """Of a unit, whose it is."""
        found = self.bodies.get(line.key)
        if self.group is not Group.UNIT or found is None:
            return ""
        return name_in_language(found.agency)


def _of_region(code: str) -> dict[str, str]:
    if len(code) == PROVINCE:
        return {"provinsi": code}
    return {"provinsi": code[:PROVINCE], "daerah": code}


def _list(form: TrackerForm, **asked: str) -> str:
    """The list of actions under the same filters and these."""
    return f"{reverse('work:tracker')}?{form.address(per='', **asked)}"


def _bar(line: Line, most: int) -> list[dict[str, str]]:
    """What is owed as a bar: very late, late, near, the rest; all bars to one scale."""
    counts, begin, parts = line.counts, 0, []
    late = counts[View.LATE] - counts[View.VERY_LATE]
    rest = counts[View.OPEN] - counts[View.LATE] - counts[View.SOON]
    for kind, n in zip(
        ("E", "D", "C", "l"),
        (counts[View.VERY_LATE], late, counts[View.SOON], rest),
        strict=True,
    ):
        if n:
            parts.append(
                {"kind": kind, "x": _share(begin, most), "width": _share(n, most)}
            )
        begin += n
    return parts


def _share(n: int, most: int) -> str:
    return f"{100 * n / most:.2f}%"


def _band(band: Band) -> str:
    """Its heading: how many working days late, or left."""
    if band.first is None:
        return gettext("Lebih dari %(n)s hari kerja lagi") % {
            "n": -(band.last or 0) - 1
        }
    if band.first < 0:
        return gettext("%(n)s hari kerja lagi atau kurang") % {"n": -band.first}
    if band.last is None:
        return gettext("Lewat lebih dari %(n)s hari kerja") % {"n": band.first - 1}
    if not band.first:
        return gettext("Lewat sampai %(n)s hari kerja") % {"n": band.last}
    told = {"first": band.first, "last": band.last}
    return gettext("Lewat %(first)s–%(last)s hari kerja") % told


def _ages(
    found: Iterable[Ages], spans: Sequence[Band], form: TrackerForm
) -> list[dict[str, Any]]:
    """Each status with its numbers, each with its way into the list."""

    def cell(n: int, status: str, **asked: str) -> dict[str, Any]:
        return {"n": n, "url": _list(form, status=status, **asked) if n else ""}

    names = {one.value: name for one, name in STATUSES}
    only = {"view": View.RUNNING, "instrumen": Instrument.SARAN.value}
    return [
        {
            "name": names[one.status],
            "unreceived": cell(one.unreceived, one.status, view=View.UNRECEIVED),
            "beside": [
                cell(one.in_time, one.status, view=View.IN_TIME),
                cell(one.suggested, one.status, **only),
            ],
            "cells": [
                cell(n, one.status, **_span(band))
                for band, n in zip(spans, one.banded, strict=True)
            ],
        }
        for one in found
    ]


def _span(band: Band) -> dict[str, str]:
    return {
        "view": view_of(band),
        "batas_dari": band.since.isoformat() if band.since else "",
        "batas_sampai": band.until.isoformat() if band.until else "",
    }
