"""The rows, views and headings of the list of actions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from complaints.domain.tracker import Sort, Stand, View, turn
from complaints.forms.tracker import ASKED_FOR, INSTRUMENTS, VIEWS
from complaints.selectors.queue import MANY
from complaints.views.queue_words import STATE_NAMES, as_far_as
from complaints.views.words import (
    OURS,
    TURNS,
    clock_for_day,
    name_in_language,
    name_of,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.utils.functional import Promise

    from agencies.domain.calendar import WorkCalendar
    from complaints.forms.tracker import TrackerForm
    from complaints.models import CorrectiveAction

INSTRUMENT_NAMES = {one.value: name for one, name in INSTRUMENTS}
#: What a view says when nothing is in it.
EMPTY: dict[str, str | Promise] = {
    View.OPEN: _("Semua tindakan terverifikasi"),
    View.LATE: _("Tidak ada yang lewat batas."),
    View.VERY_LATE: _("Tidak ada yang lewat lebih dari 30 hari kerja."),
    View.SOON: _("Tidak ada yang jatuh tempo sampai lima hari kerja lagi."),
    View.RUNNING: _("Tidak ada yang batasnya masih jauh."),
    View.OURS: _("Tidak ada bukti yang menunggu putusan kami."),
    View.IN_TIME: _("Tidak ada bukti tepat waktu yang menunggu putusan kami."),
    View.UNRECEIVED: _("Tidak ada yang belum diterima instansi."),
    View.DONE: _("Belum ada yang selesai."),
    View.ALL: _("Belum ada tindakan."),
}
#: Of the columns that sort: by what.
SORTED_BY = {"due": Sort.DUE, "what": Sort.AGENCY, "issued": Sort.AGE}


def rows_of(
    actions: Sequence[CorrectiveAction], today: date, calendar: WorkCalendar
) -> list[dict[str, Any]]:
    """The rows in words."""
    return [_row(action, today, calendar) for action in actions]


def _row(
    action: CorrectiveAction, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    case, told = action.case, vars(action)
    status, tag = status_of(action, today)
    words = gettext("Perkara terbatas") if case.restricted else told["words"]
    anchor = "rekomendasi" if action.is_item else "tk"
    watcher = case.resmon if told["watcher"] == case.resmon_id else case.examiner
    return {
        "ref": action.ref,
        "url": f"{reverse('work:case', args=[case.ref])}#{anchor}",
        "called": called(action),
        "text": words or name_of(case),
        "restricted": case.restricted,
        "number": name_of(case),
        "body": body_of(action),
        "unit": unit_of(action),
        "stage": STATE_NAMES[case.state],
        "officer": watcher.name if watcher else gettext("Belum ada"),
        "office": name_in_language(case.office),
        "issued": told["issued_on"],
        "turn": turn_of(action, today),
        "status": status,
        "tag": tag,
        "owed": told["owed"],
        "clock": clock_for_day(action.due_on, today, calendar)
        if action.due_on and action.binds and told["owed"]
        else None,
        "suggested": not action.binds,
        "due_on": action.due_on,
        "ending": "" if told["owed"] else ending_of(action),
    }


def called(action: CorrectiveAction) -> str:
    """An action by its instrument and its number: Rekomendasi 2."""
    return f"{INSTRUMENT_NAMES[action.instrument]} {action.n}"


def body_of(action: CorrectiveAction) -> str:
    """The agency that has to act; a list keeps that of a restricted case."""
    if action.case.restricted:
        return gettext("perkara terbatas")
    return name_in_language(action.agency)


def unit_of(action: CorrectiveAction) -> str:
    """The unit of it, where one is named."""
    if action.case.restricted or action.unit is None:
        return ""
    return name_in_language(action.unit)


def turn_of(action: CorrectiveAction, today: date) -> tuple[str | Promise, str] | None:
    """Whose turn it is, and the class of the tag; None where it is nobody's."""
    told = vars(action)
    party = turn(
        Stand(
            owed=told["owed"],
            received=action.received_on is not None,
            waits=told["waits"],
            late=action.binds and action.due_on is not None and action.due_on < today,
            is_item=action.is_item,
            state=action.case.stage,
        )
    )
    return TURNS.get(party, OURS) if party else None


def ending_of(action: CorrectiveAction) -> str:
    """How late it was done, of what was done."""
    if action.executed_on is None or action.days_late is None:
        return ""
    if not action.days_late:
        return gettext("tepat waktu")
    words = ngettext(
        "terlambat %(n)d hari kerja", "terlambat %(n)d hari kerja", action.days_late
    )
    return words % {"n": action.days_late}


def views_of(
    form: TrackerForm, counts: Mapping[str, int]
) -> list[tuple[str, str | Promise, str, str]]:
    """Each view: its name, its label, how many it holds, and the address that opens it;
    what is no tab only where the reader stands in it."""
    here = form.filters().view
    return [
        (view.value, label, as_far_as(counts[view], MANY), form.address(view=view))
        for view, label in (*VIEWS, *ASKED_FOR)
        if (view, label) in VIEWS or view is here
    ]


def heads_of(form: TrackerForm) -> list[dict[str, Any]]:
    """The headings, and those among them that sort."""
    sort = form.filters().sort
    names = {
        "due": _("Tenggat"),
        "what": _("Tindakan dan instansi"),
        "status": _("Status dan giliran"),
        "stage": _("Tahap perkara"),
        "officer": _("Petugas"),
        "issued": _("LHP"),
    }
    return [
        {
            "name": name,
            "sorted": "ascending" if SORTED_BY.get(key) is sort else "",
            "link": form.address(urut=SORTED_BY[key])
            if key in SORTED_BY and SORTED_BY[key] is not sort
            else "",
        }
        for key, name in names.items()
    ]
