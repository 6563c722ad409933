"""The rows, chips and headings of the queue in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.domain.queueing import Column, Sort, View
from complaints.forms.queue import COLUMNS
from complaints.models.choices import CLASSES, STATES, URGENCIES
from complaints.selectors.queue import term_of
from complaints.views.deputies import in_place_of
from complaints.views.words import (
    TERM_NAMES,
    agency_in_list,
    clock_of,
    name_of,
    office_of,
    title_of,
    turn_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar
    from complaints.forms.addressed import AddressForm
    from complaints.forms.queue import FilterForm
    from complaints.models import Case, Deadline
    from complaints.selectors.desk import Desk

#: Django's own get_..._display translates every choice to name one: half of a row's time.
STATE_NAMES, CLASS_NAMES, URGENCY_NAMES = (
    {code.value: name for code, name in choices}
    for choices in (STATES, CLASSES, URGENCIES)
)
#: What a view says when nothing is in it.
EMPTY = {
    View.LATE: _("Tidak ada yang lewat batas."),
    View.SOON: _("Tidak ada yang jatuh tempo sampai tiga hari kerja lagi."),
    View.MINE: _("Tidak ada perkara di tangan Anda."),
    View.UNASSIGNED: _("Tidak ada yang belum dipegang seseorang."),
    View.SIGN: _("Tidak ada yang menunggu tanda tangan atau keputusan Anda."),
    View.AGENCY: _("Tidak ada yang menunggu instansi."),
    View.HOLD: _("Tidak ada yang menunggu pelapor, instansi, atau kantor lain."),
    View.BACK: _("Tidak ada yang minta dibuka kembali."),
}
#: Of the columns that sort: by what, and which way it goes.
SORTED_BY = {
    "due": (Sort.DUE, "ascending"),
    "case": (Sort.NUMBER, "ascending"),
    Column.FILED.value: (Sort.NEWEST, "descending"),
    Column.UPDATED.value: (Sort.UNTOUCHED, "ascending"),
}


def rows_of(
    cases: Sequence[Case], today: date, desk: Desk, actor: Actor | None = None
) -> list[dict[str, Any]]:
    """The rows in words; ``actor``: who reads in whose place, where a list says it."""
    names = dict(desk.substances)
    return [
        _row(case, term_of(case), today, desk.calendar, names)
        | {"deputy_of": ", ".join(in_place_of(case, actor)) if actor else ""}
        for case in cases
    ]


def _row(
    case: Case,
    term: Deadline | None,
    today: date,
    calendar: WorkCalendar,
    names: dict[str, str],
) -> dict[str, Any]:
    officer = case.examiner or case.intake
    return {
        "ref": case.ref,
        "url": reverse("work:case", args=[case.ref]),
        "title": title_of(case),
        "restricted": case.restricted,
        # Why it hurries are the reporter's circumstances: a restricted case keeps it.
        "urgent": case.urgent,
        "urgency": "" if case.restricted else URGENCY_NAMES.get(case.urgency, ""),
        "number": name_of(case),
        "agency": agency_in_list(case),
        "confidential": case.is_confidential,
        "own": case.is_own,
        "former": case.is_former,
        "news": case.arrived_at is not None,
        Column.SUBSTANCE.value: ""
        if case.restricted
        else names.get(case.substance, ""),
        Column.STAGE.value: STATE_NAMES[case.state],
        Column.OFFICER.value: officer.name if officer else _("Belum ada"),
        Column.CLASS.value: CLASS_NAMES.get(case.classification, ""),
        Column.OFFICE.value: office_of(case),
        Column.FILED.value: case.submitted_on,
        Column.UPDATED.value: case.updated_at,
        Column.TURN.value: turn_of(term),
        "due": clock_of(term, today, calendar) if term else None,
        "due_note": TERM_NAMES.get(term.kind, "") if term else "",
    }


def as_far_as(count: int, most: int) -> str:
    """A count that nobody took beyond ``most``."""
    return f"{most - 1}+" if count >= most else str(count)


def saved_of(desk: Desk, counts: Mapping[str, int], most: int) -> list[dict[str, Any]]:
    """The filters that are kept under a name, with how many each holds now."""
    return [
        {"row": one, "count": as_far_as(counts[f"kept_{one.pk}"], most)}
        for one in desk.saved
    ]


def heads_of(form: FilterForm, columns: Collection[Column]) -> dict[str, Any]:
    """The headings: the two that always stand there, and those of one's choice."""
    names = dict(COLUMNS)
    wanted = {"due": _("Tenggat"), "case": _("Perkara")}
    wanted |= {column.value: names[column] for column in columns}
    sort = form.filters().sort
    heads = []
    for key, name in wanted.items():
        by, way = SORTED_BY.get(key, (None, ""))
        heads.append(
            {
                "name": name,
                "sorted": way if by is sort else "",
                "link": form.address(urut=by.value) if by and by is not sort else "",
            }
        )
    return {"heads": heads, "columns": [column.value for column in columns]}


def chips_of(form: AddressForm) -> list[dict[str, Any]]:
    """What is filtered, each with the address that leaves it out."""
    return [
        {
            "label": form.fields[name].label,
            "value": form.said(name, value),
            "without": form.address(**{name: ""}),
        }
        for name, value in form.narrows().items()
    ]
